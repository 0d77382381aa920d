import type { Words } from "../text.ts";

/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME: Words["frame"] = {
  menu: {
    open: "Menu",
    language: "Langue",
    languageFailed: (name) =>
      `Les textes de cette langue n’ont pas pu être chargés : ${name}. Choisissez-la à nouveau dès que le serveur répond.`,
    colours: "Couleurs",
    schemes: { device: "Comme cet appareil", light: "Clair", dark: "Sombre" },
  },
  about: {
    title: "À propos de P2P Share",
    version: (version) => `Version ${version}`,
    licence: "Logiciel libre, licence MIT",
  },
  end: {
    title: "Arrêter le transfert ?",
    body: "Les fichiers complets sont gardés. Ce qui est encore en route est perdu sur les deux appareils.",
    stay: "Continuer",
    go: "Arrêter",
  },
  toasts: "Messages ({hotkey})",
};
