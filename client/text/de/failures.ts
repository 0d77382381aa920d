import type { Words } from "../text.ts";

const NOTHING_SAVED = "Davon wurde nichts gespeichert.";
const MISMATCH =
  "Was angekommen ist, weicht von dem ab, was gesendet wurde. Es wurde nichts gespeichert; bitte noch einmal senden.";
const LEFT = `Das andere Gerät ist gegangen, bevor die Datei vollständig war. ${NOTHING_SAVED} Bitte unter einem neuen Code noch einmal senden.`;
const PROTOCOL = `Die Geräte haben einander falsch verstanden. ${NOTHING_SAVED} Lade diese Seite auf beiden neu und sende noch einmal.`;

/** Why a file did not arrive, as the side says it that sends (`out`) or receives it (`in`). */
export const FAILURES: Words["failure"] = {
  "hash-mismatch": { out: MISMATCH, in: MISMATCH },
  changed: {
    out: "Das ist nicht die Datei, die vorher ausgewählt war. Sende sie neu.",
    in: "Die Datei wurde auf dem anderen Gerät geändert. Davon wurde nichts gespeichert; lass sie neu senden.",
  },
  unreadable: {
    out: "Dieses Gerät kann die Datei nicht mehr lesen. Wurde sie verschoben, geändert oder gelöscht?",
    in: "Das andere Gerät kann die Datei nicht mehr lesen. Wurde sie dort verschoben, geändert oder gelöscht?",
  },
  "cannot-save": {
    out: "Das andere Gerät konnte sie nicht speichern: Der Browser dort hat es verweigert. Sende sie noch einmal; vielleicht kann es dort ein anderer Browser.",
    in: "Dieses Gerät konnte sie nicht speichern: Der Browser hat es verweigert. Lass sie noch einmal senden; vielleicht kann es ein anderer Browser.",
  },
  "no-room": {
    out: "Der Speicher des anderen Geräts ist voll. Schaffe dort Platz und sende sie noch einmal.",
    in: "Der Speicher dieses Geräts ist voll. Schaffe hier Platz und lass sie noch einmal senden.",
  },
  "too-large": {
    out: "Zu groß für den Browser des anderen Geräts. Sieh auf seinem Bildschirm nach: Dort steht, wie viel hineinpasst.",
    in: "Zu groß für dieses Fenster. Nimm eines, das nicht privat ist, oder einen anderen Browser.",
  },
  declined: {
    out: "Dort abgelehnt. Sende sie noch einmal, wenn sie doch gewünscht ist.",
    in: "Abgelehnt. Lass sie noch einmal senden, wenn du sie doch möchtest.",
  },
  cancelled: {
    out: `Abgebrochen. ${NOTHING_SAVED} Sende sie noch einmal, wenn sie noch gewünscht ist.`,
    in: `Abgebrochen. ${NOTHING_SAVED} Lass sie noch einmal senden, wenn du sie noch möchtest.`,
  },
  unanswered: {
    out: "In 10 Minuten hat niemand geantwortet, deshalb wurde es zurückgenommen. Sende es noch einmal, wenn jemand da ist.",
    in: "Hier hat es in 10 Minuten niemand angenommen, deshalb wurde es zurückgenommen. Lass es noch einmal senden.",
  },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
