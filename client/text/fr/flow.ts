import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart } from "./device.ts";

const OR_TYPE = "ou tapez les six chiffres.";

/** Looking for a code through the camera. */
export const SCAN: Words["scan"] = {
  open: "Scanner avec l’appareil photo",
  title: "Scannez le code",
  body: "Dirigez l’appareil photo vers le code QR de l’autre appareil.",
  starting: "L’appareil photo démarre. Autorisez-le si le navigateur le demande.",
  picture: "Image de l’appareil photo",
  sawOther: "Ce code QR sert à autre chose. Scannez celui que montre l’autre appareil.",
  again: "Réessayer",
  close: "Fermer",
  elsewhere: {
    title: "Un code d’une autre adresse",
    body: (host) =>
      `Ce code vient de ${host}. Ouvrez-le là-bas ; si c’est ce même serveur sous un autre nom, le code fonctionne ici aussi.`,
    open: (host) => `Ouvrir ${host}`,
    here: "Utiliser le code ici",
  },
  failed: {
    denied: {
      title: "L’appareil photo n’est pas autorisé",
      body: `Autorisez-le pour cette page dans les réglages du navigateur et réessayez, ${OR_TYPE}`,
    },
    "no-camera": {
      title: "Il n’y a pas d’appareil photo",
      body: "Ce navigateur n’en trouve aucun. Tapez plutôt les six chiffres.",
    },
    "in-use": {
      title: "L’appareil photo est déjà utilisé",
      body: `Un autre programme ou un autre onglet s’en sert. Fermez-le et réessayez, ${OR_TYPE}`,
    },
    "no-picture": {
      title: "L’appareil photo ne montre rien",
      body: `Le navigateur n’a donné aucune image. Réessayez, ${OR_TYPE}`,
    },
    "no-reader": {
      title: "Ce navigateur n’a pas pu lire l’image",
      body: `Rechargez la page et réessayez, ${OR_TYPE}`,
    },
    "nothing-seen": {
      title: "Aucun code n’a été vu",
      body: `L’appareil photo est resté allumé deux minutes et s’est éteint. Réessayez avec plus de lumière, ${OR_TYPE}`,
    },
  },
};

/** A session with nothing under way. */
export const STAY: Words["stay"] = {
  ends: "La connexion se termine toute seule dans {left}",
  stay: "Rester connecté",
  stays: {
    me: () =>
      "Les appareils restent connectés jusqu’à ce que l’un des deux y mette fin, ou que rien ne soit envoyé pendant 30 minutes.",
    peer: (device) =>
      `${atStart(device)} veut rester connecté : jusqu’à ce que l’un des deux y mette fin, ou que rien ne soit envoyé pendant 30 minutes.`,
  },
};

/** What is said of waits that take long. */
export const WAITING: Words["waiting"] = {
  pausedBy: {
    me: (_device, time) => `En pause ici depuis ${time}. Rien ne bouge tant que vous ne reprenez pas.`,
    peer: (device, time) =>
      `${atStart(device)} est en pause depuis ${time}. Tout continue quand on reprend là-bas.`,
  },
  stalled: (device, time) =>
    `Rien n’est arrivé depuis ${time}. Est-ce que ${device} est allumé, avec sa page au premier plan ? Alors cela reprend tout seul ; sinon, annulez.`,
  sendAgain: "Envoyer à nouveau",
};

/** Reading folders. */
export const READING: Words["readingFolder"] = {
  stop: "Arrêter la lecture",
  found: pluralIn("fr")({
    one: "Lecture du dossier : # fichier pour l’instant.",
    many: "Lecture du dossier : # de fichiers pour l’instant.",
    other: "Lecture du dossier : # fichiers pour l’instant.",
  }),
};

/** What a person asks to be told, and hears. */
export const TOLD: Words["told"] = {
  ask: "Me prévenir quand c’est fini",
  willTell: "Une notification vous dira quand c’est fini.",
  done: { title: "Terminé", body: "Tout est arrivé et vérifié." },
  notDone: {
    title: "Tout n’est pas arrivé",
    body: "Ouvrez la page pour voir ce qui manque, et pourquoi.",
  },
};

/** The title of the window, before the product's name. */
export const TITLE: Words["title"] = {
  of: (what, name) => `${what} · ${name}`,
  ready: "Prêt à envoyer",
  connecting: "Connexion",
  connected: "Connecté",
  asked: "Accepter ?",
  paused: "En pause",
  interrupted: "Reconnexion",
  done: "✓ Terminé",
  failed: "✗ Arrêté",
};

/** The speed of the last minute. */
export const CHART: Words["chart"] = {
  label: (now, most) => `${now} maintenant, ${most} au plus`,
};

/** What a screen reader says on the way. */
export const SPOKEN: Words["spoken"] = {
  progress: (percent, left) => `${percent}, encore ${left}`,
};

/** What stands behind the words "direct" and "relayed". */
export const PATH_DETAILS: Words["pathDetails"] = {
  open: "Détails",
  path: "Chemin",
  paths: {
    direct: "D’appareil à appareil ; le serveur n’en voit rien.",
    relayed: "Par le relais de votre serveur, qui ne voit que des paquets chiffrés.",
  },
  lanes: "Connexions",
};
