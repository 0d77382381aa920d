import type { Problem, RelayFacts } from "../../session/machine.ts";
import type { Words } from "../text.ts";

const NO_PATH = "Los dispositivos no consiguen comunicarse";
const SAME_NETWORK =
  "Pon los dos dispositivos en la misma red, sin wifi de invitados ni aislamiento de clientes";
const RELAY_ONLY =
  "Esta página solo lo intenta por el relé, porque su dirección dice ?ice=relay. Ábrela sin eso";
const LOOK_AT_LOG = "Inténtalo de nuevo; si sigue igual, mira el registro del servidor.";
const NO_DIRECT_PATH = "Tampoco hay un camino directo.";
const PEER_GONE = {
  title: "El otro dispositivo se ha ido",
  body: "Ha cerrado la página o ha perdido la red. Inténtalo de nuevo.",
};
const OUT_OF_DATE = { title: "La página está anticuada", body: "Vuelve a cargarla e inténtalo de nuevo." };

/** A worker is missing: most often because the server has a newer page since. */
export const PAGE_FAILED =
  "Falta una parte de esta página o ha fallado. Vuelve a cargar la página y envía otra vez.";

/** What the answers of a relay ask for, by error code (RFC 8656 §19). */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "¿Es TURN_SECRET el mismo allí, y van bien los dos relojes?",
  403: "Sus ajustes no lo permiten.",
  486: "Esta sesión lo usa demasiado. Inténtalo de nuevo en unos minutos, o sube TURN_USER_QUOTA.",
  508: "Está lleno. Inténtalo de nuevo en unos minutos, o sube TURN_TOTAL_QUOTA.",
};

/** What is known of a relay that this device is at. */
const AT_RELAY: Partial<Record<Problem, string>> = {
  "relay-unreachable-there":
    "Este dispositivo llega al relé. En la pantalla del otro se lee qué se lo impide. ",
  "relay-failed": `Los dos llegan al relé, pero nada pasa por él. ${LOOK_AT_LOG} `,
};

/** In place of a problem's own body, where no direct path was tried. */
export const relayOnly: Words["relayOnly"] = (problem) =>
  `${AT_RELAY[problem] ?? ""}${RELAY_ONLY} para probar también caminos directos.`;

/** What mends a relay that is of no use to this device; what is to be typed stands between backticks. */
export const mendRelay = ({ host, port, answer }: RelayFacts): string =>
  answer === undefined
    ? `Abre el puerto ${port} de ${host} para UDP y TCP; en Docker, publícalo (\`-p ${port}:${port}\` \`-p ${port}:${port}/udp\`). Si el relé tiene otro nombre, define EXTERNAL_HOST.`
    : `${host} responde con el error ${answer}. ${REFUSALS[answer] ?? LOOK_AT_LOG}`;

/** Why no connection came about, and the next step. */
export const PROBLEMS: Words["problem"] = {
  "bad-code": {
    title: "No es un código",
    body: "Un código tiene seis cifras, por ejemplo 482 913. Comprueba lo que has escrito.",
  },
  "unknown-code": {
    title: "Nadie espera con este código",
    body: "Comprueba las cifras. Un código sirve una vez y durante unos minutos; quien envía puede mostrar uno nuevo.",
  },
  "unknown-session": {
    title: "El servidor ha olvidado esta sesión",
    body: "P2P Share se reinició, o este dispositivo estuvo fuera demasiado tiempo. Empieza de nuevo con otro código.",
  },
  "rate-limited": {
    title: "Demasiados intentos",
    body: "Este servidor va más despacio cuando se prueban códigos demasiadas veces.",
  },
  "own-code": {
    title: "Es el código de este dispositivo",
    body: "Este código es de este mismo dispositivo. Escríbelo en el otro dispositivo.",
  },
  "no-files": { title: "Nada que enviar", body: "Elige entre 1 y 10.000 archivos." },
  "server-full": {
    title: "El servidor está ocupado",
    body: "Este servidor de P2P Share tiene todas las sesiones que permite. Inténtalo de nuevo en unos minutos.",
  },
  "server-unreachable": {
    title: "El servidor no responde",
    body: "¿Sigue este dispositivo en la misma red, y sigue P2P Share en marcha allí?",
  },
  "peer-left": PEER_GONE,
  "cannot-connect": {
    title: NO_PATH,
    body: `Los dos han encontrado este servidor, pero ningún camino entre ellos, y el servidor no ofrece relé. ${SAME_NETWORK}, o activa el relé (TURN_ENABLED).`,
  },
  "no-direct-path": {
    title: NO_PATH,
    body: "Esta página solo prueba caminos directos, porque su dirección dice ?ice=direct. Ábrela sin eso para usar el relé.",
  },
  "relay-missing": {
    title: "Este servidor no ofrece relé",
    body: `${RELAY_ONLY}, o activa el relé (TURN_ENABLED).`,
  },
  "relay-unreachable": { title: "Este dispositivo no llega al relé", body: NO_DIRECT_PATH },
  "relay-refused": { title: "El relé rechaza este dispositivo", body: NO_DIRECT_PATH },
  "relay-unreachable-there": {
    title: "El otro dispositivo no llega al relé",
    body: "Este sí llega, pero no hay un camino directo. Mira la pantalla del otro: allí pone qué se lo impide.",
  },
  "relay-failed": {
    title: NO_PATH,
    body: `Los dos llegan al relé, pero nada pasa por él. ${LOOK_AT_LOG} ${SAME_NETWORK}: así no hace falta relé.`,
  },
  "no-webrtc": {
    title: "Este navegador no abre ninguna conexión",
    body: "Un ajuste o una extensión ha desactivado WebRTC, o ICE_SERVERS está mal en el servidor. Prueba con otro navegador.",
  },
  "page-failed": { title: OUT_OF_DATE.title, body: PAGE_FAILED },
  "already-in-session": {
    title: "Ya hay una conexión",
    body: "Termina aquí primero y después inténtalo de nuevo.",
  },
  "no-peer": PEER_GONE,
  "bad-message": OUT_OF_DATE,
  "too-large": OUT_OF_DATE,
  internal: { title: "El servidor ha cometido un error", body: LOOK_AT_LOG },
};
