import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const countedFiles = pluralIn("es")({ one: "# archivo", many: "# de archivos", other: "# archivos" });

/** Devices that have the page open. */
export const NEARBY: Words["nearby"] = {
  title: "Cerca",
  body: "Toca un dispositivo para enviarle algo sin código.",
  orTap: "O toca un dispositivo cercano:",
  looking: "Buscando dispositivos.",
  empty: "Todavía no hay otro dispositivo. Abre esta página en otro dispositivo de esta red.",
  emptyOfAll: "Todavía no hay otro dispositivo. Abre esta página en otro dispositivo.",
  hidden:
    "Los dispositivos llegan a este servidor desde una misma dirección. El servidor no puede saber cuáles están en tu red y no muestra ninguno. Quien lo administra puede poner su proxy en `TRUST_PROXY`, o `DISCOVERY=all`. Los códigos funcionan igual.",
  crowded: (most) =>
    `Ya hay ${formatCount(most)} dispositivos con esta página abierta, y más serían difíciles de distinguir. Usa un código.`,
  you: "Este dispositivo se llama {name}",
  rename: "Cambiar el nombre de este dispositivo",
  nameLabel: "Nombre de este dispositivo, como lo ven los demás",
  save: "Guardar",
  cancel: "Cancelar",
  kind: { phone: "Teléfono", tablet: "Tableta", computer: "Ordenador", other: "Dispositivo" },
  asked: {
    waiting: "Esperando respuesta",
    accepted: "Aceptado, conectando",
    declined: "Rechazado. Toca para preguntar otra vez",
    busy: "Ocupado ahora. Toca para preguntar otra vez",
    gone: "Ya no está",
    unanswered: "Sin respuesta. Toca para preguntar otra vez",
    limited: "Demasiadas invitaciones desde aquí. Toca otra vez dentro de un minuto",
    lost: "Se ha cortado la conexión con el servidor. Toca para preguntar otra vez",
  },
  left: {
    gone: "{device} ya no está. Vuelve a abrir esta página allí, o usa el código.",
    lost: "La conexión con el servidor se ha cortado antes de que {device} respondiera. Tócalo otra vez cuando aparezca, o usa el código.",
    accepted: "{device} ha aceptado y se conecta.",
    other: "{device} se ha ido. Vuelve a abrir esta página allí, o usa el código.",
  },
  news: (name, state) => `${name}: ${state}`,
  takeBack: (name) => `Retirar la invitación a ${name}`,
  dismiss: "Ocultar",
  invitation: {
    title: "{device} quiere enviarte {amount}",
    amount: (files, size) => `${countedFiles(files)}, ${size}`,
    endsCode: "Tu propio código deja de funcionar si aceptas.",
    accept: "Aceptar",
    decline: "Rechazar",
    close: "Cerrar",
    over: {
      withdrawn: "{device} ha retirado la invitación.",
      gone: "{device} ya no está.",
      unanswered: "La invitación de {device} ha caducado. Se puede enviar otra vez desde allí.",
      lost: "Se ha cortado la conexión con el servidor. {device} puede enviar la invitación otra vez.",
    },
  },
};
