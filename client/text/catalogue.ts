import { createSignal } from "solid-js";
import type { Language } from "./languages.ts";

/** What every language has to say where English says T: the same keys, and functions of the same values. */
export type Translated<T> = T extends string
  ? string
  : T extends (...values: infer V) => infer R
    ? (...values: V) => Translated<R>
    : { readonly [K in keyof T]: Translated<T[K]> };

/** Fetches the words of the languages besides English. */
export type Loaders<T> = Readonly<Record<Exclude<Language, "en">, () => Promise<T>>>;

/** Words of a part of the page, in the language that is shown. */
export interface Catalogue<T> {
  /** Read it where it is drawn, never once and for all: it changes with the language. */
  readonly words: T;
  /** What a language has to say. @throws where it cannot be fetched */
  wordsIn(language: Language): Promise<T>;
  /** Fetches a language. @returns what shows it */
  load(language: Language): Promise<() => void>;
}

/** A catalogue in English, until another language is loaded and shown. */
export function makeCatalogue<T extends object>(english: T, loaders: Loaders<T>): Catalogue<T> {
  const [shown, show] = createSignal(english);
  const wordsIn = async (language: Language) => (language === "en" ? english : loaders[language]());
  return {
    words: new Proxy(english, { get: (_, area) => Reflect.get(shown(), area) }),
    wordsIn,
    async load(language) {
      const loaded = await wordsIn(language);
      return () => void show(() => loaded);
    },
  };
}
