import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { atStart } from "./device.ts";

const plural = pluralIn("es");

const WITH_DOWNLOADS = "Se guarda con tus descargas.";

/** What is said of files before they are accepted, on both sides. */
export const OFFER: Words["offer"] = {
  title: (device) => `${atStart(device)} te envía`,
  accept: "Aceptar",
  decline: "Rechazar",
  pickFile: "Elegir dónde guardar",
  pickFolder: "Elegir una carpeta",
  textOf: (bytes) =>
    bytes === 1 ? "Un texto de un carácter" : `Un texto de hasta ${formatCount(bytes)} caracteres`,
  saved: {
    opfs: WITH_DOWNLOADS,
    indexeddb: WITH_DOWNLOADS,
    stream: WITH_DOWNLOADS,
    memory: "Se queda en la memoria hasta que esté completo y luego se guarda con tus descargas.",
    file: "Se guarda donde tú elijas.",
    folder: "Se guarda en la carpeta que elijas.",
  },
  textsOnly: "Se muestra aquí para que lo copies. No se guarda nada.",
  zipOfFolders: "Se guarda como un solo zip, para que las carpetas queden como están.",
  zipOfMany: "Se guarda como un solo zip, porque son muchos archivos.",
  free: (free) => `Libre aquí: ${free}.`,
  cap: (most) =>
    `Se queda en la memoria, como máximo ${most} en total: para archivos más grandes, usa una ventana que no sea privada.`,
  none: {
    cap: (most) =>
      `Demasiado grande: en esta ventana caben como máximo ${most}. Usa una que no sea privada, u otro navegador.`,
    free: (free) =>
      `Demasiado grande: aquí solo quedan libres ${free}. Haz sitio y pide que te lo envíen otra vez.`,
  },
  pickInstead: "Quizá quepa donde tú elijas guardarlo.",
  leftOut: plural({
    one: "Un archivo no cabe en este dispositivo. Se omitirá.",
    many: "# de archivos no caben en este dispositivo. Se omitirán.",
    other: "# archivos no caben en este dispositivo. Se omitirán.",
  }),
};

/** What the other device can take, said to the sender. */
export const CAPACITY: Words["capacity"] = {
  free: (device, free) => `Espacio libre en ${device}: ${free}.`,
  memory: (device) =>
    `${atStart(device)} guarda los archivos en la memoria hasta que están completos: puede que los grandes no quepan.`,
  leftOut: (count, device, free) =>
    count === 1
      ? `Un archivo no cabe: ${device} tiene sitio para ${free}. Se omitirá.`
      : `${formatCount(count)} archivos no caben: ${device} tiene sitio para ${free}. Se omitirán.`,
  none: (device, free) => `Demasiado grande: ${device} solo tiene sitio para ${free}.`,
};
