/** No certificate can be had, for reasons that the operator can mend: one sentence each. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}
