import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const countedFiles = pluralIn("de")({ one: "# Datei", other: "# Dateien" });

/** Devices that have the page open. */
export const NEARBY: Words["nearby"] = {
  title: "In der Nähe",
  body: "Tippe auf ein Gerät, um ihm ohne Code etwas zu senden.",
  orTap: "Oder tippe auf ein Gerät in der Nähe:",
  looking: "Geräte werden gesucht.",
  empty: "Noch ist kein anderes Gerät da. Öffne diese Seite auf einem anderen Gerät in diesem Netz.",
  emptyOfAll: "Noch ist kein anderes Gerät da. Öffne diese Seite auf einem anderen Gerät.",
  hidden:
    "Alle Geräte kommen mit derselben Adresse bei diesem Server an. Er kann nicht erkennen, welche in deinem Netz sind, und zeigt deshalb keines. Wer ihn betreibt, kann `TRUST_PROXY` auf seinen Proxy setzen, oder `DISCOVERY=all`. Codes funktionieren trotzdem.",
  crowded: (most) =>
    `${formatCount(most)} Geräte haben diese Seite hier schon offen, und mehr wären kaum auseinanderzuhalten. Nimm einen Code.`,
  you: "Dieses Gerät heißt {name}",
  rename: "Dieses Gerät umbenennen",
  nameLabel: "Name dieses Geräts, wie andere in der Nähe ihn sehen",
  save: "Speichern",
  cancel: "Abbrechen",
  kind: { phone: "Handy", tablet: "Tablet", computer: "Computer", other: "Gerät" },
  asked: {
    waiting: "Wartet auf Antwort",
    accepted: "Angenommen, wird verbunden",
    declined: "Abgelehnt. Tippe, um noch einmal zu fragen",
    busy: "Gerade beschäftigt. Tippe, um noch einmal zu fragen",
    gone: "Nicht mehr da",
    unanswered: "Keine Antwort. Tippe, um noch einmal zu fragen",
    limited: "Zu viele Einladungen von hier. Tippe in einer Minute noch einmal",
    lost: "Verbindung zum Server abgebrochen. Tippe, um noch einmal zu fragen",
  },
  left: {
    gone: "{device} ist nicht mehr da. Öffne diese Seite dort noch einmal, oder nimm den Code.",
    lost: "Die Verbindung zum Server brach ab, bevor {device} antwortete. Tippe das Gerät noch einmal an, sobald es zu sehen ist, oder nimm den Code.",
    accepted: "{device} hat angenommen und verbindet sich.",
    other: "{device} ist gegangen. Öffne diese Seite dort noch einmal, oder nimm den Code.",
  },
  news: (name, state) => `${name}: ${state}`,
  takeBack: (name) => `Einladung an ${name} zurücknehmen`,
  dismiss: "Ausblenden",
  invitation: {
    title: "{device} möchte dir {amount} senden",
    amount: (files, size) => `${countedFiles(files)}, ${size}`,
    endsCode: "Dein eigener Code gilt nicht mehr, wenn du annimmst.",
    accept: "Annehmen",
    decline: "Ablehnen",
    close: "Schließen",
    over: {
      withdrawn: "{device} hat die Einladung zurückgenommen.",
      gone: "{device} ist nicht mehr da.",
      unanswered: "Die Einladung von {device} ist abgelaufen. Sie kann dort noch einmal gesendet werden.",
      lost: "Die Verbindung zum Server brach ab. {device} kann die Einladung noch einmal senden.",
    },
  },
};
