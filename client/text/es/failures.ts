import type { Words } from "../text.ts";

const NOTHING_SAVED = "No se ha guardado nada de él.";
const MISMATCH =
  "Lo que ha llegado no es igual que lo que se envió. No se ha guardado nada; hay que enviarlo otra vez.";
const LEFT = `El otro dispositivo se fue antes de que el archivo estuviera completo. ${NOTHING_SAVED}`;
const PROTOCOL = `Los dispositivos no se han entendido. ${NOTHING_SAVED}`;
const CANCELLED = `Cancelado. ${NOTHING_SAVED}`;

/** Why a file did not arrive, as the side says it that sends (`out`) or receives it (`in`). */
export const FAILURES: Words["failure"] = {
  "hash-mismatch": { out: MISMATCH, in: MISMATCH },
  changed: {
    out: "Este no es el archivo que se eligió antes. Envíalo de nuevo.",
    in: "El archivo ha cambiado en el otro dispositivo. No se ha guardado nada de él; pide que te lo envíen de nuevo.",
  },
  unreadable: {
    out: "Este dispositivo ya no puede leer el archivo. ¿Se ha movido, cambiado o borrado?",
    in: "El otro dispositivo ya no puede leer el archivo. ¿Se ha movido, cambiado o borrado allí?",
  },
  "cannot-save": {
    out: "El otro dispositivo no ha podido guardarlo: su navegador se ha negado.",
    in: "Este dispositivo no ha podido guardarlo: su navegador se ha negado.",
  },
  "no-room": {
    out: "El disco del otro dispositivo está lleno. Haz sitio allí y envíalo otra vez.",
    in: "El disco de este dispositivo está lleno. Haz sitio aquí y pide que te lo envíen otra vez.",
  },
  "too-large": {
    out: "Demasiado grande para el navegador del otro dispositivo. En su pantalla pone cuánto cabe.",
    in: "Demasiado grande para esta ventana. Usa una que no sea privada, u otro navegador.",
  },
  declined: { out: "Rechazado allí.", in: "Rechazado." },
  cancelled: { out: CANCELLED, in: CANCELLED },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
