import { createEffect } from "solid-js";
import { language } from "../text/current-language.ts";
import { isLanguage, LANGUAGES, type Language, languageFor } from "../text/languages.ts";
import { text } from "../text/text.ts";
import { keptChoice } from "./kept-choice.ts";

const chosen = keptChoice("p2p-share.language", isLanguage);

/** The language that this person has chosen here, else the best of those that the browser names. */
export function wishedLanguage(): Language {
  return chosen.get() ?? languageFor(navigator.languages);
}

/** From now on pages of this server speak it on this device. */
export function rememberLanguage(wished: Language): void {
  chosen.set(wished);
}

/** Has the document say which language it is in, and which way that is written. */
export function tellLanguage(): void {
  createEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language();
    documentElement.dir = LANGUAGES[language()].direction;
    document.querySelector("meta[name=description]")?.setAttribute("content", text.description);
  });
}
