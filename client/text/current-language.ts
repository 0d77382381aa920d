import { createSignal } from "solid-js";
import type { Language } from "./languages.ts";

/** The language that is shown. Set by `speak` alone, which loads its words first. */
export const [language, setLanguage] = createSignal<Language>("en");
