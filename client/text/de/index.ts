import { formatCount, formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart, dative, OTHER_DEVICE } from "./device.ts";
import { FAILURES } from "./failures.ts";
import { CHART, PATH_DETAILS, READING, SCAN, SPOKEN, STAY, TITLE, TOLD, WAITING } from "./flow.ts";
import { FRAME } from "./frame.ts";
import { INSTALLED } from "./installed.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";
import { SEVERAL } from "./several.ts";

const SOME_FAILED =
  "Was unten markiert ist, ist nicht angekommen, und davon wurde nichts gespeichert. Dort steht, was zu tun ist.";
const PEER_LEFT =
  "Lass dir einen neuen Code geben und sende noch einmal, was fehlt. Geprüfte Dateien sind vollständig.";
const MISUNDERSTOOD =
  "Die Geräte haben einander falsch verstanden. Lade diese Seite auf beiden neu und sende noch einmal.";
const VERSIONS = "Die beiden Seiten haben verschiedene Versionen. Lade diese Seite auf beiden Geräten neu.";
const UNANSWERED = FAILURES.unanswered;
const NOT_CHOSEN =
  "Niemand hat es innerhalb von 10 Minuten getan. Sende die Dateien unter einem neuen Code noch einmal.";
const PAUSED =
  "In 12 Stunden hat niemand fortgesetzt. Sende noch einmal, was fehlt; geprüfte Dateien sind vollständig.";
const STALLED =
  "Das andere Gerät ist verbunden, hat aber lange nichts gesendet. Lade diese Seite auf beiden neu und sende noch einmal.";

const plural = pluralIn("de");
const countedFiles = plural({ one: "# Datei", other: "# Dateien" });
const countedTexts = plural({ one: "# Text", other: "# Texte" });

const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );

const named = (names: readonly string[]) => {
  const shown = names.slice(0, 3).map((name) => `„${name}“`);
  return formatList(names.length > 3 ? [...shown, `${formatCount(names.length - 3)} weitere`] : shown);
};

/** Every word of the page in German. */
export const german: Words = {
  name: "P2P Share",
  description: "Sende Dateien direkt von diesem Gerät an ein anderes.",
  promise: "Dateien gehen verschlüsselt von Gerät zu Gerät. Unterwegs wird nichts gespeichert.",
  frame: FRAME,
  home: {
    sendTitle: "Dateien senden",
    drop: "Dateien oder Ordner hier ablegen",
    or: "oder",
    choose: "Dateien auswählen",
    paste: "Auch Dateien oder Text einzufügen geht.",
    receiveTitle: "Dateien empfangen",
    receiveBody: "Gib die sechs Ziffern vom anderen Gerät ein, oder scanne seinen QR-Code.",
    codeLabel: "Code vom anderen Gerät",
    join: "Empfangen",
    problem: (title) => `${title}.`,
    joining: "Wird verbunden",
  },
  secure: {
    line: "{open}, damit du Codes mit der Kamera scannen kannst, der Bildschirm anbleibt und große Dateien direkt auf der Festplatte gespeichert werden.",
    lineWithTrust:
      "{open}, damit du Codes mit der Kamera scannen kannst, der Bildschirm anbleibt und große Dateien direkt auf der Festplatte gespeichert werden; zuerst muss {trust}.",
    open: "Öffne diese Seite über HTTPS",
    trust: "dieses Gerät dem Server vertrauen",
  },
  choose: {
    files: "Weitere Dateien senden",
    folder: "oder einen Ordner",
    text: "oder einen Text",
    textLabel: "Text zum Senden",
    sendText: "Text senden",
    closeText: "Abbrechen",
    emptyFolders: (names) =>
      names.length === 1
        ? `Ein leerer Ordner wird nicht gesendet: ${named(names)}.`
        : `Leere Ordner werden nicht gesendet: ${named(names)}.`,
    unreadable: (names) => `Dieser Browser kann ${named(names)} nicht lesen. Das wird nicht gesendet.`,
    nothing: "Darin ist nichts, was gesendet werden kann.",
    tooMany: (most) =>
      `Höchstens ${formatCount(most)} Dateien können auf einmal gesendet werden. Sende sie in Teilen oder in einem Archiv.`,
    dismiss: "Ausblenden",
  },
  code: {
    title: "Bereit zum Senden",
    howTo: "Öffne auf dem anderen Gerät {address} und gib den Code ein, oder scanne ihn mit der Kamera.",
    onlyHere: (host) =>
      `Andere Geräte können ${host} nicht öffnen. Öffne diese Seite dort unter der Adresse, die dieser Computer in deinem Netz hat, und gib den Code ein. Wenn PUBLIC_URL auf diese Adresse gesetzt ist, steht hier ein QR-Code.`,
    qrLabel: "QR-Code, der den Link auf dem anderen Gerät öffnet",
    codeLabel: (code) => `Code ${[...code].join(" ")}`,
    copy: "Link kopieren",
    copied: "Link kopiert",
    copyFailed: "Kopieren hat hier nicht geklappt. Der Link:",
    waiting: "Warten auf das andere Gerät.",
    valid: (left) => `Der Code gilt noch ${left} Minuten.`,
    expiring: "Dieser Code läuft bald ab. Nimm einen neuen, wenn das andere Gerät noch nicht so weit ist.",
    serverAway: "Der Server antwortet gerade nicht. Der Code gilt wieder, sobald er es tut.",
    notice: {
      "own-code": "Dieser Code gehört zu genau diesem Gerät. Gib ihn auf dem anderen Gerät ein.",
      "code-replaced":
        "Der Server kennt den alten Code nicht mehr: Er wurde neu gestartet, oder dieses Gerät war weg. Nimm diesen neuen.",
    },
  },
  wait: {
    opening: { title: "Code wird geholt", body: "Dieser Server von P2P Share wird gefragt." },
    joining: {
      title: "Anderes Gerät wird gesucht",
      body: "Dieser Server von P2P Share wird nach dem Code gefragt.",
    },
    connecting: {
      title: "Verbindung wird aufgebaut",
      body: "Die beiden Geräte suchen den kürzesten Weg zueinander.",
    },
    peerAway: {
      title: "Das andere Gerät ist weg",
      body: "Es schläft oder hat kein Netz mehr. Öffne P2P Share dort wieder: Dann geht es von selbst weiter.",
    },
    serverAway: {
      title: "Der Server antwortet nicht",
      body: "Dieses Gerät versucht, ihn wieder zu erreichen, und verbindet sich dann weiter.",
    },
    files: { title: "Verbunden", body: "Warten auf die Liste der Dateien." },
    returning: {
      title: "Gleich geht es weiter",
      body: "Diese Seite wurde neu geladen. Sie sucht das andere Gerät und macht dort weiter, wo sie war.",
    },
    answer: (device) => ({
      title: `Warten auf ${device}`,
      body: "Die Dateien werden gesendet, sobald sie dort angenommen sind; nach 10 Minuten werden sie zurückgenommen.",
    }),
    answerWithoutRoom: (device) => ({
      title: `Warten auf ${device}`,
      body: "Die Dateien können nur gesendet werden, wenn dort ein anderer Speicherort ausgewählt wird.",
    }),
  },
  interrupted: {
    body: (device) =>
      `Die Verbindung zu ${dative(device)} ist abgebrochen. Was angekommen ist, bleibt erhalten.`,
    left: (left) => `Die Geräte suchen sie noch ${left} Minuten lang.`,
    reloading: (device) =>
      `${atStart(device)} hat die Seite geschlossen oder neu geladen und kommt vielleicht zurück:`,
  },
  comeBack: (wait) => `Versuche es in ${wait} noch einmal.`,
  relayOnly,
  mendRelay,
  offer: OFFER,
  capacity: CAPACITY,
  transfer: {
    sending: (device) => `Senden an ${device}`,
    receiving: (device) => `Empfangen von ${dative(device)}`,
    both: (device) => `Dateiaustausch mit ${dative(device)}`,
    otherDevice: OTHER_DEVICE,
    progress: "Fortschritt insgesamt",
    speed: "Tempo",
    timeLeft: "Verbleibende Zeit",
    measuring: "–",
    cancel: "Abbrechen",
    cancelFile: (name) => `${name} abbrechen`,
    pause: "Anhalten",
    resume: "Fortsetzen",
    path: { direct: "Direkt in deinem Netz", relayed: "Über deinen Server" },
    files: (files, texts, size) => `${things(files, texts)}, ${size}`,
    waitingThere: (device, files, texts, size) =>
      `Warten, bis ${device} annimmt: ${things(files, texts)}, ${size}.`,
    keepOn: "Lass diesen Bildschirm an: Ein Gerät, das schläft, hält die Übertragung an.",
    direction: { out: "Senden", in: "Empfangen" },
    way: { out: (amount) => `Senden: ${amount}`, in: (amount) => `Empfangen: ${amount}` },
    state: {
      offered: "",
      waiting: "als Nächstes",
      moving: "",
      paused: "angehalten",
      interrupted: "wartet",
      verifying: "wird verglichen",
      done: "",
      failed: "",
    },
    restarted: "noch einmal von vorn",
    of: (arrived, size) => `${arrived} von\u00a0${size}`,
    text: "Text",
    verified: "Geprüft ✓",
    mismatch: "Prüfsumme falsch ✗",
    save: "Noch einmal speichern",
    saveArchive: (name) => `${name} noch einmal speichern`,
    inPlace: "Dort gespeichert, wo du es wolltest.",
    archive: (folder = "Dateien") => `${folder}.zip`,
    digest: "SHA-256",
    preview: "Vorschau",
    playSoFar: "Abspielen, was schon da ist",
    closePreview: "Vorschau schließen",
    tooLittle: "Es ist noch zu wenig da, um etwas zu zeigen.",
    noPreview: "Dieser Browser kann es nicht zeigen.",
    copy: "Text kopieren",
    copied: "Text kopiert",
    copyFailed: "Kopieren hat hier nicht geklappt. Markiere den Text und kopiere ihn von Hand.",
  },
  ended: {
    allDone: (files, texts, size) => `${things(files, texts)}, ${size}, geprüft`,
    someDone: (done, count) => `${formatCount(done)} von ${countedFiles(count)} geprüft`,
    exact: {
      out: "Das andere Gerät hat genau diese Bytes.",
      in: "Bei deinen Downloads gespeichert. Die Bytes sind genau die, die gesendet wurden.",
      inPlace: "Dort gespeichert, wo du es wolltest. Die Bytes sind genau die, die gesendet wurden.",
      both: "Beide Geräte haben genau die Bytes, die gesendet wurden.",
      text: "Der Text ist genau der, der gesendet wurde.",
    },
    body: {
      finished: { sender: SOME_FAILED, receiver: SOME_FAILED },
      declined: {
        sender: "Das andere Gerät hat abgelehnt. Sende noch einmal, wenn es doch gewünscht ist.",
        receiver:
          "Du hast abgelehnt. Es wurde nichts gespeichert. Lass es noch einmal senden, wenn du es doch möchtest.",
      },
      cancelled: {
        sender: "Die Übertragung wurde abgebrochen. Sende noch einmal, was noch gewünscht ist.",
        receiver: "Die Übertragung wurde abgebrochen. Lass noch einmal senden, was du noch möchtest.",
      },
      "peer-left": { sender: PEER_LEFT, receiver: PEER_LEFT },
      protocol: { sender: MISUNDERSTOOD, receiver: MISUNDERSTOOD },
      version: { sender: VERSIONS, receiver: VERSIONS },
      "page-failed": { sender: PAGE_FAILED, receiver: PAGE_FAILED },
      "not-chosen": { sender: NOT_CHOSEN, receiver: NOT_CHOSEN },
      "paused-too-long": { sender: PAUSED, receiver: PAUSED },
      stalled: { sender: STALLED, receiver: STALLED },
      unanswered: { sender: UNANSWERED.out, receiver: UNANSWERED.in },
    },
    title: {
      finished: "Fertig",
      declined: "Abgelehnt",
      cancelled: "Abgebrochen",
      "peer-left": "Das andere Gerät ist gegangen",
      protocol: "Beendet",
      version: "Beendet",
      "page-failed": "Beendet",
      "not-chosen": "Die Dateien wurden nicht noch einmal ausgewählt",
      "paused-too-long": "Zu lange angehalten",
      stalled: "Es kam nichts mehr",
      unanswered: "Keine Antwort",
    },
    sendBack: "Etwas zurücksenden",
    close: "Schließen",
    again: "Mehr senden oder empfangen",
  },
  chooseAgain: {
    title: "Wähle die Dateien noch einmal aus",
    body: "Diese Seite wurde neu geladen, und dabei vergisst ein Browser die Dateien. Wähle dieselben aus: Sie machen dort weiter, wo sie waren.",
    needed: (count, size) => `Gebraucht: ${countedFiles(count)}, ${size}`,
    missing: (name) => `„${name}“ war nicht dabei oder ist nicht so groß wie vorher.`,
    files: "Dateien auswählen",
    there: (device) =>
      `Auf ${dative(device)} müssen die Dateien noch einmal ausgewählt werden. Was angekommen ist, bleibt erhalten.`,
  },
  several: SEVERAL,
  failure: FAILURES,
  scan: SCAN,
  stay: STAY,
  waiting: WAITING,
  readingFolder: READING,
  told: TOLD,
  title: TITLE,
  chart: CHART,
  spoken: SPOKEN,
  pathDetails: PATH_DETAILS,
  installed: INSTALLED,
  expired: {
    title: "Der Code ist abgelaufen",
    body: "Niemand hat ihn rechtzeitig benutzt. Die Dateien sind noch ausgewählt: Ein Tippen genügt für einen neuen Code.",
    renew: "Neuer Code",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  about: (span) => `etwa ${span}`,
  back: "Zurück",
  tryAgain: "Noch einmal versuchen",
  reload: "Seite neu laden",
  diagnostics: "Diagnose",
  findOut: "Herausfinden, was im Weg ist",
};
