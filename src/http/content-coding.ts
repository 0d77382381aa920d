/** A coding that files of the build are there in, beside themselves (RFC 9110, section 8.4.1). */
export interface ContentCoding {
  readonly name: "br" | "gzip";
  /** What its file's name ends in. */
  readonly suffix: string;
}

/** The smallest first. */
export const CONTENT_CODINGS: readonly ContentCoding[] = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
];

/**
 * Codings that a client takes, the smallest first, by RFC 9110, section 12.5.3.
 *
 * @param accepted the value of `Accept-Encoding`; null where there is none, which means none
 */
export function acceptedCodings(accepted: string | null): readonly ContentCoding[] {
  const weights = new Map((accepted ?? "").split(",").map(weightOf));
  return CONTENT_CODINGS.filter(({ name }) => (weights.get(name) ?? weights.get("*") ?? 0) > 0);
}

/** "gzip;q=0.5" is wanted half as much as "gzip"; a weight of 0 is a refusal. */
function weightOf(element: string): [name: string, weight: number] {
  const [name = "", ...parameters] = element.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return [name, weight === undefined ? 1 : Number(weight)];
}
