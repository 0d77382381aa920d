import { formatCount, formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const plural = pluralIn("fr");
const devices = plural({ one: "# appareil", many: "# d’appareils", other: "# appareils" });
const have = plural({ one: "# appareil a", many: "# d’appareils ont", other: "# appareils ont" });
const countedFiles = plural({ one: "# fichier", many: "# de fichiers", other: "# fichiers" });
const countedTexts = plural({ one: "# texte", many: "# de textes", other: "# textes" });

const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );

/** What is said where one sender has several receivers. */
export const SEVERAL: Words["several"] = {
  allow: "Autoriser plusieurs appareils",
  allowed: (most) => `Jusqu’à ${most} appareils, chacun avec son propre avancement.`,
  addOne: "Envoyer à un appareil de plus",
  codeTitle: "Le code pour l’appareil suivant",
  mayJoin: plural({
    one: "# appareil de plus peut se joindre à l’envoi.",
    many: "# d’appareils de plus peuvent se joindre à l’envoi.",
    other: "# appareils de plus peuvent se joindre à l’envoi.",
  }),
  lastOne: "Un appareil peut se joindre à l’envoi avec ce code.",
  closeCode: "Fermer le code",
  sending: (count) => `Envoi vers ${devices(count)}`,
  allHave: (count, files, texts) => {
    if (files + texts > 1) return `${have(count)} tout, vérifié : ${things(files, texts)}`;
    return files === 1 ? `${have(count)} le fichier, vérifié` : `${have(count)} le texte, vérifié`;
  },
  someHave: (done, count) =>
    done === 0 ? "Aucun appareil n’a tout" : `${have(done)} tout, sur ${formatCount(count)}`,
  soFar: (done, count) => `Terminé pour ${devices(done)} sur ${formatCount(count)}`,
  exact: "Chacun d’eux a exactement ces octets.",
  whatFailed: "Ce qui manque est indiqué ci-dessous, pour chaque appareil.",
  list: "Appareils",
  unnamed: "Un nouvel appareil",
  giveUp: (device) => `Annuler : ${device}`,
  pause: (device) => `Mettre en pause : ${device}`,
  resume: (device) => `Reprendre : ${device}`,
  end: "Fermer",
  progress: (device) => `Avancement : ${device}`,
  pace: (speed, left) => `${speed}, encore ${left}`,
  state: {
    connecting: "Connexion.",
    away: "Il est absent. Cela reprend tout seul à son retour.",
    asked: "En attente de son accord.",
    moving: "Réception.",
    paused: { me: "En pause ici.", peer: "En pause là-bas." },
    interrupted: "Interrompu. Il est recherché à nouveau.",
    choosing: "En attente que les fichiers soient choisis à nouveau.",
    done: "A tout reçu, vérifié.",
    partly: (done, count) => `A reçu ${formatCount(done)} sur ${countedFiles(count)}.`,
    nothing: "N’a reçu aucun des fichiers.",
    declined: "Refusé. Rien n’a été envoyé.",
    cancelled: "Annulé.",
    left: "Parti avant que tout soit arrivé.",
    stopped: (title, body) => `${title}. ${body}`,
  },
};
