import { batch } from "solid-js";
import { type Catalogue, makeCatalogue, type Translated } from "./catalogue.ts";
import { setLanguage } from "./current-language.ts";
import { english } from "./en/index.ts";
import type { Language } from "./languages.ts";

/** Every word that a person reads, apart from those of the diagnostics. */
export type Words = Translated<typeof english>;

/** Loaded with the page; other parts of it may have catalogues of their own. */
export const pageCatalogue = makeCatalogue<Words>(english, {
  de: async () => (await import("./de/index.ts")).german,
  es: async () => (await import("./es/index.ts")).spanish,
  fr: async () => (await import("./fr/index.ts")).french,
  "zh-Hans": async () => (await import("./zh-Hans/index.ts")).chinese,
  ja: async () => (await import("./ja/index.ts")).japanese,
  ar: async () => (await import("./ar/index.ts")).arabic,
});

/** The page's words in the language that is shown; read them where they are drawn. */
export const text: Words = pageCatalogue.words;

/**
 * Shows a language, on all of the page at once.
 *
 * @param others catalogues besides the page's own
 * @throws where its words cannot be fetched; then everything stays as it was
 */
export async function speak(language: Language, others: readonly Catalogue<object>[] = []): Promise<void> {
  const loaded = await Promise.all([pageCatalogue, ...others].map((catalogue) => catalogue.load(language)));
  batch(() => {
    for (const show of loaded) show();
    setLanguage(language);
  });
}
