import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart } from "./device.ts";

const OR_TYPE = "oder gib die sechs Ziffern ein.";

/** Looking for a code through the camera. */
export const SCAN: Words["scan"] = {
  open: "Mit der Kamera scannen",
  title: "Code scannen",
  body: "Halte die Kamera auf den QR-Code des anderen Geräts.",
  starting: "Die Kamera startet. Erlaube sie, wenn der Browser fragt.",
  picture: "Bild der Kamera",
  sawOther: "Dieser QR-Code gehört zu etwas anderem. Scanne den, den das andere Gerät zeigt.",
  again: "Noch einmal versuchen",
  close: "Schließen",
  elsewhere: {
    title: "Ein Code von einer anderen Adresse",
    body: (host) =>
      `Dieser Code stammt von ${host}. Öffne ihn dort; ist das derselbe Server unter einem anderen Namen, dann gilt der Code auch hier.`,
    open: (host) => `${host} öffnen`,
    here: "Code hier verwenden",
  },
  failed: {
    denied: {
      title: "Die Kamera ist nicht erlaubt",
      body: `Erlaube sie für diese Seite in den Einstellungen des Browsers und versuche es noch einmal, ${OR_TYPE}`,
    },
    "no-camera": {
      title: "Es gibt keine Kamera",
      body: "Dieser Browser findet keine. Gib stattdessen die sechs Ziffern ein.",
    },
    "in-use": {
      title: "Die Kamera wird schon benutzt",
      body: `Ein anderes Programm oder ein anderer Tab hat sie. Schließe es dort und versuche es noch einmal, ${OR_TYPE}`,
    },
    "no-picture": {
      title: "Die Kamera zeigt nichts",
      body: `Der Browser hat kein Bild bekommen. Versuche es noch einmal, ${OR_TYPE}`,
    },
    "no-reader": {
      title: "Dieser Browser konnte das Bild nicht lesen",
      body: `Lade die Seite neu und versuche es noch einmal, ${OR_TYPE}`,
    },
    "nothing-seen": {
      title: "Es war kein Code zu sehen",
      body: `Die Kamera war zwei Minuten lang an und ist jetzt aus. Versuche es mit mehr Licht noch einmal, ${OR_TYPE}`,
    },
  },
};

/** A session with nothing under way. */
export const STAY: Words["stay"] = {
  ends: "Endet von selbst in {left}",
  stay: "Verbunden bleiben",
  stays: {
    me: () =>
      "Die Geräte bleiben verbunden, bis eines von beiden das beendet oder 30 Minuten lang nichts gesendet wird.",
    peer: (device) =>
      `${atStart(device)} möchte verbunden bleiben: bis eines der Geräte das beendet oder 30 Minuten lang nichts gesendet wird.`,
  },
};

/** What is said of waits that take long. */
export const WAITING: Words["waiting"] = {
  pausedBy: {
    me: (_device, time) => `Seit ${time} hier angehalten. Bis zum Fortsetzen bewegt sich nichts.`,
    peer: (device, time) =>
      `${atStart(device)} hat um ${time} angehalten. Weiter geht es, wenn dort fortgesetzt wird.`,
  },
  stalled: (device, time) =>
    `Seit ${time} ist nichts angekommen. Ist ${device} wach, mit dieser Seite im Vordergrund? Dann geht es von selbst weiter; sonst brich es ab.`,
  sendAgain: "Noch einmal senden",
};

/** Reading folders. */
export const READING: Words["readingFolder"] = {
  stop: "Lesen abbrechen",
  found: pluralIn("de")({
    one: "Der Ordner wird gelesen: bisher # Datei.",
    other: "Der Ordner wird gelesen: bisher # Dateien.",
  }),
};

/** What a person asks to be told, and hears. */
export const TOLD: Words["told"] = {
  ask: "Bescheid sagen, wenn alles da ist",
  willTell: "Du bekommst Bescheid, wenn alles da ist.",
  done: { title: "Fertig", body: "Alles ist angekommen und geprüft." },
  notDone: { title: "Nicht alles ist angekommen", body: "Öffne die Seite: Dort steht, was fehlt und warum." },
};

/** The title of the window, before the product's name. */
export const TITLE: Words["title"] = {
  of: (what, name) => `${what} · ${name}`,
  ready: "Bereit zum Senden",
  connecting: "Wird verbunden",
  connected: "Verbunden",
  asked: "Annehmen?",
  paused: "Angehalten",
  interrupted: "Wird neu verbunden",
  done: "✓ Fertig",
  failed: "✗ Beendet",
};

/** The speed of the last minute. */
export const CHART: Words["chart"] = {
  label: (now, most) => `Jetzt ${now}, höchstens ${most}`,
};

/** What a screen reader says on the way. */
export const SPOKEN: Words["spoken"] = {
  progress: (percent, left) => `${percent}, noch ${left}`,
};

/** What stands behind the words "direct" and "relayed". */
export const PATH_DETAILS: Words["pathDetails"] = {
  open: "Einzelheiten",
  path: "Weg",
  paths: {
    direct: "Von Gerät zu Gerät; der Server sieht davon nichts.",
    relayed: "Über das Relay deines Servers, das nur verschlüsselte Pakete sieht.",
  },
  lanes: "Verbindungen",
};
