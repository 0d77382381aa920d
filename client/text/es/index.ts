import { formatCount, formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart, from, OTHER_DEVICE, to } from "./device.ts";
import { FAILURES } from "./failures.ts";
import { CHART, PATH_DETAILS, READING, SCAN, SPOKEN, STAY, TITLE, TOLD, WAITING } from "./flow.ts";
import { FRAME } from "./frame.ts";
import { INSTALLED } from "./installed.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";
import { SEVERAL } from "./several.ts";

const SOME_FAILED =
  "Lo que está marcado abajo no ha llegado, y no se ha guardado nada de ello. Allí pone qué hacer.";
const PEER_LEFT =
  "Pide un código nuevo y envía otra vez lo que falta. Los archivos verificados están completos.";
const MISUNDERSTOOD =
  "Los dispositivos no se han entendido. Vuelve a cargar esta página en los dos y envía otra vez.";
const VERSIONS =
  "Las dos páginas son de versiones distintas. Vuelve a cargar esta página en los dos dispositivos.";
const UNANSWERED = FAILURES.unanswered;
const NOT_CHOSEN = "Nadie lo ha hecho en 10 minutos. Envía los archivos otra vez con un código nuevo.";
const PAUSED =
  "Nadie ha reanudado en 12 horas. Envía otra vez lo que falta; los archivos verificados están completos.";
const STALLED =
  "El otro dispositivo está conectado, pero hace mucho que no envía nada. Vuelve a cargar esta página en los dos y envía otra vez.";

const plural = pluralIn("es");
const countedFiles = plural({ one: "# archivo", many: "# de archivos", other: "# archivos" });
const countedTexts = plural({ one: "# texto", many: "# de textos", other: "# textos" });

const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );

const named = (names: readonly string[]) => {
  const shown = names.slice(0, 3).map((name) => `«${name}»`);
  return formatList(names.length > 3 ? [...shown, `${formatCount(names.length - 3)} más`] : shown);
};

/** Every word of the page in Spanish. */
export const spanish: Words = {
  name: "P2P Share",
  description: "Envía archivos de este dispositivo a otro, directamente.",
  promise: "Los archivos van de dispositivo a dispositivo, cifrados. Por el camino no se guarda nada.",
  frame: FRAME,
  home: {
    sendTitle: "Enviar archivos",
    drop: "Suelta aquí archivos o carpetas",
    or: "o",
    choose: "Elegir archivos",
    paste: "También puedes pegar archivos o texto.",
    receiveTitle: "Recibir archivos",
    receiveBody: "Escribe las seis cifras del otro dispositivo, o escanea su código QR.",
    codeLabel: "Código del otro dispositivo",
    join: "Recibir",
    problem: (title) => `${title}.`,
    joining: "Conectando",
  },
  secure: {
    line: "{open} para escanear códigos con la cámara, para que la pantalla no se apague y para que los archivos grandes se guarden directamente en el disco.",
    lineWithTrust:
      "{open} para escanear códigos con la cámara, para que la pantalla no se apague y para que los archivos grandes se guarden directamente en el disco; antes, {trust}.",
    open: "Abre esta página por HTTPS",
    trust: "haz que este dispositivo confíe en el servidor",
  },
  choose: {
    files: "Enviar más archivos",
    folder: "o una carpeta",
    text: "o un texto",
    textLabel: "Texto para enviar",
    sendText: "Enviar texto",
    closeText: "Cancelar",
    emptyFolders: (names) =>
      names.length === 1
        ? `Una carpeta vacía no se envía: ${named(names)}.`
        : `Las carpetas vacías no se envían: ${named(names)}.`,
    unreadable: (names) => `Este navegador no puede leer ${named(names)}. No se envía.`,
    nothing: "No contiene nada que enviar.",
    tooMany: (most) =>
      `Se pueden enviar como máximo ${formatCount(most)} archivos a la vez. Envíalos por partes o en un archivo comprimido.`,
    dismiss: "Ocultar",
  },
  code: {
    title: "Listo para enviar",
    howTo: "En el otro dispositivo, abre {address} y escribe el código, o escanéalo con la cámara.",
    onlyHere: (host) =>
      `Los otros dispositivos no pueden abrir ${host}. Abre allí esta página con la dirección que este equipo tiene en tu red y escribe el código. Si PUBLIC_URL contiene esa dirección, aquí aparece un código QR.`,
    qrLabel: "Código QR que abre el enlace en el otro dispositivo",
    codeLabel: (code) => `Código ${[...code].join(" ")}`,
    copy: "Copiar enlace",
    copied: "Enlace copiado",
    copyFailed: "Aquí no se ha podido copiar. El enlace:",
    waiting: "Esperando al otro dispositivo.",
    valid: (left) => `El código sirve todavía ${left} minutos.`,
    expiring: "Este código caduca pronto. Pide uno nuevo si el otro dispositivo aún no está listo.",
    serverAway: "El servidor no responde en este momento. El código volverá a servir en cuanto responda.",
    notice: {
      "own-code": "Este código es de este mismo dispositivo. Escríbelo en el otro dispositivo.",
      "code-replaced":
        "El servidor ya no conoce el código anterior: se reinició, o este dispositivo estuvo fuera. Usa este nuevo.",
    },
  },
  wait: {
    opening: { title: "Pidiendo un código", body: "Preguntando a este servidor de P2P Share." },
    joining: {
      title: "Buscando el otro dispositivo",
      body: "Preguntando por el código a este servidor de P2P Share.",
    },
    connecting: {
      title: "Conectando",
      body: "Los dos dispositivos buscan el camino más corto entre ellos.",
    },
    peerAway: {
      title: "El otro dispositivo está fuera",
      body: "Está en reposo o ha perdido la red. Abre P2P Share en él otra vez: seguirá por sí solo.",
    },
    serverAway: {
      title: "El servidor no responde",
      body: "Este dispositivo intenta llegar a él de nuevo y después sigue conectando.",
    },
    files: { title: "Conectado", body: "Esperando la lista de archivos." },
    returning: {
      title: "Volviendo",
      body: "Esta página se ha vuelto a cargar. Busca el otro dispositivo y sigue donde estaba.",
    },
    answer: (device) => ({
      title: `Esperando ${to(device)}`,
      body: "Los archivos salen en cuanto se acepten allí; a los 10 minutos se retiran.",
    }),
    answerWithoutRoom: (device) => ({
      title: `Esperando ${to(device)}`,
      body: "Los archivos solo pueden salir si allí se elige otro sitio para ellos.",
    }),
  },
  interrupted: {
    body: (device) => `Se ha cortado la conexión con ${device}. Lo que ha llegado se conserva.`,
    left: (left) => `Se intenta recuperar durante ${left} minutos más.`,
    reloading: (device) => `${atStart(device)} ha cerrado o vuelto a cargar la página; puede que regrese:`,
  },
  comeBack: (wait) => `Inténtalo de nuevo dentro de ${wait}.`,
  relayOnly,
  mendRelay,
  offer: OFFER,
  capacity: CAPACITY,
  transfer: {
    sending: (device) => `Enviando ${to(device)}`,
    receiving: (device) => `Recibiendo ${from(device)}`,
    both: (device) => `Intercambiando archivos con ${device}`,
    otherDevice: OTHER_DEVICE,
    progress: "Progreso total",
    speed: "Velocidad",
    timeLeft: "Tiempo restante",
    measuring: "–",
    cancel: "Cancelar",
    cancelFile: (name) => `Cancelar ${name}`,
    pause: "Pausar",
    resume: "Reanudar",
    path: { direct: "Directo en tu red", relayed: "A través de tu servidor" },
    files: (files, texts, size) => `${things(files, texts)}, ${size}`,
    waitingThere: (device, files, texts, size) =>
      `Esperando a que ${device} acepte ${things(files, texts)}, ${size}.`,
    keepOn: "No apagues esta pantalla: un dispositivo en reposo detiene la transferencia.",
    direction: { out: "Enviando", in: "Recibiendo" },
    way: { out: (amount) => `Enviando ${amount}`, in: (amount) => `Recibiendo ${amount}` },
    state: {
      offered: "",
      waiting: "siguiente",
      moving: "",
      paused: "en pausa",
      interrupted: "a la espera",
      verifying: "comparando",
      done: "",
      failed: "",
    },
    restarted: "otra vez desde el principio",
    of: (arrived, size) => `${arrived} de\u00a0${size}`,
    text: "Texto",
    verified: "Verificado ✓",
    mismatch: "La huella no coincide ✗",
    save: "Guardar otra vez",
    saveArchive: (name) => `Guardar ${name} otra vez`,
    inPlace: "Guardado donde elegiste.",
    archive: (folder = "archivos") => `${folder}.zip`,
    digest: "SHA-256",
    preview: "Vista previa",
    playSoFar: "Reproducir lo que ya está",
    closePreview: "Cerrar la vista previa",
    tooLittle: "Ha llegado demasiado poco para mostrar algo.",
    noPreview: "Este navegador no puede mostrarlo.",
    copy: "Copiar texto",
    copied: "Texto copiado",
    copyFailed: "Aquí no se ha podido copiar. Selecciona el texto y cópialo a mano.",
  },
  ended: {
    allDone: (files, texts, size) => `${things(files, texts)}, ${size}, todo verificado`,
    someDone: (done, count) => `${formatCount(done)} de ${countedFiles(count)}, verificado`,
    exact: {
      out: "El otro dispositivo tiene exactamente estos bytes.",
      in: "Guardado con tus descargas. Los bytes son exactamente los que se enviaron.",
      inPlace: "Guardado donde elegiste. Los bytes son exactamente los que se enviaron.",
      both: "Los dos dispositivos tienen exactamente los bytes que se enviaron.",
      text: "El texto es exactamente el que se envió.",
    },
    body: {
      finished: { sender: SOME_FAILED, receiver: SOME_FAILED },
      declined: {
        sender: "El otro dispositivo lo ha rechazado. Envíalo otra vez cuando haga falta.",
        receiver:
          "Lo has rechazado. No se ha guardado nada. Pide que te lo envíen otra vez si al final lo quieres.",
      },
      cancelled: {
        sender: "La transferencia se ha cancelado. Envía otra vez lo que todavía haga falta.",
        receiver: "La transferencia se ha cancelado. Pide que te envíen otra vez lo que todavía quieras.",
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
      finished: "Hecho",
      declined: "Rechazado",
      cancelled: "Cancelado",
      "peer-left": "El otro dispositivo se ha ido",
      protocol: "Detenido",
      version: "Detenido",
      "page-failed": "Detenido",
      "not-chosen": "Los archivos no se han elegido otra vez",
      "paused-too-long": "Demasiado tiempo en pausa",
      stalled: "Ya no llegaba nada",
      unanswered: "Sin respuesta",
    },
    sendBack: "Enviar algo de vuelta",
    close: "Cerrar",
    again: "Enviar o recibir más",
  },
  chooseAgain: {
    title: "Elige los archivos otra vez",
    body: "Esta página se ha vuelto a cargar, y entonces un navegador olvida los archivos. Elige los mismos: siguen donde estaban.",
    needed: (count, size) => `Hacen falta: ${countedFiles(count)}, ${size}`,
    missing: (name) => `«${name}» no estaba entre ellos, o no tiene el mismo tamaño que antes.`,
    files: "Elegir los archivos",
    there: (device) =>
      `${atStart(device)} tiene que elegir los archivos otra vez. Lo que ha llegado se conserva.`,
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
    title: "El código ha caducado",
    body: "Nadie lo ha usado a tiempo. Los archivos siguen elegidos: basta un toque para tener un código nuevo.",
    renew: "Código nuevo",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  about: (span) => `unos ${span}`,
  back: "Volver",
  tryAgain: "Intentar de nuevo",
  reload: "Volver a cargar la página",
  diagnostics: "Diagnóstico",
  findOut: "Averiguar qué lo impide",
};
