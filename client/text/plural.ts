import { formatCount } from "./format.ts";
import type { Language } from "./languages.ts";

/** Which plural forms each language has for whole numbers, as CLDR and so browsers count them. */
export const PLURAL_FORMS = {
  en: ["one", "other"],
  de: ["one", "other"],
  es: ["one", "many", "other"],
  fr: ["one", "many", "other"],
  "zh-Hans": ["other"],
  ja: ["other"],
  ar: ["zero", "one", "two", "few", "many", "other"],
} as const satisfies Record<Language, readonly Intl.LDMLPluralRule[]>;

/** A phrase in each form that a language has; `#` stands for the number. */
export type PluralForms<L extends Language> = Readonly<Record<(typeof PLURAL_FORMS)[L][number], string>>;

/**
 * Phrases about a number of things in one language.
 *
 * @example const plural = pluralIn("en"); const files = plural({ one: "# file", other: "# files" });
 */
export function pluralIn<L extends Language>(language: L) {
  const rules = new Intl.PluralRules(language);
  return (forms: PluralForms<L>): ((count: number) => string) => {
    const known: Partial<Record<Intl.LDMLPluralRule, string>> = forms;
    return (count) => (known[rules.select(count)] ?? known.other ?? "").replace("#", formatCount(count));
  };
}
