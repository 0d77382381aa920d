import { formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const plural = pluralIn("es");
const devices = plural({ one: "# dispositivo", many: "# de dispositivos", other: "# dispositivos" });
const have = plural({
  one: "# dispositivo tiene",
  many: "# de dispositivos tienen",
  other: "# dispositivos tienen",
});
const countedFiles = plural({ one: "# archivo", many: "# de archivos", other: "# archivos" });
const countedTexts = plural({ one: "# texto", many: "# de textos", other: "# textos" });

const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );

/** What is said where one sender has several receivers. */
export const SEVERAL: Words["several"] = {
  allow: "Permitir varios dispositivos",
  allowed: (most) => `Hasta ${most} dispositivos, cada uno con su propio progreso.`,
  addOne: "Enviar a un dispositivo más",
  codeTitle: "El código para el siguiente dispositivo",
  mayJoin: plural({
    one: "Puede unirse # dispositivo más.",
    many: "Pueden unirse # de dispositivos más.",
    other: "Pueden unirse # dispositivos más.",
  }),
  lastOne: "Con este código puede unirse un dispositivo.",
  closeCode: "Cerrar el código",
  sending: (count) => `Enviando a ${devices(count)}`,
  allHave: (count, files, texts) => {
    if (files + texts > 1) return `${have(count)} todo, verificado: ${things(files, texts)}`;
    return files === 1 ? `${have(count)} el archivo, verificado` : `${have(count)} el texto, verificado`;
  },
  someHave: (done, count) => {
    if (done === 0) return "Ningún dispositivo lo tiene todo";
    return done === 1
      ? `1 de ${devices(count)} lo tiene todo`
      : `${done} de ${devices(count)} lo tienen todo`;
  },
  soFar: (done, count) => `Hecho en ${done} de ${devices(count)}`,
  exact: "Cada uno de ellos tiene exactamente estos bytes.",
  whatFailed: "Lo que falta aparece abajo, en cada dispositivo.",
  list: "Dispositivos",
  unnamed: "Un dispositivo nuevo",
  giveUp: (device) => `Cancelar: ${device}`,
  pause: (device) => `Pausar: ${device}`,
  resume: (device) => `Reanudar: ${device}`,
  end: "Cerrar",
  progress: (device) => `Progreso: ${device}`,
  pace: (speed, left) => `${speed}, tiempo restante: ${left}`,
  state: {
    connecting: "Conectando.",
    away: "Está fuera. Sigue por sí solo cuando vuelva.",
    asked: "Esperando a que acepte.",
    moving: "Recibiendo.",
    paused: { me: "En pausa aquí.", peer: "En pausa allí." },
    interrupted: "Interrumpido. Se busca otra vez.",
    choosing: "Esperando a que se elijan otra vez los archivos.",
    done: "Lo tiene todo, verificado.",
    partly: (done, count) => `Tiene ${done} de ${countedFiles(count)}.`,
    nothing: "No tiene ninguno de los archivos.",
    declined: "Rechazado. No se ha enviado nada.",
    cancelled: "Cancelado.",
    left: "Se fue antes de que llegara todo.",
    stopped: (title, body) => `${title}. ${body}`,
  },
};
