import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart } from "./device.ts";

const plural = pluralIn("fr");

const WITH_DOWNLOADS = "Enregistré avec vos téléchargements.";

/** What is said of files before they are accepted, on both sides. */
export const OFFER: Words["offer"] = {
  title: (device) => `${atStart(device)} vous envoie`,
  accept: "Accepter",
  decline: "Refuser",
  pickFile: "Choisir où enregistrer",
  pickFolder: "Choisir un dossier",
  textOf: (bytes) =>
    bytes === 1 ? "Un texte d’un caractère" : `Un texte de ${formatCount(bytes)} caractères au plus`,
  saved: {
    opfs: WITH_DOWNLOADS,
    indexeddb: WITH_DOWNLOADS,
    stream: WITH_DOWNLOADS,
    memory: "Gardé en mémoire jusqu’à ce que tout soit là, puis enregistré avec vos téléchargements.",
    file: "Enregistré à l’endroit que vous choisissez.",
    folder: "Enregistré dans le dossier que vous choisissez.",
  },
  textsOnly: "Affiché ici, pour être copié. Rien n’est enregistré.",
  zipOfFolders: "Enregistré en un seul zip, pour que les dossiers restent tels quels.",
  zipOfMany: "Enregistré en un seul zip, car il y a beaucoup de fichiers.",
  free: (free) => `Libre ici : ${free}.`,
  cap: (most) =>
    `Gardé en mémoire, ${most} au plus en tout : pour des fichiers plus gros, utilisez une fenêtre qui n’est pas privée.`,
  none: {
    cap: (most) =>
      `Trop volumineux : cette fenêtre peut garder ${most} au plus. Utilisez-en une qui n’est pas privée, ou un autre navigateur.`,
    free: (free) =>
      `Trop volumineux : seulement ${free} libres ici. Faites de la place, puis demandez un nouvel envoi.`,
  },
  pickInstead: "Il y a peut-être assez de place à un endroit que vous choisissez.",
  leftOut: plural({
    one: "Un fichier ne tient pas sur cet appareil. Il sera laissé de côté.",
    many: "# de fichiers ne tiennent pas sur cet appareil. Ils seront laissés de côté.",
    other: "# fichiers ne tiennent pas sur cet appareil. Ils seront laissés de côté.",
  }),
};

/** What the other device can take, said to the sender. */
export const CAPACITY: Words["capacity"] = {
  free: (device, free) => `Espace libre sur ${device} : ${free}.`,
  memory: (device) =>
    `${atStart(device)} garde les fichiers en mémoire jusqu’à ce qu’ils soient complets : les gros risquent de ne pas tenir.`,
  leftOut: (count, device, free) =>
    count === 1
      ? `Un fichier ne tient pas : ${device} a de la place pour ${free}. Il sera laissé de côté.`
      : `${formatCount(count)} fichiers ne tiennent pas : ${device} a de la place pour ${free}. Ils seront laissés de côté.`,
  none: (device, free) => `Trop volumineux : ${device} n’a de la place que pour ${free}.`,
};
