import type { ServerAt, Transport } from "../../diagnostics/checks.ts";
import type { DiagnosticsWords } from "../diagnostics.ts";
import { formatBytes, formatCount, formatList, formatMillis, formatSpan, formatSpeed } from "../format.ts";
import type { Told } from "../said.ts";
import { french } from "./index.ts";

const METHODS = {
  opfs: "dans les fichiers privés du navigateur",
  indexeddb: "dans le stockage du navigateur (IndexedDB)",
  stream: "dans un téléchargement écrit à mesure qu’il arrive",
  memory: "en mémoire",
  file: "dans un fichier que vous choisissez",
  folder: "dans un dossier que vous choisissez",
};

const WAYS: Readonly<Record<Transport, string>> = { udp: "UDP", tcp: "TCP", tls: "TLS" };

const AGAIN = "Relancez les vérifications ; si cela continue, consultez le journal du serveur.";
const PROXY_UPGRADE =
  "Un proxy en chemin doit laisser passer le changement de protocole de `/ws` : HTTP/1.1 avec les en-têtes `Upgrade` et `Connection`.";

function silentRelay({ host, port, transport }: ServerAt & { readonly transport: Transport }): Told {
  const said = `Pas de réponse de ${host}, port ${port}, en ${WAYS[transport]}.`;
  switch (transport) {
    case "udp":
      return {
        said,
        fix: `Laissez passer UDP vers le port ${port} dans chaque pare-feu en chemin, y compris celui du serveur ; avec Docker, publiez-le : \`-p ${port}:${port}/udp\`. Si le relais a un autre nom, définissez EXTERNAL_HOST.`,
      };
    case "tcp":
      return {
        said,
        fix: `Laissez passer TCP vers le port ${port} dans chaque pare-feu en chemin, y compris celui du serveur ; avec Docker, publiez-le : \`-p ${port}:${port}\`. Un proxy pour pages web ne le transmet pas.`,
      };
    case "tls":
      return {
        said,
        fix: `Ouvrez le port TCP ${port}, avec Docker \`-p ${port}:${port}\`. Ce navigateur doit se fier au certificat, et celui-ci doit être fait pour ${host}.`,
      };
  }
}

/** What is said of what came of each check. */
const TOLD: DiagnosticsWords["told"] = {
  "socket-open": ({ roundTripMs }) => ({ said: `Le serveur répond en ${formatMillis(roundTripMs)}.` }),
  "socket-mute": () => ({ said: "La liaison avec le serveur reste muette.", fix: PROXY_UPGRADE }),
  "upgrade-lost": ({ closeCode }) => ({
    said: `La page se charge, mais sa liaison avec le serveur ne s’ouvre pas (WebSocket, code de fermeture ${closeCode}).`,
    fix: `${PROXY_UPGRADE} Après un très grand nombre de connexions en une minute, le serveur en refuse d’autres : attendez alors une minute.`,
  }),
  "upgrade-refused": ({ status }) => ({
    said: `La page se charge, mais sa liaison avec le serveur reçoit le statut HTTP ${status}, et non de P2P Share.`,
    fix: `${PROXY_UPGRADE} Il ne doit pas non plus garder ce chemin pour lui.`,
  }),
  "wrong-host": ({ origin, host }) => ({
    said: `La page est ouverte comme ${origin}, mais on demande ${host} au serveur, qui refuse donc la liaison.`,
    fix: `Définissez \`PUBLIC_URL=${origin}\`, ou faites transmettre l’en-tête \`Host\` par le proxy.`,
  }),
  "server-gone": () => ({
    said: "Le serveur ne répond plus.",
    fix: "Cet appareil est-il encore dans le même réseau, et P2P Share y fonctionne-t-il encore ?",
  }),

  "address-own": ({ ip }) => ({ said: `Le serveur voit cet appareil par sa propre adresse, ${ip}.` }),
  "address-forwarded": ({ ip }) => ({
    said: `Un proxy de confiance indique au serveur l’adresse de cet appareil, ${ip}.`,
  }),
  "address-gateway": ({ ip }) => ({
    said: `Le conteneur montre au serveur tous les appareils comme ${ip}. Les limites comptent alors par connexion.`,
    fix: "Il n’y a rien à faire. Pour des limites par appareil, lancez le conteneur avec `--network host`.",
  }),
  "address-proxy": ({ ip }) => ({
    said: `Un proxy se trouve devant le serveur, qui voit ${ip} à la place de chaque appareil.`,
    fix: "Définissez `TRUST_PROXY` avec le nombre de proxys ou leurs adresses, et `PUBLIC_URL` avec l’adresse à laquelle la page est ouverte.",
  }),
  "address-hidden": ({ ip }) => ({
    said: `Un proxy sur la machine du serveur cache cet appareil : le serveur voit ${ip}.`,
    fix: "Faites ajouter `X-Forwarded-For` par le proxy, définissez `TRUST_PROXY=1`, et `PUBLIC_URL` avec l’adresse à laquelle la page est ouverte.",
  }),
  "address-unknown": () => ({
    said: "Le serveur n’a pas dit comment il voit cet appareil.",
    fix: "Rechargez cette page. Un proxy en chemin doit laisser passer `/diagnostics/server`.",
  }),

  "stun-answers": ({ ip }) => ({
    said: `Le port du relais répond en UDP et voit cet appareil comme ${ip}.`,
  }),
  "stun-same": () => ({
    said: "Le port du relais répond en UDP et voit l’adresse que cet appareil a lui-même.",
  }),
  "stun-silent": ({ host, port }) => ({
    said: `Pas de réponse de ${host}, port ${port}, en UDP.`,
    fix: `Laissez passer UDP vers le port ${port} : le relais en UDP en a besoin aussi.`,
  }),
  "name-unknown": ({ host }) => ({
    said: `Ce navigateur ne trouve aucune adresse pour le nom ${host} quand il cherche une connexion.`,
    fix: "Ouvrez cette page à l’adresse du serveur plutôt que par son nom, ou définissez `EXTERNAL_HOST` avec une adresse ou un nom que connaît le serveur de noms du réseau.",
  }),
  "stun-off": () => ({
    said: "Le serveur n’en indique aucune, car son relais est désactivé. Dans un même réseau, les appareils s’en passent.",
  }),

  "relay-works": ({ roundTripMs, bytesPerSecond }) => ({
    said: `Des octets l’ont traversé et sont revenus identiques : ${formatMillis(roundTripMs)}, au moins ${formatSpeed(bytesPerSecond)}.`,
  }),
  "relay-silent": silentRelay,
  "relay-refuses": ({ host, port, code }) => ({
    said: `Le relais refuse cet appareil (erreur ${code}).`,
    fix: french.mendRelay({ host, port, answer: code }),
  }),
  "relay-carries-nothing": ({ host }) => ({
    said: `Le relais ${host} répond, mais ne transporte rien.`,
    fix: AGAIN,
  }),
  "relay-damages": ({ host }) => ({
    said: `Des octets se sont arrêtés dans le relais ${host}, ou en sont revenus modifiés.`,
    fix: `${AGAIN} TURN_MAX_BANDWIDTH est peut-être trop bas.`,
  }),
  "relay-nameless": ({ host }) => ({
    said: `Firefox n’utilise un relais en TLS que sous un nom, et on lui indique ${host}.`,
    fix: "Ouvrez cette page par un nom, ou définissez `EXTERNAL_HOST` avec un nom.",
  }),
  "relay-off": () => ({
    said: "Le serveur ne propose pas de relais : seuls les appareils qui se joignent directement peuvent se connecter.",
    fix: "Activez-le : `TURN_ENABLED=on`.",
  }),
  "tls-off": () => ({
    said: "Non configuré. Seuls les réseaux qui ne laissent passer que TLS en ont besoin ; `TLS=files` l’active.",
  }),
  "way-off": () => ({
    said: "Le serveur n’indique pas de relais par cette voie. N’importe quelle autre suffit.",
  }),
  untried: ({ why }) =>
    why === "refused"
      ? {
          said: "Essai impossible : le serveur n’ouvre plus de sessions pour l’instant.",
          fix: "Relancez les vérifications dans une minute.",
        }
      : {
          said: "Essai impossible, car il n’y a pas de liaison avec le serveur.",
          fix: "Rétablissez d’abord la liaison avec le serveur.",
        },

  "direct-works": ({ isHidden }) => ({
    said: isHidden
      ? "Ce navigateur se connecte directement. Il cache ses adresses derrière des noms, que l’autre appareil doit pouvoir résoudre (mDNS)."
      : "Ce navigateur se connecte directement, par ses propres adresses.",
  }),
  "direct-unconnected": () => ({
    said: "Ce navigateur indique des adresses, mais n’en joint aucune.",
    fix: "Un pare-feu sur cet appareil, un VPN ou une extension fait obstacle. Sans chemin direct, le relais est utilisé.",
  }),
  "direct-none": () => ({
    said: "Ce navigateur n’indique aucune adresse à lui : il n’y a donc pas de chemin direct vers cet appareil.",
    fix: "Désactivez le réglage, l’extension ou le VPN qui les cache à WebRTC. D’ici là, le relais est utilisé.",
  }),

  secure: () => ({
    said: "La page est ouverte de façon sûre : toutes les fonctions de ce navigateur peuvent servir.",
  }),
  insecure: ({ httpsUrl, localCa }) => ({
    said: "La page est ouverte en simple http, ce qui suffit. En HTTPS, personne en chemin ne peut la modifier, et les fichiers reçus sont gardés plus vite.",
    ...(httpsUrl !== undefined && {
      fix: localCa
        ? "Ce serveur a aussi HTTPS, avec sa propre autorité de certification. Ouvrez d’abord `/ca` ici et faites-lui confiance."
        : "Ce serveur a aussi HTTPS.",
    }),
  }),

  "saves-to-disk": ({ method, freeBytes }) => ({
    said:
      freeBytes === null
        ? `Ce qui arrive est gardé ${METHODS[method]}. Ce navigateur ne dit pas combien de place est libre.`
        : `Ce qui arrive est gardé ${METHODS[method]} : jusqu’à ${formatBytes(freeBytes)} ici.`,
  }),
  "saves-to-memory": ({ mostBytes }) => ({
    said: `Ce qui arrive est gardé en mémoire : ${formatBytes(mostBytes)} au plus en tout.`,
    fix: "Utilisez une fenêtre qui n’est pas privée, ou permettez à cette page de garder des données.",
  }),

  "browser-good": ({ label, version }) => ({
    said:
      version === undefined
        ? `${label} : a tout ce dont la page a besoin.`
        : `${label}, version ${version} : a tout ce dont la page a besoin.`,
  }),
  "browser-slow": ({ label }) => ({
    said: `${label} : fonctionne, mais transfère les gros fichiers plus lentement que d’autres.`,
    fix: "Mettez le navigateur à jour, ou utilisez Chrome, Edge ou Firefox pour les gros fichiers.",
  }),
  "browser-old": ({ label, version, least }) => ({
    said: `${label}, version ${version} : la page est faite pour la version ${least} et les suivantes.`,
    fix: "Mettez le navigateur à jour.",
  }),
  "browser-lacks": ({ label, missing }) => ({
    said: `${label} n’a pas ce dont la page a besoin : ${formatList(missing)}.`,
    fix: "Activez-le dans les réglages, désactivez l’extension qui le bloque, ou utilisez un autre navigateur.",
  }),

  "no-webrtc": () => ({
    said: "Ce navigateur n’ouvre aucune connexion.",
    fix: "Un réglage ou une extension a désactivé WebRTC. Activez-le, ou utilisez un autre navigateur.",
  }),
  stuck: () => ({
    said: "Cette vérification n’a pas abouti.",
    fix: "Rechargez cette page et relancez les vérifications.",
  }),
};

/** Words of the diagnostics page in French. */
export const frenchDiagnostics: DiagnosticsWords = {
  told: TOLD,
  title: "Diagnostic",
  lead: "Ce qu’il y a entre cet appareil, son navigateur et le serveur.",
  checks: {
    websocket: "Liaison avec le serveur",
    address: "Adresse de cet appareil",
    stun: "Recherche de l’adresse (STUN)",
    "turn-udp": "Relais en UDP",
    "turn-tcp": "Relais en TCP",
    "turn-tls": "Relais en TLS",
    direct: "Connexions directes",
    "secure-context": "Page sûre",
    saving: "Enregistrement",
    browser: "Navigateur",
  },
  states: {
    running: "Vérification",
    ok: "Fonctionne",
    warn: "À vérifier",
    fail: "Échec",
    off: "Non utilisé",
  },
  overall: {
    running: "Vérification en cours. Cela prend jusqu’à une demi-minute.",
    ok: "Tout fonctionne.",
    warn: "Cela fonctionne, avec des remarques ci-dessous.",
    fail: "Quelque chose ne fonctionne pas. Ce qu’il faut faire est dit ci-dessous.",
  },
  openHttps: "Ouvrir cette page en HTTPS",
  copy: "Copier le rapport",
  copied: "Rapport copié",
  copyFailed: "La copie n’a pas marché ici. Sélectionnez le texte et copiez-le à la main :",
  reportNote: "Le rapport ne nomme ni adresse ni machine, seulement de quel type elles sont.",
  again: "Relancer",
  about: "À propos de ce serveur",
  facts: {
    version: "Version",
    container: "Dans un conteneur",
    yes: "oui",
    no: "non",
    publicUrl: "PUBLIC_URL",
    https: "Port HTTPS",
    relay: "Ports du relais",
    relayPorts: (port, tlsPort) =>
      tlsPort === null ? `${port} (UDP, TCP)` : `${port} (UDP, TCP), ${tlsPort} (TLS)`,
    mdns: "Nom sur le réseau",
    off: "désactivé",
    none: "non défini",
    countedBy: "Limites comptées par",
    by: { address: "adresse", connection: "connexion" },
    codes: "Codes que l’on peut essayer",
    wrongCodes: "Codes erronés",
    per: (count, periodMs) => `${formatCount(count)} en ${formatSpan(periodMs)}`,
    delay: "Attente avant le prochain code",
  },
  back: "Envoyer ou recevoir des fichiers",
};
