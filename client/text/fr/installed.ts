import type { Words } from "../text.ts";

const OR_CHOOSE = "ou choisissez les fichiers ici.";

/** What a page says that opens without its server, has another version, or was opened to share something. */
export const INSTALLED: Words["installed"] = {
  away: "Cette page est là, mais son serveur ne répond pas. Il est interrogé à nouveau tout seul ; d’ici là, on ne peut rien envoyer ni recevoir.",
  login: "Quelque chose entre cet appareil et le serveur demande d’abord une connexion : {login}.",
  openLogin: "s’identifier",
  version: {
    title: "Il y a une nouvelle version de cette page",
    body: "Cela prend un instant, et rien n’est perdu.",
    reload: "Recharger",
    later: "Plus tard",
  },
  sharing: {
    reading: "Reprise de ce que vous avez partagé.",
    soFar: (size) => `${size} pour l’instant.`,
    failed: {
      "no-room": `Cet appareil n’a pas de place pour une copie de ce que vous avez partagé. Faites de la place, ${OR_CHOOSE}`,
      broken: `Ce que vous avez partagé n’a pas pu être lu jusqu’au bout. Partagez-le à nouveau, ${OR_CHOOSE}`,
      gone: `Ce que vous avez partagé n’est plus là. Partagez-le à nouveau, ${OR_CHOOSE}`,
      "not-taken":
        "Cette page n’était pas prête à prendre ce que vous avez partagé ; elle l’est maintenant. Partagez-le à nouveau.",
    },
    dismiss: "Masquer",
  },
};
