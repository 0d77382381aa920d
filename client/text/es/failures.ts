import type { Words } from "../text.ts";

const NOTHING_SAVED = "No se ha guardado nada de él.";
const MISMATCH =
  "Lo que ha llegado no es igual que lo que se envió. No se ha guardado nada; hay que enviarlo otra vez.";
const LEFT = `El otro dispositivo se fue antes de que el archivo estuviera completo. ${NOTHING_SAVED} Hay que enviarlo otra vez con un código nuevo.`;
const PROTOCOL = `Los dispositivos no se han entendido. ${NOTHING_SAVED} Vuelve a cargar esta página en los dos y envía otra vez.`;

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
    out: "El otro dispositivo no ha podido guardarlo: su navegador se ha negado. Envíalo otra vez; quizá allí pueda otro navegador.",
    in: "Este dispositivo no ha podido guardarlo: su navegador se ha negado. Pide que te lo envíen otra vez; quizá pueda otro navegador.",
  },
  "no-room": {
    out: "El disco del otro dispositivo está lleno. Haz sitio allí y envíalo otra vez.",
    in: "El disco de este dispositivo está lleno. Haz sitio aquí y pide que te lo envíen otra vez.",
  },
  "too-large": {
    out: "Demasiado grande para el navegador del otro dispositivo. Mira su pantalla: allí pone cuánto cabe.",
    in: "Demasiado grande para esta ventana. Usa una que no sea privada, u otro navegador.",
  },
  declined: {
    out: "Rechazado allí. Envíalo otra vez cuando haga falta.",
    in: "Rechazado. Pide que te lo envíen otra vez si al final lo quieres.",
  },
  cancelled: {
    out: `Cancelado. ${NOTHING_SAVED} Envíalo otra vez si todavía hace falta.`,
    in: `Cancelado. ${NOTHING_SAVED} Pide que te lo envíen otra vez si todavía lo quieres.`,
  },
  unanswered: {
    out: "Nadie ha respondido en 10 minutos, así que se ha retirado. Envíalo otra vez cuando haya alguien.",
    in: "Nadie lo ha aceptado aquí en 10 minutos, así que se ha retirado. Pide que te lo envíen otra vez.",
  },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
