import type { ServerAt, Transport } from "../../diagnostics/checks.ts";
import type { DiagnosticsWords } from "../diagnostics.ts";
import { formatBytes, formatCount, formatList, formatMillis, formatSpan, formatSpeed } from "../format.ts";
import type { Told } from "../said.ts";
import { spanish } from "./index.ts";

const METHODS = {
  opfs: "en los archivos privados del navegador",
  indexeddb: "en el almacenamiento del navegador (IndexedDB)",
  stream: "en una descarga que se escribe según llega",
  memory: "en la memoria",
  file: "en un archivo que tú eliges",
  folder: "en una carpeta que tú eliges",
};

const WAYS: Readonly<Record<Transport, string>> = { udp: "UDP", tcp: "TCP", tls: "TLS" };

const AGAIN = "Repite las comprobaciones; si sigue igual, mira el registro del servidor.";
const PROXY_UPGRADE =
  "Un proxy en el camino tiene que dejar pasar el cambio de protocolo de `/ws`: HTTP/1.1 con las cabeceras `Upgrade` y `Connection`.";

function silentRelay({ host, port, transport }: ServerAt & { readonly transport: Transport }): Told {
  const said = `No hay respuesta de ${host}, puerto ${port}, por ${WAYS[transport]}.`;
  switch (transport) {
    case "udp":
      return {
        said,
        fix: `Deja pasar UDP al puerto ${port} en todos los cortafuegos del camino, también en el del servidor; en Docker, publícalo: \`-p ${port}:${port}/udp\`. Si el relé tiene otro nombre, define EXTERNAL_HOST.`,
      };
    case "tcp":
      return {
        said,
        fix: `Deja pasar TCP al puerto ${port} en todos los cortafuegos del camino, también en el del servidor; en Docker, publícalo: \`-p ${port}:${port}\`. Un proxy para páginas web no lo deja pasar.`,
      };
    case "tls":
      return {
        said,
        fix: `Abre el puerto TCP ${port}, en Docker con \`-p ${port}:${port}\`. Este navegador tiene que confiar en el certificado, y este tiene que valer para ${host}.`,
      };
  }
}

/** What is said of what came of each check. */
const TOLD: DiagnosticsWords["told"] = {
  "socket-open": ({ roundTripMs }) => ({
    said: `El servidor responde en ${formatMillis(roundTripMs)}.`,
  }),
  "socket-mute": () => ({ said: "La conexión con el servidor sigue muda.", fix: PROXY_UPGRADE }),
  "upgrade-lost": ({ closeCode }) => ({
    said: `La página carga, pero su conexión con el servidor no se abre (WebSocket, código de cierre ${closeCode}).`,
    fix: `${PROXY_UPGRADE} Tras muchísimas conexiones en un minuto, el servidor no admite más: espera entonces un minuto.`,
  }),
  "upgrade-refused": ({ status }) => ({
    said: `La página carga, pero su conexión con el servidor recibe el estado HTTP ${status}, y no de P2P Share.`,
    fix: `${PROXY_UPGRADE} Tampoco puede quedarse con esa ruta.`,
  }),
  "wrong-host": ({ origin, host }) => ({
    said: `La página está abierta como ${origin}, pero al servidor se le pide ${host}, y por eso rechaza la conexión.`,
    fix: `Define \`PUBLIC_URL=${origin}\`, o haz que el proxy deje pasar la cabecera \`Host\`.`,
  }),
  "server-gone": () => ({
    said: "El servidor ya no responde.",
    fix: "¿Sigue este dispositivo en la misma red, y sigue P2P Share en marcha allí?",
  }),

  "address-own": ({ ip }) => ({ said: `El servidor ve este dispositivo por su propia dirección, ${ip}.` }),
  "address-forwarded": ({ ip }) => ({
    said: `Un proxy de confianza le dice al servidor la dirección de este dispositivo, ${ip}.`,
  }),
  "address-gateway": ({ ip }) => ({
    said: `El contenedor muestra al servidor todos los dispositivos como ${ip}. Los límites se cuentan entonces por conexión.`,
    fix: "No hay que hacer nada. Para tener límites por dispositivo, inicia el contenedor con `--network host`.",
  }),
  "address-proxy": ({ ip }) => ({
    said: `Delante del servidor hay un proxy, y el servidor ve ${ip} en lugar de cada dispositivo.`,
    fix: "Define `TRUST_PROXY` con el número de proxies o con sus direcciones, y `PUBLIC_URL` con la dirección con la que se abre la página.",
  }),
  "address-hidden": ({ ip }) => ({
    said: `Un proxy en la máquina del servidor oculta este dispositivo: el servidor ve ${ip}.`,
    fix: "Haz que el proxy añada `X-Forwarded-For`, define `TRUST_PROXY=1`, y `PUBLIC_URL` con la dirección con la que se abre la página.",
  }),
  "address-unknown": () => ({
    said: "El servidor no ha dicho cómo ve este dispositivo.",
    fix: "Vuelve a cargar esta página. Un proxy en el camino tiene que dejar pasar `/diagnostics/server`.",
  }),

  "stun-answers": ({ ip }) => ({
    said: `El puerto del relé responde por UDP y ve este dispositivo como ${ip}.`,
  }),
  "stun-same": () => ({
    said: "El puerto del relé responde por UDP y ve la dirección que este dispositivo tiene.",
  }),
  "stun-silent": ({ host, port }) => ({
    said: `No hay respuesta de ${host}, puerto ${port}, por UDP.`,
    fix: `Deja pasar UDP al puerto ${port}: el relé por UDP también lo necesita.`,
  }),
  "name-unknown": ({ host }) => ({
    said: `Este navegador no encuentra ninguna dirección para el nombre ${host} cuando busca una conexión.`,
    fix: "Abre esta página con la dirección del servidor en lugar de su nombre, o define `EXTERNAL_HOST` con una dirección o con un nombre que conozca el servidor de nombres de la red.",
  }),
  "stun-off": () => ({
    said: "El servidor no indica ninguna, porque su relé está desactivado. En la misma red no hace falta.",
  }),

  "relay-works": ({ roundTripMs, bytesPerSecond }) => ({
    said: `Los bytes han pasado por él y han vuelto iguales: ${formatMillis(roundTripMs)}, al menos ${formatSpeed(bytesPerSecond)}.`,
  }),
  "relay-silent": silentRelay,
  "relay-refuses": ({ host, port, code }) => ({
    said: `El relé rechaza este dispositivo (error ${code}).`,
    fix: spanish.mendRelay({ host, port, answer: code }),
  }),
  "relay-carries-nothing": ({ host }) => ({
    said: `El relé de ${host} responde, pero no transporta nada.`,
    fix: AGAIN,
  }),
  "relay-damages": ({ host }) => ({
    said: `Los bytes se han parado en el relé de ${host}, o han vuelto cambiados.`,
    fix: `${AGAIN} Quizá TURN_MAX_BANDWIDTH sea demasiado bajo.`,
  }),
  "relay-nameless": ({ host }) => ({
    said: `Firefox solo usa un relé por TLS si tiene nombre, y se le indica ${host}.`,
    fix: "Abre esta página con un nombre, o define `EXTERNAL_HOST` con uno.",
  }),
  "relay-off": () => ({
    said: "El servidor no ofrece relé: solo pueden conectarse los dispositivos que se alcanzan directamente.",
    fix: "Actívalo: `TURN_ENABLED=on`.",
  }),
  "tls-off": () => ({
    said: "Sin configurar. Solo lo necesitan las redes que no dejan pasar nada más que TLS; `TLS=files` lo activa.",
  }),
  "way-off": () => ({ said: "El servidor no indica ningún relé por esta vía. Basta con cualquier otra." }),
  untried: ({ why }) =>
    why === "refused"
      ? {
          said: "No se ha podido probar: el servidor no da más sesiones ahora.",
          fix: "Repite las comprobaciones dentro de un minuto.",
        }
      : {
          said: "No se ha podido probar, porque no hay conexión con el servidor.",
          fix: "Arregla primero la conexión con el servidor.",
        },

  "direct-works": ({ isHidden }) => ({
    said: isHidden
      ? "Este navegador se conecta directamente. Oculta sus direcciones tras nombres que el otro dispositivo tiene que poder consultar (mDNS)."
      : "Este navegador se conecta directamente, por sus propias direcciones.",
  }),
  "direct-unconnected": () => ({
    said: "Este navegador indica direcciones, pero no llega a ninguna.",
    fix: "Lo impide un cortafuegos de este dispositivo, una VPN o una extensión. Sin camino directo se usa el relé.",
  }),
  "direct-none": () => ({
    said: "Este navegador no indica ninguna dirección propia, así que no hay camino directo a este dispositivo.",
    fix: "Desactiva el ajuste, la extensión o la VPN que las oculta a WebRTC. Hasta entonces se usa el relé.",
  }),

  secure: () => ({
    said: "La página está abierta de forma segura: se puede usar todo lo que sabe hacer este navegador.",
  }),
  insecure: ({ httpsUrl, localCa }) => ({
    said: "La página está abierta por http simple, y eso basta. Por HTTPS nadie puede cambiarla en el camino, y los archivos recibidos se guardan más rápido.",
    ...(httpsUrl !== undefined && {
      fix: localCa
        ? "Este servidor también tiene HTTPS, con una autoridad de certificación propia. Abre primero `/ca` aquí y confía en ella."
        : "Este servidor también tiene HTTPS.",
    }),
  }),

  "saves-to-disk": ({ method, freeBytes }) => ({
    said:
      freeBytes === null
        ? `Lo que llega se conserva ${METHODS[method]}. Este navegador no dice cuánto queda libre.`
        : `Lo que llega se conserva ${METHODS[method]}: aquí, hasta ${formatBytes(freeBytes)}.`,
  }),
  "saves-to-memory": ({ mostBytes }) => ({
    said: `Lo que llega se conserva en la memoria: como máximo ${formatBytes(mostBytes)} en total.`,
    fix: "Usa una ventana que no sea privada, o permite que esta página guarde datos.",
  }),

  "browser-good": ({ label, version }) => ({
    said:
      version === undefined
        ? `${label}: tiene todo lo que la página necesita.`
        : `${label}, versión ${version}: tiene todo lo que la página necesita.`,
  }),
  "browser-slow": ({ label }) => ({
    said: `${label}: funciona, pero mueve los archivos grandes más despacio que otros.`,
    fix: "Actualiza el navegador, o usa Chrome, Edge o Firefox para los archivos grandes.",
  }),
  "browser-old": ({ label, version, least }) => ({
    said: `${label}, versión ${version}: la página está hecha para la ${least} y posteriores.`,
    fix: "Actualiza el navegador.",
  }),
  "browser-lacks": ({ label, missing }) => ({
    said: `A ${label} le falta lo que la página necesita: ${formatList(missing)}.`,
    fix: "Actívalo en los ajustes, desactiva la extensión que lo bloquea o usa otro navegador.",
  }),

  "no-webrtc": () => ({
    said: "Este navegador no abre ninguna conexión.",
    fix: "Un ajuste o una extensión ha desactivado WebRTC. Actívalo, o usa otro navegador.",
  }),
  stuck: () => ({
    said: "Esta comprobación no ha llegado a su fin.",
    fix: "Vuelve a cargar esta página y repite las comprobaciones.",
  }),
};

/** Words of the diagnostics page in Spanish. */
export const spanishDiagnostics: DiagnosticsWords = {
  told: TOLD,
  title: "Diagnóstico",
  lead: "Lo que hay entre este dispositivo, su navegador y el servidor.",
  checks: {
    websocket: "Conexión con el servidor",
    address: "Dirección de este dispositivo",
    stun: "Consulta de la dirección (STUN)",
    "turn-udp": "Relé por UDP",
    "turn-tcp": "Relé por TCP",
    "turn-tls": "Relé por TLS",
    direct: "Conexiones directas",
    "secure-context": "Página segura",
    saving: "Guardado",
    browser: "Navegador",
  },
  states: {
    running: "Comprobando",
    ok: "Funciona",
    warn: "Revísalo",
    fail: "Falla",
    off: "Sin usar",
  },
  overall: {
    running: "Comprobando. Tarda hasta medio minuto.",
    ok: "Todo funciona.",
    warn: "Funciona, con observaciones abajo.",
    fail: "Algo no funciona. Abajo dice qué hacer.",
  },
  openHttps: "Abrir esta página por HTTPS",
  copy: "Copiar informe",
  copied: "Informe copiado",
  copyFailed: "Aquí no se ha podido copiar. Selecciona el texto y cópialo a mano:",
  reportNote: "El informe no nombra direcciones ni máquinas, solo de qué tipo son.",
  again: "Repetir",
  about: "Sobre este servidor",
  facts: {
    version: "Versión",
    container: "En un contenedor",
    yes: "sí",
    no: "no",
    publicUrl: "PUBLIC_URL",
    https: "Puerto HTTPS",
    relay: "Puertos del relé",
    relayPorts: (port, tlsPort) =>
      tlsPort === null ? `${port} (UDP, TCP)` : `${port} (UDP, TCP), ${tlsPort} (TLS)`,
    mdns: "Nombre en la red",
    off: "desactivado",
    none: "sin definir",
    countedBy: "Los límites se cuentan por",
    by: { address: "dirección", connection: "conexión" },
    codes: "Códigos que se pueden probar",
    wrongCodes: "Códigos equivocados",
    per: (count, periodMs) => `${formatCount(count)} en ${formatSpan(periodMs)}`,
    delay: "Espera hasta el siguiente código",
  },
  back: "Enviar o recibir archivos",
};
