import type { Verdict } from "../diagnostics/checks.ts";
import { makeCatalogue, type Translated } from "./catalogue.ts";
import { englishDiagnostics } from "./en/diagnostics.ts";
import type { Told } from "./said.ts";

/** Every word of the diagnostics page. */
export type DiagnosticsWords = Translated<typeof englishDiagnostics>;

/** Loaded with that page alone. */
export const diagnosticsCatalogue = makeCatalogue<DiagnosticsWords>(englishDiagnostics, {
  de: async () => (await import("./de/diagnostics.ts")).germanDiagnostics,
  es: async () => (await import("./es/diagnostics.ts")).spanishDiagnostics,
  fr: async () => (await import("./fr/diagnostics.ts")).frenchDiagnostics,
  "zh-Hans": async () => (await import("./zh-Hans/diagnostics.ts")).chineseDiagnostics,
  ja: async () => (await import("./ja/diagnostics.ts")).japaneseDiagnostics,
  ar: async () => (await import("./ar/diagnostics.ts")).arabicDiagnostics,
});

/** Its words in the language that is shown; read them where they are drawn. */
export const diagnosticsText: DiagnosticsWords = diagnosticsCatalogue.words;

/** What is said of what came of a check. */
export function toldOf(verdict: Verdict): Told {
  return (diagnosticsText.told[verdict.because] as (facts: Verdict) => Told)(verdict);
}
