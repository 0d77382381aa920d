import { formatCount, formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart, OTHER_DEVICE } from "./device.ts";
import { FAILURES } from "./failures.ts";
import { CHART, PATH_DETAILS, READING, SCAN, SPOKEN, STAY, TITLE, TOLD, WAITING } from "./flow.ts";
import { FRAME } from "./frame.ts";
import { INSTALLED } from "./installed.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";
import { SEVERAL } from "./several.ts";

const SOME_FAILED =
  "Ce qui est marqué ci-dessous n’est pas arrivé, et rien n’en a été enregistré. Il y est dit ce qu’il faut faire.";
const PEER_LEFT = "Demandez un nouveau code et renvoyez ce qui manque. Les fichiers vérifiés sont complets.";
const MISUNDERSTOOD =
  "Les appareils ne se sont pas compris. Rechargez cette page sur les deux et recommencez l’envoi.";
const VERSIONS = "Les deux pages sont de versions différentes. Rechargez cette page sur les deux appareils.";
const UNANSWERED = FAILURES.unanswered;
const NOT_CHOSEN = "Personne ne l’a fait en 10 minutes. Envoyez à nouveau les fichiers avec un nouveau code.";
const PAUSED =
  "Personne n’a repris en 12 heures. Renvoyez ce qui manque ; les fichiers vérifiés sont complets.";
const STALLED =
  "L’autre appareil est connecté, mais n’a rien envoyé depuis longtemps. Rechargez cette page sur les deux et recommencez l’envoi.";

const plural = pluralIn("fr");
const countedFiles = plural({ one: "# fichier", many: "# de fichiers", other: "# fichiers" });
const countedTexts = plural({ one: "# texte", many: "# de textes", other: "# textes" });
const more = plural({ one: "# autre", many: "# d’autres", other: "# autres" });

const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );

const named = (names: readonly string[]) => {
  const shown = names.slice(0, 3).map((name) => `« ${name} »`);
  return formatList(names.length > 3 ? [...shown, more(names.length - 3)] : shown);
};

/** Every word of the page in French. */
export const french: Words = {
  name: "P2P Share",
  description: "Envoyez des fichiers de cet appareil à un autre, directement.",
  promise: "Les fichiers vont d’appareil à appareil, chiffrés. Rien n’est conservé en route.",
  frame: FRAME,
  home: {
    sendTitle: "Envoyer des fichiers",
    drop: "Déposez ici des fichiers ou des dossiers",
    or: "ou",
    choose: "Choisir des fichiers",
    paste: "Vous pouvez aussi coller des fichiers ou du texte.",
    receiveTitle: "Recevoir des fichiers",
    receiveBody: "Tapez les six chiffres de l’autre appareil, ou scannez son code QR.",
    codeLabel: "Code de l’autre appareil",
    join: "Recevoir",
    problem: (title) => `${title}.`,
    joining: "Connexion",
  },
  secure: {
    line: "{open} pour scanner des codes avec l’appareil photo, garder l’écran allumé et enregistrer les gros fichiers directement sur le disque.",
    lineWithTrust:
      "{open} pour scanner des codes avec l’appareil photo, garder l’écran allumé et enregistrer les gros fichiers directement sur le disque ; d’abord, {trust}.",
    open: "Ouvrez cette page en HTTPS",
    trust: "faites en sorte que cet appareil se fie au serveur",
  },
  choose: {
    files: "Envoyer d’autres fichiers",
    folder: "ou un dossier",
    text: "ou un texte",
    textLabel: "Texte à envoyer",
    sendText: "Envoyer le texte",
    closeText: "Annuler",
    emptyFolders: (names) =>
      names.length === 1
        ? `Un dossier vide n’est pas envoyé : ${named(names)}.`
        : `Les dossiers vides ne sont pas envoyés : ${named(names)}.`,
    unreadable: (names) => `Ce navigateur ne peut pas lire ${named(names)}. Ce n’est pas envoyé.`,
    nothing: "Il n’y a rien à envoyer dedans.",
    tooMany: (most) =>
      `On peut envoyer au plus ${formatCount(most)} fichiers à la fois. Envoyez-les en plusieurs parties, ou dans une archive.`,
    dismiss: "Masquer",
  },
  code: {
    title: "Prêt à envoyer",
    howTo: "Sur l’autre appareil, ouvrez {address} et tapez le code, ou scannez-le avec l’appareil photo.",
    onlyHere: (host) =>
      `Les autres appareils ne peuvent pas ouvrir ${host}. Ouvrez-y cette page à l’adresse que cet ordinateur a dans votre réseau, et tapez le code. Si PUBLIC_URL contient cette adresse, un code QR s’affiche ici.`,
    qrLabel: "Code QR qui ouvre le lien sur l’autre appareil",
    codeLabel: (code) => `Code ${[...code].join(" ")}`,
    copy: "Copier le lien",
    copied: "Lien copié",
    copyFailed: "La copie n’a pas marché ici. Le lien :",
    waiting: "En attente de l’autre appareil.",
    valid: (left) => `Le code est encore valable ${left} minutes.`,
    expiring: "Ce code expire bientôt. Prenez-en un nouveau si l’autre appareil n’est pas encore prêt.",
    serverAway:
      "Le serveur ne répond pas pour l’instant. Le code sera de nouveau valable dès qu’il répondra.",
    notice: {
      "own-code": "Ce code est celui de cet appareil même. Tapez-le sur l’autre appareil.",
      "code-replaced":
        "Le serveur ne connaît plus l’ancien code : il a redémarré, ou cet appareil s’est absenté. Utilisez ce nouveau code.",
    },
  },
  wait: {
    opening: { title: "Demande d’un code", body: "Ce serveur P2P Share est interrogé." },
    joining: {
      title: "Recherche de l’autre appareil",
      body: "Ce serveur P2P Share est interrogé au sujet du code.",
    },
    connecting: {
      title: "Connexion",
      body: "Les deux appareils cherchent le chemin le plus court entre eux.",
    },
    peerAway: {
      title: "L’autre appareil est absent",
      body: "Il est en veille ou a perdu son réseau. Rouvrez-y P2P Share : cela reprend tout seul.",
    },
    serverAway: {
      title: "Le serveur ne répond pas",
      body: "Cet appareil essaie de le joindre à nouveau, puis continue la connexion.",
    },
    files: { title: "Connecté", body: "En attente de la liste des fichiers." },
    returning: {
      title: "Reprise en cours",
      body: "Cette page a été rechargée. Elle cherche l’autre appareil et reprend là où elle en était.",
    },
    answer: (device) => ({
      title: `En attente : ${device}`,
      body: "Les fichiers partent dès qu’ils sont acceptés là-bas ; après 10 minutes, ils sont repris.",
    }),
    answerWithoutRoom: (device) => ({
      title: `En attente : ${device}`,
      body: "Les fichiers ne peuvent partir que si un autre endroit est choisi pour eux là-bas.",
    }),
  },
  interrupted: {
    body: (device) => `La connexion avec ${device} est coupée. Ce qui est arrivé est gardé.`,
    left: (left) => `Nouvelle tentative pendant encore ${left} minutes.`,
    reloading: (device) => `${atStart(device)} a fermé ou rechargé la page et va peut-être revenir :`,
  },
  comeBack: (wait) => `Réessayez dans ${wait}.`,
  relayOnly,
  mendRelay,
  offer: OFFER,
  capacity: CAPACITY,
  transfer: {
    sending: (device) => `Envoi vers ${device}`,
    receiving: (device) => `Réception depuis ${device}`,
    both: (device) => `Échange de fichiers avec ${device}`,
    otherDevice: OTHER_DEVICE,
    progress: "Avancement total",
    speed: "Débit",
    timeLeft: "Temps restant",
    measuring: "–",
    cancel: "Annuler",
    cancelFile: (name) => `Annuler ${name}`,
    pause: "Mettre en pause",
    resume: "Reprendre",
    path: { direct: "Direct dans votre réseau", relayed: "Relayé par votre serveur" },
    files: (files, texts, size) => `${things(files, texts)}, ${size}`,
    waitingThere: (device, files, texts, size) =>
      `En attente : ${device} doit accepter ${things(files, texts)}, ${size}.`,
    keepOn: "Gardez cet écran allumé : un appareil en veille arrête le transfert.",
    direction: { out: "Envoi", in: "Réception" },
    way: { out: (amount) => `Envoi : ${amount}`, in: (amount) => `Réception : ${amount}` },
    state: {
      offered: "",
      waiting: "ensuite",
      moving: "",
      paused: "en pause",
      interrupted: "en attente",
      verifying: "comparaison",
      done: "",
      failed: "",
    },
    restarted: "à nouveau depuis le début",
    of: (arrived, size) => `${arrived} sur\u00a0${size}`,
    text: "Texte",
    verified: "Vérifié ✓",
    mismatch: "Empreinte différente ✗",
    save: "Enregistrer à nouveau",
    saveArchive: (name) => `Enregistrer ${name} à nouveau`,
    inPlace: "Enregistré à l’endroit choisi.",
    archive: (folder = "fichiers") => `${folder}.zip`,
    digest: "SHA-256",
    preview: "Aperçu",
    playSoFar: "Lire ce qui est déjà là",
    closePreview: "Fermer l’aperçu",
    tooLittle: "Trop peu est arrivé pour montrer quelque chose.",
    noPreview: "Ce navigateur ne peut pas l’afficher.",
    copy: "Copier le texte",
    copied: "Texte copié",
    copyFailed: "La copie n’a pas marché ici. Sélectionnez le texte et copiez-le à la main.",
  },
  ended: {
    allDone: (files, texts, size) => `${things(files, texts)}, ${size}, tout est vérifié`,
    someDone: (done, count) => `${formatCount(done)} sur ${countedFiles(count)}, vérifié`,
    exact: {
      out: "L’autre appareil a exactement ces octets.",
      in: "Enregistré avec vos téléchargements. Les octets sont exactement ceux qui ont été envoyés.",
      inPlace: "Enregistré à l’endroit choisi. Les octets sont exactement ceux qui ont été envoyés.",
      both: "Les deux appareils ont exactement les octets qui ont été envoyés.",
      text: "Le texte est exactement celui qui a été envoyé.",
    },
    body: {
      finished: { sender: SOME_FAILED, receiver: SOME_FAILED },
      declined: {
        sender: "L’autre appareil a refusé. Recommencez l’envoi s’il est finalement souhaité.",
        receiver:
          "Vous avez refusé. Rien n’a été enregistré. Demandez un nouvel envoi si vous le voulez finalement.",
      },
      cancelled: {
        sender: "Le transfert a été annulé. Renvoyez ce qui est encore souhaité.",
        receiver: "Le transfert a été annulé. Faites renvoyer ce que vous voulez encore.",
      },
      "peer-left": { sender: PEER_LEFT, receiver: PEER_LEFT },
      protocol: { sender: MISUNDERSTOOD, receiver: MISUNDERSTOOD },
      version: { sender: VERSIONS, receiver: VERSIONS },
      "page-failed": { sender: PAGE_FAILED, receiver: PAGE_FAILED },
      "not-chosen": { sender: NOT_CHOSEN, receiver: NOT_CHOSEN },
      "paused-too-long": { sender: PAUSED, receiver: PAUSED },
      stalled: { sender: STALLED, receiver: STALLED },
      unanswered: { sender: UNANSWERED.out, receiver: UNANSWERED.in },
    },
    title: {
      finished: "Terminé",
      declined: "Refusé",
      cancelled: "Annulé",
      "peer-left": "L’autre appareil est parti",
      protocol: "Arrêté",
      version: "Arrêté",
      "page-failed": "Arrêté",
      "not-chosen": "Les fichiers n’ont pas été choisis à nouveau",
      "paused-too-long": "Trop longtemps en pause",
      stalled: "Plus rien n’arrivait",
      unanswered: "Sans réponse",
    },
    sendBack: "Envoyer quelque chose en retour",
    close: "Fermer",
    again: "Envoyer ou recevoir encore",
  },
  chooseAgain: {
    title: "Choisissez à nouveau les fichiers",
    body: "Cette page a été rechargée, et un navigateur oublie alors les fichiers. Choisissez les mêmes : ils reprennent là où ils en étaient.",
    needed: (count, size) => `Il faut : ${countedFiles(count)}, ${size}`,
    missing: (name) => `« ${name} » n’en faisait pas partie, ou n’a plus la même taille.`,
    files: "Choisir les fichiers",
    there: (device) => `${atStart(device)} doit choisir à nouveau les fichiers. Ce qui est arrivé est gardé.`,
  },
  several: SEVERAL,
  failure: FAILURES,
  scan: SCAN,
  stay: STAY,
  waiting: WAITING,
  readingFolder: READING,
  told: TOLD,
  title: TITLE,
  chart: CHART,
  spoken: SPOKEN,
  pathDetails: PATH_DETAILS,
  installed: INSTALLED,
  expired: {
    title: "Le code a expiré",
    body: "Personne ne l’a utilisé à temps. Les fichiers sont toujours choisis : il suffit de toucher le bouton pour en obtenir un nouveau.",
    renew: "Nouveau code",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  about: (span) => `environ ${span}`,
  back: "Retour",
  tryAgain: "Réessayer",
  reload: "Recharger la page",
  diagnostics: "Diagnostic",
  findOut: "Trouver ce qui bloque",
};
