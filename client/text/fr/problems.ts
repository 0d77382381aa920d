import type { Problem, RelayFacts } from "../../session/machine.ts";
import type { Words } from "../text.ts";

const NO_PATH = "Les appareils n’arrivent pas à se joindre";
const SAME_NETWORK =
  "Mettez les deux appareils dans le même réseau, sans Wi-Fi invité ni isolation des clients";
const RELAY_ONLY =
  "Cette page n’essaie que le relais, car son adresse contient ?ice=relay. Ouvrez-la sans cela";
const LOOK_AT_LOG = "Réessayez ; si cela continue, consultez le journal du serveur.";
const NO_DIRECT_PATH = "Il n’y a pas non plus de chemin direct.";
const PEER_GONE = {
  title: "L’autre appareil est parti",
  body: "Il a fermé la page ou perdu son réseau. Réessayez.",
};
const OUT_OF_DATE = { title: "La page n’est plus à jour", body: "Rechargez-la et réessayez." };

/** A worker is missing: most often because the server has a newer page since. */
export const PAGE_FAILED =
  "Une partie de cette page manque ou ne marche plus. Rechargez la page et recommencez l’envoi.";

/** What the answers of a relay ask for, by error code (RFC 8656 §19). */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "TURN_SECRET est-il le même là-bas, et les deux horloges sont-elles à l’heure ?",
  403: "Ses réglages ne le permettent pas.",
  486: "Cette session l’utilise trop souvent. Réessayez dans quelques minutes, ou augmentez TURN_USER_QUOTA.",
  508: "Il est plein. Réessayez dans quelques minutes, ou augmentez TURN_TOTAL_QUOTA.",
};

/** What is known of a relay that this device is at. */
const AT_RELAY: Partial<Record<Problem, string>> = {
  "relay-unreachable-there":
    "Cet appareil joint le relais. L’écran de l’autre appareil indique ce qui bloque. ",
  "relay-failed": `Les deux joignent le relais, mais rien ne passe. ${LOOK_AT_LOG} `,
};

/** In place of a problem's own body, where no direct path was tried. */
export const relayOnly: Words["relayOnly"] = (problem) =>
  `${AT_RELAY[problem] ?? ""}${RELAY_ONLY} pour essayer aussi des chemins directs.`;

/** What mends a relay that is of no use to this device; what is to be typed stands between backticks. */
export const mendRelay = ({ host, port, answer }: RelayFacts): string =>
  answer === undefined
    ? `Ouvrez le port ${port} de ${host} pour UDP et TCP ; avec Docker, publiez-le (\`-p ${port}:${port}\` \`-p ${port}:${port}/udp\`). Si le relais a un autre nom, définissez EXTERNAL_HOST.`
    : `${host} répond par l’erreur ${answer}. ${REFUSALS[answer] ?? LOOK_AT_LOG}`;

/** Why no connection came about, and the next step. */
export const PROBLEMS: Words["problem"] = {
  "bad-code": {
    title: "Ce n’est pas un code",
    body: "Un code a six chiffres, par exemple 482 913. Vérifiez ce qui a été tapé.",
  },
  "unknown-code": {
    title: "Personne n’attend sous ce code",
    body: "Vérifiez les chiffres. Un code sert une seule fois, pendant quelques minutes ; l’appareil qui envoie peut en afficher un nouveau.",
  },
  "unknown-session": {
    title: "Le serveur a oublié cette session",
    body: "P2P Share a redémarré, ou cet appareil s’est absenté trop longtemps. Recommencez avec un nouveau code.",
  },
  "rate-limited": {
    title: "Trop d’essais",
    body: "Ce serveur ralentit quand on essaie des codes trop souvent.",
  },
  "own-code": {
    title: "C’est le code de cet appareil",
    body: "Ce code est celui de cet appareil même. Tapez-le sur l’autre appareil.",
  },
  "no-files": { title: "Rien à envoyer", body: "Choisissez de 1 à 10 000 fichiers." },
  "server-full": {
    title: "Le serveur est occupé",
    body: "Ce serveur P2P Share a autant de sessions qu’il en permet. Réessayez dans quelques minutes.",
  },
  "server-unreachable": {
    title: "Le serveur ne répond pas",
    body: "Cet appareil est-il encore dans le même réseau, et P2P Share y fonctionne-t-il encore ?",
  },
  "peer-left": PEER_GONE,
  "cannot-connect": {
    title: NO_PATH,
    body: `Les deux ont trouvé ce serveur, mais aucun chemin entre eux, et le serveur ne propose pas de relais. ${SAME_NETWORK}, ou activez le relais (TURN_ENABLED).`,
  },
  "no-direct-path": {
    title: NO_PATH,
    body: "Cette page n’essaie que des chemins directs, car son adresse contient ?ice=direct. Ouvrez-la sans cela pour utiliser le relais.",
  },
  "relay-missing": {
    title: "Ce serveur ne propose pas de relais",
    body: `${RELAY_ONLY}, ou activez le relais (TURN_ENABLED).`,
  },
  "relay-unreachable": { title: "Cet appareil ne joint pas le relais", body: NO_DIRECT_PATH },
  "relay-refused": { title: "Le relais refuse cet appareil", body: NO_DIRECT_PATH },
  "relay-unreachable-there": {
    title: "L’autre appareil ne joint pas le relais",
    body: "Cet appareil le joint, mais il n’y a pas de chemin direct. Regardez l’écran de l’autre appareil : il indique ce qui bloque.",
  },
  "relay-failed": {
    title: NO_PATH,
    body: `Les deux joignent le relais, mais rien ne passe. ${LOOK_AT_LOG} ${SAME_NETWORK}, pour se passer de relais.`,
  },
  "no-webrtc": {
    title: "Ce navigateur n’ouvre aucune connexion",
    body: "Un réglage ou une extension a désactivé WebRTC, ou ICE_SERVERS est faux sur le serveur. Essayez un autre navigateur.",
  },
  "page-failed": { title: OUT_OF_DATE.title, body: PAGE_FAILED },
  "already-in-session": {
    title: "Déjà connecté",
    body: "Terminez d’abord ici, puis réessayez.",
  },
  "no-peer": PEER_GONE,
  "bad-message": OUT_OF_DATE,
  "too-large": OUT_OF_DATE,
  internal: { title: "Le serveur a fait une erreur", body: LOOK_AT_LOG },
};
