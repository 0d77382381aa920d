import type { Words } from "../text.ts";

/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME: Words["frame"] = {
  menu: {
    open: "Menú",
    language: "Idioma",
    languageFailed: (name) =>
      `No se han podido cargar los textos de este idioma: ${name}. Elígelo otra vez cuando el servidor responda.`,
    colours: "Colores",
    schemes: { device: "Como este dispositivo", light: "Claro", dark: "Oscuro" },
  },
  about: {
    title: "Acerca de P2P Share",
    version: (version) => `Versión ${version}`,
    licence: "Software libre, licencia MIT",
  },
  end: {
    title: "¿Terminar la transferencia?",
    body: "Los archivos completos se conservan. Lo que aún está en camino se pierde en los dos dispositivos.",
    stay: "Continuar",
    go: "Terminar",
  },
  toasts: "Mensajes ({hotkey})",
};
