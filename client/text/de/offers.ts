import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart, dative } from "./device.ts";

const plural = pluralIn("de");

const WITH_DOWNLOADS = "Wird bei deinen Downloads gespeichert.";

/** What is said of files before they are accepted, on both sides. */
export const OFFER: Words["offer"] = {
  title: (device) => `${atStart(device)} sendet dir`,
  accept: "Annehmen",
  decline: "Ablehnen",
  pickFile: "Speicherort auswählen",
  pickFolder: "Ordner auswählen",
  textOf: (bytes) =>
    bytes === 1 ? "Ein Text aus einem Zeichen" : `Ein Text mit bis zu ${formatCount(bytes)} Zeichen`,
  saved: {
    opfs: WITH_DOWNLOADS,
    indexeddb: WITH_DOWNLOADS,
    stream: WITH_DOWNLOADS,
    memory: "Bleibt im Arbeitsspeicher, bis alles da ist, und wird dann bei deinen Downloads gespeichert.",
    file: "Wird dort gespeichert, wo du es willst.",
    folder: "Wird in dem Ordner gespeichert, den du auswählst.",
  },
  textsOnly: "Wird hier gezeigt und kann kopiert werden. Gespeichert wird nichts.",
  zipOfFolders: "Wird als eine Zip-Datei gespeichert, damit die Ordner so bleiben, wie sie sind.",
  zipOfMany: "Wird als eine Zip-Datei gespeichert, weil es so viele Dateien sind.",
  free: (free) => `Hier frei: ${free}.`,
  cap: (most) =>
    `Bleibt im Arbeitsspeicher, zusammen höchstens ${most}: Nimm für größere Dateien ein Fenster, das nicht privat ist.`,
  none: {
    cap: (most) =>
      `Zu groß: In dieses Fenster passen höchstens ${most}. Nimm eines, das nicht privat ist, oder einen anderen Browser.`,
    free: (free) => `Zu groß: Hier sind nur ${free} frei. Schaffe Platz und lass es noch einmal senden.`,
  },
  pickInstead: "Vielleicht passt es an einen Speicherort, den du selbst auswählst.",
  leftOut: plural({
    one: "Eine Datei passt nicht auf dieses Gerät. Sie wird ausgelassen.",
    other: "# Dateien passen nicht auf dieses Gerät. Sie werden ausgelassen.",
  }),
};

/** What the other device can take, said to the sender. */
export const CAPACITY: Words["capacity"] = {
  free: (device, free) => `Freier Platz auf ${dative(device)}: ${free}.`,
  memory: (device) =>
    `${atStart(device)} behält Dateien im Arbeitsspeicher, bis sie vollständig sind: Große passen vielleicht nicht hinein.`,
  leftOut: (count, device, free) =>
    count === 1
      ? `Eine Datei passt nicht: ${atStart(device)} hat Platz für ${free}. Sie wird ausgelassen.`
      : `${formatCount(count)} Dateien passen nicht: ${atStart(device)} hat Platz für ${free}. Sie werden ausgelassen.`,
  none: (device, free) => `Zu groß: ${atStart(device)} hat nur Platz für ${free}.`,
};
