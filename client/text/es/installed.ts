import type { Words } from "../text.ts";

const OR_CHOOSE = "o elige los archivos aquí.";

/** What a page says that opens without its server, has another version, or was opened to share something. */
export const INSTALLED: Words["installed"] = {
  away: "Esta página está aquí, pero su servidor no responde. Se le vuelve a preguntar automáticamente; hasta entonces no se puede enviar ni recibir nada.",
  login: "Algo entre este dispositivo y el servidor pide antes que te identifiques: {login}.",
  openLogin: "iniciar sesión",
  version: {
    title: "Hay una versión nueva de esta página",
    body: "Tarda un momento y no se pierde nada.",
    reload: "Volver a cargar",
    later: "Más tarde",
  },
  sharing: {
    reading: "Recogiendo lo que has compartido.",
    soFar: (size) => `Por ahora, ${size}.`,
    failed: {
      "no-room": `En este dispositivo no hay sitio para una copia de lo que has compartido. Haz sitio, ${OR_CHOOSE}`,
      broken: `Lo que has compartido no se ha podido leer hasta el final. Compártelo otra vez, ${OR_CHOOSE}`,
      gone: `Lo que has compartido ya no está. Compártelo otra vez, ${OR_CHOOSE}`,
      "not-taken":
        "Esta página aún no estaba lista para recoger lo que has compartido, y ahora sí. Compártelo otra vez.",
    },
    dismiss: "Ocultar",
  },
};
