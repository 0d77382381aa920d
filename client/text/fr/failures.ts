import type { Words } from "../text.ts";

const NOTHING_SAVED = "Rien n’en a été enregistré.";
const MISMATCH =
  "Ce qui est arrivé diffère de ce qui a été envoyé. Rien n’a été enregistré ; il faut l’envoyer à nouveau.";
const LEFT = `L’autre appareil est parti avant que le fichier soit complet. ${NOTHING_SAVED} Il faut l’envoyer à nouveau avec un nouveau code.`;
const PROTOCOL = `Les appareils ne se sont pas compris. ${NOTHING_SAVED} Rechargez cette page sur les deux et recommencez l’envoi.`;

/** Why a file did not arrive, as the side says it that sends (`out`) or receives it (`in`). */
export const FAILURES: Words["failure"] = {
  "hash-mismatch": { out: MISMATCH, in: MISMATCH },
  changed: {
    out: "Ce n’est pas le fichier choisi auparavant. Envoyez-le de nouveau.",
    in: "Le fichier a été modifié sur l’autre appareil. Rien n’en a été enregistré ; faites-le renvoyer.",
  },
  unreadable: {
    out: "Cet appareil ne peut plus lire ce fichier. A-t-il été déplacé, modifié ou supprimé ?",
    in: "L’autre appareil ne peut plus lire ce fichier. A-t-il été déplacé, modifié ou supprimé là-bas ?",
  },
  "cannot-save": {
    out: "L’autre appareil n’a pas pu l’enregistrer : son navigateur a refusé. Envoyez-le à nouveau ; un autre navigateur y arrivera peut-être là-bas.",
    in: "Cet appareil n’a pas pu l’enregistrer : son navigateur a refusé. Faites-le renvoyer ; un autre navigateur y arrivera peut-être.",
  },
  "no-room": {
    out: "Le disque de l’autre appareil est plein. Faites de la place là-bas, puis envoyez-le à nouveau.",
    in: "Le disque de cet appareil est plein. Faites de la place ici, puis faites-le renvoyer.",
  },
  "too-large": {
    out: "Trop volumineux pour le navigateur de l’autre appareil. Regardez son écran : il dit ce qu’il peut recevoir.",
    in: "Trop volumineux pour cette fenêtre. Utilisez-en une qui n’est pas privée, ou un autre navigateur.",
  },
  declined: {
    out: "Refusé là-bas. Envoyez-le à nouveau s’il est finalement souhaité.",
    in: "Refusé. Faites-le renvoyer si vous le voulez finalement.",
  },
  cancelled: {
    out: `Annulé. ${NOTHING_SAVED} Envoyez-le à nouveau s’il est encore souhaité.`,
    in: `Annulé. ${NOTHING_SAVED} Faites-le renvoyer si vous le voulez encore.`,
  },
  unanswered: {
    out: "Personne n’a répondu en 10 minutes, l’envoi a donc été repris. Recommencez-le quand quelqu’un sera là.",
    in: "Personne ne l’a accepté ici en 10 minutes, l’envoi a donc été repris. Demandez un nouvel envoi.",
  },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
