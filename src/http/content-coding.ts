import { weightsIn } from "./weights.ts";

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
  const weights = new Map(weightsIn(accepted));
  return CONTENT_CODINGS.filter(({ name }) => (weights.get(name) ?? weights.get("*") ?? 0) > 0);
}
