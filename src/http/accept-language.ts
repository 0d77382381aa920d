import { weightsIn } from "./weights.ts";

/** Whoever reads another script asks for it so; what is left of Chinese is read as simplified. */
const TRADITIONAL = /-(hant|tw|hk|mo)\b/;

/**
 * The language tags that a reader asks for by `Accept-Language`, in lower case and the dearest first (RFC 9110, section
 * 12.5.4).
 */
export function acceptedLanguages(field: string | null): readonly string[] {
  return weightsIn(field)
    .filter(([, weight]) => weight > 0)
    .toSorted(([, one], [, two]) => two - one)
    .map(([tag]) => tag);
}

/**
 * The first of the wished-for languages that there is, by the lookup of RFC 4647, section 3.4: `de-AT` is served by `de`.
 *
 * @param wished tags, the dearest first; anything may stand there
 * @param available tags of what there is
 */
export function languageAmong(wished: readonly string[], available: readonly string[]): string | undefined {
  for (const tag of wished) {
    const found = lookUp(tag.toLowerCase(), available);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lookUp(wished: string, available: readonly string[]): string | undefined {
  const ranges = [...prefixesOf(wished)];
  if (ranges.includes("zh") && !TRADITIONAL.test(wished)) ranges.push("zh-hans");
  const found = ranges.map((range) => available.find((tag) => tag.toLowerCase() === range));
  return found.find((tag) => tag !== undefined);
}

/** `zh-hans-cn`, `zh-hans`, `zh`. */
function* prefixesOf(tag: string) {
  const parts = tag.split("-");
  for (let length = parts.length; length > 0; length--) yield parts.slice(0, length).join("-");
}
