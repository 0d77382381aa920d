import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart } from "./device.ts";

const OR_TYPE = "o escribe las seis cifras.";

/** A time of the clock behind “desde”: one o'clock is one, all others are many. */
const at = (time: string) => (/^1\D/.test(time) ? `la ${time}` : `las ${time}`);

/** Looking for a code through the camera. */
export const SCAN: Words["scan"] = {
  open: "Escanear con la cámara",
  title: "Escanea el código",
  body: "Apunta con la cámara al código QR del otro dispositivo.",
  starting: "Iniciando la cámara. Permítela si el navegador pregunta.",
  picture: "Imagen de la cámara",
  sawOther: "Este código QR es de otra cosa. Escanea el que muestra el otro dispositivo.",
  again: "Intentar de nuevo",
  close: "Cerrar",
  elsewhere: {
    title: "Un código de otra dirección",
    body: (host) =>
      `Este código viene de ${host}. Ábrelo allí; si es este mismo servidor con otro nombre, el código también sirve aquí.`,
    open: (host) => `Abrir ${host}`,
    here: "Usar el código aquí",
  },
  failed: {
    denied: {
      title: "La cámara no está permitida",
      body: `Permítela para esta página en los ajustes del navegador e inténtalo de nuevo, ${OR_TYPE}`,
    },
    "no-camera": {
      title: "No hay cámara",
      body: "Este navegador no encuentra ninguna. Escribe mejor las seis cifras.",
    },
    "in-use": {
      title: "La cámara está ocupada",
      body: `La usa otro programa u otra pestaña. Ciérralo e inténtalo de nuevo, ${OR_TYPE}`,
    },
    "no-picture": {
      title: "La cámara no muestra nada",
      body: `El navegador no ha dado ninguna imagen. Inténtalo de nuevo, ${OR_TYPE}`,
    },
    "no-reader": {
      title: "Este navegador no ha podido leer la imagen",
      body: `Vuelve a cargar la página e inténtalo de nuevo, ${OR_TYPE}`,
    },
    "nothing-seen": {
      title: "No se ha visto ningún código",
      body: `La cámara ha estado encendida dos minutos y ya está apagada. Inténtalo de nuevo con más luz, ${OR_TYPE}`,
    },
  },
};

/** A session with nothing under way. */
export const STAY: Words["stay"] = {
  ends: "La conexión termina sola en {left}",
  stay: "Seguir conectado",
  stays: {
    me: () =>
      "Los dispositivos siguen conectados hasta que uno de los dos lo cierre o pasen 30 minutos sin enviar nada.",
    peer: (device) =>
      `${atStart(device)} quiere seguir conectado: hasta que uno de los dos lo cierre o pasen 30 minutos sin enviar nada.`,
  },
};

/** What is said of waits that take long. */
export const WAITING: Words["waiting"] = {
  pausedBy: {
    me: (_device, time) => `En pausa aquí desde ${at(time)}. Nada se mueve hasta que lo reanudes.`,
    peer: (device, time) =>
      `${atStart(device)} está en pausa desde ${at(time)}. Sigue cuando se reanude allí.`,
  },
  stalled: (device, time) =>
    `No ha llegado nada desde ${at(time)}. ¿Está ${device} encendido y con su página a la vista? Entonces sigue por sí solo; si no, cancélalo.`,
  sendAgain: "Enviar otra vez",
};

/** Reading folders. */
export const READING: Words["readingFolder"] = {
  stop: "Dejar de leer",
  found: pluralIn("es")({
    one: "Leyendo la carpeta: # archivo por ahora.",
    many: "Leyendo la carpeta: # de archivos por ahora.",
    other: "Leyendo la carpeta: # archivos por ahora.",
  }),
};

/** What a person asks to be told, and hears. */
export const TOLD: Words["told"] = {
  ask: "Avisarme cuando termine",
  willTell: "Recibirás un aviso cuando termine.",
  done: { title: "Hecho", body: "Todo ha llegado y está verificado." },
  notDone: { title: "No ha llegado todo", body: "Abre la página para ver qué falta y por qué." },
};

/** The title of the window, before the product's name. */
export const TITLE: Words["title"] = {
  of: (what, name) => `${what} · ${name}`,
  ready: "Listo para enviar",
  connecting: "Conectando",
  connected: "Conectado",
  asked: "¿Aceptar?",
  paused: "En pausa",
  interrupted: "Volviendo a conectar",
  done: "✓ Hecho",
  failed: "✗ Detenido",
};

/** The speed of the last minute. */
export const CHART: Words["chart"] = {
  label: (now, most) => `Ahora ${now}, como máximo ${most}`,
};

/** What a screen reader says on the way. */
export const SPOKEN: Words["spoken"] = {
  progress: (percent, left) => `${percent}, tiempo restante: ${left}`,
};

/** What stands behind the words "direct" and "relayed". */
export const PATH_DETAILS: Words["pathDetails"] = {
  open: "Detalles",
  path: "Camino",
  paths: {
    direct: "De dispositivo a dispositivo; el servidor no ve nada de ello.",
    relayed: "Por el relé de tu servidor, que solo ve paquetes cifrados.",
  },
  lanes: "Conexiones",
};
