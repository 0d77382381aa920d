/** The languages of the page, each by its own name. Tags are of BCP 47. */
export const LANGUAGES = {
  en: { name: "English", direction: "ltr" },
  de: { name: "Deutsch", direction: "ltr" },
  es: { name: "Español", direction: "ltr" },
  fr: { name: "Français", direction: "ltr" },
  "zh-Hans": { name: "简体中文", direction: "ltr" },
  ja: { name: "日本語", direction: "ltr" },
  ar: { name: "العربية", direction: "rtl" },
} as const satisfies Record<string, { readonly name: string; readonly direction: "ltr" | "rtl" }>;

export type Language = keyof typeof LANGUAGES;

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);

/**
 * The first of the wished-for languages that the page has, else English.
 *
 * @param wished tags as browsers give them, the dearest first: `pt-BR`, `zh-CN`
 */
export function languageFor(wished: readonly string[]): Language {
  for (const tag of wished) {
    const found = languageOf(tag);
    if (found) return found;
  }
  return "en";
}

function languageOf(tag: string): Language | undefined {
  const [language = ""] = tag.toLowerCase().split("-");
  // Traditional characters are another language to read: English, or the next wish, serves better.
  if (language === "zh") return /hant|tw|hk|mo/i.test(tag) ? undefined : "zh-Hans";
  return isLanguage(language) ? language : undefined;
}
