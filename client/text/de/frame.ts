import type { Words } from "../text.ts";

/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME: Words["frame"] = {
  menu: {
    open: "Menü",
    language: "Sprache",
    languageFailed: (name) =>
      `Die Texte für ${name} konnten nicht geladen werden. Wähle die Sprache noch einmal, sobald der Server antwortet.`,
    colours: "Farben",
    schemes: { device: "Wie dieses Gerät", light: "Hell", dark: "Dunkel" },
  },
  about: {
    title: "Über P2P Share",
    version: (version) => `Version ${version}`,
    licence: "Freie Software, MIT-Lizenz",
  },
  end: {
    title: "Übertragung beenden?",
    body: "Vollständige Dateien bleiben erhalten. Was noch unterwegs ist, geht auf beiden Geräten verloren.",
    stay: "Weitermachen",
    go: "Beenden",
  },
  toasts: "Meldungen ({hotkey})",
};
