import type { Words } from "../text.ts";

const NOTHING_SAVED = "Rien n’en a été enregistré.";
const MISMATCH =
  "Ce qui est arrivé diffère de ce qui a été envoyé. Rien n’a été enregistré ; il faut l’envoyer à nouveau.";
const LEFT = `L’autre appareil est parti avant que le fichier soit complet. ${NOTHING_SAVED}`;
const PROTOCOL = `Les appareils ne se sont pas compris. ${NOTHING_SAVED}`;
const CANCELLED = `Annulé. ${NOTHING_SAVED}`;

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
    out: "L’autre appareil n’a pas pu l’enregistrer : son navigateur a refusé.",
    in: "Cet appareil n’a pas pu l’enregistrer : son navigateur a refusé.",
  },
  "no-room": {
    out: "Le disque de l’autre appareil est plein. Faites de la place là-bas, puis envoyez-le à nouveau.",
    in: "Le disque de cet appareil est plein. Faites de la place ici, puis faites-le renvoyer.",
  },
  "too-large": {
    out: "Trop volumineux pour le navigateur de l’autre appareil. Son écran dit ce qu’il peut recevoir.",
    in: "Trop volumineux pour cette fenêtre. Utilisez-en une qui n’est pas privée, ou un autre navigateur.",
  },
  declined: { out: "Refusé là-bas.", in: "Refusé." },
  cancelled: { out: CANCELLED, in: CANCELLED },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
