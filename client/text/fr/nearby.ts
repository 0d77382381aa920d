import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const countedFiles = pluralIn("fr")({ one: "# fichier", many: "# de fichiers", other: "# fichiers" });

/** Devices that have the page open. */
export const NEARBY: Words["nearby"] = {
  title: "À proximité",
  body: "Touchez un appareil pour lui envoyer quelque chose sans code.",
  orTap: "Ou touchez un appareil à proximité :",
  looking: "Recherche d’appareils.",
  empty: "Il n’y a pas encore d’autre appareil. Ouvrez cette page sur un autre appareil de ce réseau.",
  emptyOfAll: "Il n’y a pas encore d’autre appareil. Ouvrez cette page sur un autre appareil.",
  hidden:
    "Les appareils arrivent à ce serveur depuis une même adresse. Le serveur ne peut pas savoir lesquels sont sur votre réseau et n’en montre aucun. La personne qui le gère peut indiquer son proxy dans `TRUST_PROXY`, ou `DISCOVERY=all`. Les codes fonctionnent quand même.",
  crowded: (most) =>
    `${formatCount(most)} appareils ont déjà cette page ouverte ici, et davantage seraient difficiles à distinguer. Utilisez un code.`,
  you: "Cet appareil s’appelle {name}",
  rename: "Renommer cet appareil",
  nameLabel: "Nom de cet appareil, tel que les autres le voient",
  save: "Enregistrer",
  cancel: "Annuler",
  kind: { phone: "Téléphone", tablet: "Tablette", computer: "Ordinateur", other: "Appareil" },
  asked: {
    waiting: "En attente d’une réponse",
    accepted: "Accepté, connexion en cours",
    declined: "Refusé. Touchez pour redemander",
    busy: "Occupé pour l’instant. Touchez pour redemander",
    gone: "N’est plus là",
    unanswered: "Pas de réponse. Touchez pour redemander",
    limited: "Trop d’invitations envoyées d’ici. Touchez de nouveau dans une minute",
    lost: "La liaison avec le serveur est rompue. Touchez pour redemander",
  },
  left: {
    gone: "{device} n’est plus là. Rouvrez cette page là-bas, ou utilisez le code.",
    lost: "La liaison avec le serveur s’est rompue avant que {device} ne réponde. Touchez-le de nouveau dès qu’il réapparaît, ou utilisez le code.",
    accepted: "{device} a accepté et se connecte.",
    other: "{device} est parti. Rouvrez cette page là-bas, ou utilisez le code.",
  },
  news: (name, state) => `${name} : ${state}`,
  takeBack: (name) => `Retirer l’invitation envoyée à ${name}`,
  dismiss: "Masquer",
  invitation: {
    title: "{device} veut vous envoyer {amount}",
    amount: (files, size) => `${countedFiles(files)}, ${size}`,
    endsCode: "Votre propre code cesse de fonctionner si vous acceptez.",
    accept: "Accepter",
    decline: "Refuser",
    close: "Fermer",
    over: {
      withdrawn: "{device} a retiré l’invitation.",
      gone: "{device} n’est plus là.",
      unanswered: "L’invitation de {device} a expiré. Elle peut être renvoyée depuis cet appareil.",
      lost: "La liaison avec le serveur s’est rompue. {device} peut renvoyer l’invitation.",
    },
  },
};
