import { formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const plural = pluralIn("de");
const devices = plural({ one: "# Gerät", other: "# Geräte" });
const ofDevices = plural({ one: "# Gerät", other: "# Geräten" });
const have = plural({ one: "# Gerät hat", other: "# Geräte haben" });
const countedFiles = plural({ one: "# Datei", other: "# Dateien" });
const countedTexts = plural({ one: "# Text", other: "# Texte" });

const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );

/** What is said where one sender has several receivers. */
export const SEVERAL: Words["several"] = {
  allow: "Mehrere Geräte zulassen",
  allowed: (most) => `Bis zu ${most} Geräte, jedes mit eigenem Fortschritt.`,
  addOne: "An ein weiteres Gerät senden",
  codeTitle: "Der Code für das nächste Gerät",
  mayJoin: plural({
    one: "# weiteres Gerät kann dazukommen.",
    other: "# weitere Geräte können dazukommen.",
  }),
  lastOne: "Mit diesem Code kann ein Gerät dazukommen.",
  closeCode: "Code schließen",
  sending: (count) => `Senden an ${devices(count)}`,
  allHave: (count, files, texts) => {
    if (files + texts > 1) return `${have(count)} alles, geprüft: ${things(files, texts)}`;
    return files === 1 ? `${have(count)} die Datei, geprüft` : `${have(count)} den Text, geprüft`;
  },
  someHave: (done, count) => {
    if (done === 0) return "Kein Gerät hat alles";
    return done === 1 ? `1 von ${ofDevices(count)} hat alles` : `${done} von ${ofDevices(count)} haben alles`;
  },
  soFar: (done, count) => `${done} von ${ofDevices(count)} fertig`,
  exact: "Jedes davon hat genau diese Bytes.",
  whatFailed: "Was fehlt, steht unten bei jedem Gerät.",
  list: "Geräte",
  unnamed: "Ein neues Gerät",
  giveUp: (device) => `Abbrechen: ${device}`,
  pause: (device) => `Anhalten: ${device}`,
  resume: (device) => `Fortsetzen: ${device}`,
  end: "Schließen",
  progress: (device) => `Fortschritt: ${device}`,
  pace: (speed, left) => `${speed}, noch ${left}`,
  state: {
    connecting: "Wird verbunden.",
    away: "Es ist weg. Es macht von selbst weiter, wenn es wieder da ist.",
    asked: "Warten, bis es annimmt.",
    moving: "Empfängt.",
    paused: { me: "Hier angehalten.", peer: "Dort angehalten." },
    interrupted: "Unterbrochen. Es wird wieder gesucht.",
    choosing: "Warten, bis die Dateien noch einmal ausgewählt sind.",
    done: "Hat alles, geprüft.",
    partly: (done, count) => `Hat ${done} von ${countedFiles(count)}.`,
    nothing: "Hat keine der Dateien.",
    declined: "Abgelehnt. Es wurde nichts gesendet.",
    cancelled: "Abgebrochen.",
    left: "Gegangen, bevor alles angekommen war.",
    stopped: (title, body) => `${title}. ${body}`,
  },
};
