import type { Words } from "../text.ts";

const OR_CHOOSE = "oder wähle die Dateien hier aus.";

/** What a page says that opens without its server, has another version, or was opened to share something. */
export const INSTALLED: Words["installed"] = {
  away: "Diese Seite ist da, aber ihr Server antwortet nicht. Er wird von selbst weiter gefragt; bis dahin lässt sich nichts senden oder empfangen.",
  login: "Etwas zwischen diesem Gerät und dem Server verlangt zuerst eine Anmeldung: {login}.",
  openLogin: "jetzt anmelden",
  version: {
    title: "Es gibt eine neue Version dieser Seite",
    body: "Das dauert nur einen Moment, und nichts geht verloren.",
    reload: "Neu laden",
    later: "Später",
  },
  sharing: {
    reading: "Was du geteilt hast, wird übernommen.",
    soFar: (size) => `Bisher ${size}.`,
    failed: {
      "no-room": `Auf diesem Gerät ist kein Platz für eine Kopie dessen, was du geteilt hast. Schaffe Platz, ${OR_CHOOSE}`,
      broken: `Was du geteilt hast, ließ sich nicht bis zum Ende lesen. Teile es noch einmal, ${OR_CHOOSE}`,
      gone: `Was du geteilt hast, ist nicht mehr da. Teile es noch einmal, ${OR_CHOOSE}`,
      "not-taken":
        "Diese Seite war noch nicht bereit für das, was du geteilt hast; jetzt ist sie es. Teile es noch einmal.",
    },
    dismiss: "Ausblenden",
  },
};
