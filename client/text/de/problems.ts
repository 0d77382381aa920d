import type { Problem, RelayFacts } from "../../session/machine.ts";
import type { Words } from "../text.ts";

const NO_PATH = "Die Geräte erreichen einander nicht";
const SAME_NETWORK = "Bring beide Geräte in dasselbe Netz, ohne Gast-WLAN und ohne Client-Isolation";
const RELAY_ONLY =
  "Diese Seite versucht es nur über das Relay, weil ?ice=relay in ihrer Adresse steht. Öffne sie ohne diesen Zusatz";
const LOOK_AT_LOG = "Versuche es noch einmal; wenn es so bleibt, sieh im Protokoll des Servers nach.";
const NO_DIRECT_PATH = "Einen direkten Weg gibt es auch nicht.";
const PEER_GONE = {
  title: "Das andere Gerät ist gegangen",
  body: "Dort wurde die Seite geschlossen, oder das Netz ist weg. Versuche es noch einmal.",
};
const OUT_OF_DATE = "Die Seite ist veraltet";

/** A worker is missing: most often because the server has a newer page since. */
export const PAGE_FAILED =
  "Ein Teil dieser Seite fehlt oder ist ausgefallen. Lade die Seite neu und sende noch einmal.";

/** What the answers of a relay ask for, by error code (RFC 8656 §19). */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "Ist TURN_SECRET dort dasselbe, und gehen beide Uhren richtig?",
  403: "Seine Einstellungen lassen das nicht zu.",
  486: "Diese Sitzung nutzt es zu oft. Versuche es in ein paar Minuten noch einmal, oder erhöhe TURN_USER_QUOTA.",
  508: "Es ist voll. Versuche es in ein paar Minuten noch einmal, oder erhöhe TURN_TOTAL_QUOTA.",
};

/** What is known of a relay that this device is at. */
const AT_RELAY: Partial<Record<Problem, string>> = {
  "relay-unreachable-there":
    "Dieses Gerät erreicht das Relay. Was dem anderen im Weg ist, steht auf dessen Bildschirm. ",
  "relay-failed": `Beide erreichen das Relay, aber es kommt nichts hindurch. ${LOOK_AT_LOG} `,
};

/** In place of a problem's own body, where no direct path was tried. */
export const relayOnly: Words["relayOnly"] = (problem) =>
  `${AT_RELAY[problem] ?? ""}${RELAY_ONLY}, um auch direkte Wege zu versuchen.`;

/** What mends a relay that is of no use to this device; what is to be typed stands between backticks. */
export const mendRelay = ({ host, port, answer }: RelayFacts): string =>
  answer === undefined
    ? `Gib Port ${port} von ${host} für UDP und TCP frei; in Docker veröffentliche ihn (\`-p ${port}:${port}\` \`-p ${port}:${port}/udp\`). Hat das Relay einen anderen Namen, dann setze EXTERNAL_HOST.`
    : `${host} antwortet mit Fehler ${answer}. ${REFUSALS[answer] ?? LOOK_AT_LOG}`;

/** Why no connection came about, and the next step. */
export const PROBLEMS: Words["problem"] = {
  "bad-code": {
    title: "Kein Code",
    body: "Ein Code hat sechs Ziffern, zum Beispiel 482 913. Prüfe, was eingegeben ist.",
  },
  "unknown-code": {
    title: "Unter diesem Code wartet niemand",
    body: "Prüfe die Ziffern. Ein Code gilt einmal und nur ein paar Minuten; das sendende Gerät kann einen neuen zeigen.",
  },
  "unknown-session": {
    title: "Der Server hat diese Sitzung vergessen",
    body: "P2P Share wurde neu gestartet, oder dieses Gerät war zu lange weg. Fang mit einem neuen Code von vorn an.",
  },
  "rate-limited": {
    title: "Zu viele Versuche",
    body: "Dieser Server wird langsamer, wenn zu oft Codes ausprobiert werden.",
  },
  "own-code": {
    title: "Das ist der Code dieses Geräts",
    body: "Dieser Code gehört zu genau diesem Gerät. Gib ihn auf dem anderen Gerät ein.",
  },
  "no-files": { title: "Nichts zu senden", body: "Wähle 1 bis 10.000 Dateien aus." },
  "server-full": {
    title: "Der Server ist ausgelastet",
    body: "Dieser Server von P2P Share hat so viele Sitzungen, wie er erlaubt. Versuche es in ein paar Minuten noch einmal.",
  },
  "server-unreachable": {
    title: "Der Server antwortet nicht",
    body: "Ist dieses Gerät noch im selben Netz, und läuft P2P Share dort noch?",
  },
  "peer-left": PEER_GONE,
  "cannot-connect": {
    title: NO_PATH,
    body: `Beide haben diesen Server gefunden, aber keinen Weg zueinander, und der Server bietet kein Relay an. ${SAME_NETWORK}, oder schalte das Relay ein (TURN_ENABLED).`,
  },
  "no-direct-path": {
    title: NO_PATH,
    body: "Diese Seite versucht nur direkte Wege, weil ?ice=direct in ihrer Adresse steht. Öffne sie ohne diesen Zusatz, um das Relay zu nutzen.",
  },
  "relay-missing": {
    title: "Dieser Server bietet kein Relay an",
    body: `${RELAY_ONLY}, oder schalte das Relay ein (TURN_ENABLED).`,
  },
  "relay-unreachable": { title: "Dieses Gerät erreicht das Relay nicht", body: NO_DIRECT_PATH },
  "relay-refused": { title: "Das Relay weist dieses Gerät ab", body: NO_DIRECT_PATH },
  "relay-unreachable-there": {
    title: "Das andere Gerät erreicht das Relay nicht",
    body: "Dieses Gerät erreicht es, aber einen direkten Weg gibt es nicht. Sieh auf dem Bildschirm des anderen nach: Dort steht, was ihm im Weg ist.",
  },
  "relay-failed": {
    title: NO_PATH,
    body: `Beide erreichen das Relay, aber es kommt nichts hindurch. ${LOOK_AT_LOG} ${SAME_NETWORK}, dann geht es ohne Relay.`,
  },
  "no-webrtc": {
    title: "Dieser Browser öffnet keine Verbindung",
    body: "Eine Einstellung oder Erweiterung hat WebRTC abgeschaltet, oder ICE_SERVERS auf dem Server stimmt nicht. Versuche es mit einem anderen Browser.",
  },
  "page-failed": { title: OUT_OF_DATE, body: PAGE_FAILED },
  "already-in-session": {
    title: "Schon verbunden",
    body: "Bring es erst hier zu Ende, dann versuche es noch einmal.",
  },
  "no-peer": PEER_GONE,
  "bad-message": { title: OUT_OF_DATE, body: "Lade sie neu und versuche es noch einmal." },
  "too-large": { title: OUT_OF_DATE, body: "Lade sie neu und versuche es noch einmal." },
  internal: { title: "Der Server hat einen Fehler gemacht", body: LOOK_AT_LOG },
};
