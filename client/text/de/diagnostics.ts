import type { ServerAt, Transport } from "../../diagnostics/checks.ts";
import type { DiagnosticsWords } from "../diagnostics.ts";
import { formatBytes, formatCount, formatList, formatMillis, formatSpan, formatSpeed } from "../format.ts";
import type { Told } from "../said.ts";
import { german } from "./index.ts";

const METHODS = {
  opfs: "im privaten Speicher des Browsers",
  indexeddb: "in der Datenbank des Browsers (IndexedDB)",
  stream: "als Download, der beim Ankommen geschrieben wird",
  memory: "im Arbeitsspeicher",
  file: "in einer Datei, die du auswählst",
  folder: "in einem Ordner, den du auswählst",
};

const WAYS: Readonly<Record<Transport, string>> = { udp: "UDP", tcp: "TCP", tls: "TLS" };

const AGAIN = "Starte die Prüfungen noch einmal; wenn es so bleibt, sieh im Protokoll des Servers nach.";
const PROXY_UPGRADE =
  "Ein Proxy auf dem Weg muss das Upgrade von `/ws` weitergeben: HTTP/1.1 mit den Headern `Upgrade` und `Connection`.";
const RELAY_INSTEAD = "Bis dahin wird das Relay genutzt.";

function silentRelay({ host, port, transport }: ServerAt & { readonly transport: Transport }): Told {
  const said = `Keine Antwort von ${host}, Port ${port}, über ${WAYS[transport]}.`;
  switch (transport) {
    case "udp":
      return {
        said,
        fix: `Lass UDP zu Port ${port} durch jede Firewall auf dem Weg, auch durch die des Servers; in Docker veröffentliche den Port: \`-p ${port}:${port}/udp\`. Hat das Relay einen anderen Namen, dann setze EXTERNAL_HOST.`,
      };
    case "tcp":
      return {
        said,
        fix: `Lass TCP zu Port ${port} durch jede Firewall auf dem Weg, auch durch die des Servers; in Docker veröffentliche den Port: \`-p ${port}:${port}\`. Ein Proxy für Webseiten gibt ihn nicht weiter.`,
      };
    case "tls":
      return {
        said,
        fix: `Öffne TCP-Port ${port}, in Docker mit \`-p ${port}:${port}\`. Dieser Browser muss dem Zertifikat vertrauen, und es muss für ${host} gelten.`,
      };
  }
}

/** What is said of what came of each check. */
const TOLD: DiagnosticsWords["told"] = {
  "socket-open": ({ roundTripMs }) => ({
    said: `Der Server antwortet in ${formatMillis(roundTripMs)}.`,
  }),
  "socket-mute": () => ({ said: "Die Verbindung zum Server bleibt stumm.", fix: PROXY_UPGRADE }),
  "upgrade-lost": ({ closeCode }) => ({
    said: `Die Seite lädt, aber ihre Verbindung zum Server öffnet sich nicht (WebSocket, Code ${closeCode}).`,
    fix: `${PROXY_UPGRADE} Nach sehr vielen Verbindungen in einer Minute lehnt der Server weitere ab: Warte dann eine Minute.`,
  }),
  "upgrade-refused": ({ status }) => ({
    said: `Die Seite lädt, aber ihre Verbindung zum Server wird mit HTTP-Status ${status} beantwortet, und nicht von P2P Share.`,
    fix: `${PROXY_UPGRADE} Er darf diesen Pfad auch nicht für sich behalten.`,
  }),
  "wrong-host": ({ origin, host }) => ({
    said: `Die Seite ist als ${origin} geöffnet, aber der Server wird nach ${host} gefragt und lehnt die Verbindung deshalb ab.`,
    fix: `Setze \`PUBLIC_URL=${origin}\`, oder lass den Proxy den Header \`Host\` weitergeben.`,
  }),
  "server-gone": () => ({
    said: "Der Server antwortet nicht mehr.",
    fix: "Ist dieses Gerät noch im selben Netz, und läuft P2P Share dort noch?",
  }),

  "address-own": ({ ip }) => ({ said: `Der Server sieht dieses Gerät unter seiner eigenen Adresse, ${ip}.` }),
  "address-forwarded": ({ ip }) => ({
    said: `Ein Proxy, dem der Server vertraut, nennt ihm die Adresse dieses Geräts, ${ip}.`,
  }),
  "address-gateway": ({ ip }) => ({
    said: `Der Container zeigt dem Server alle Geräte als ${ip}. Grenzen gelten dann je Verbindung.`,
    fix: "Zu tun ist nichts. Für Grenzen je Gerät starte den Container mit `--network host`.",
  }),
  "address-proxy": ({ ip }) => ({
    said: `Vor dem Server steht ein Proxy: Er sieht ${ip} anstelle jedes Geräts.`,
    fix: "Setze `TRUST_PROXY` auf die Zahl der Proxys oder auf ihre Adressen, und `PUBLIC_URL` auf die Adresse, unter der die Seite geöffnet wird.",
  }),
  "address-hidden": ({ ip }) => ({
    said: `Ein Proxy auf dem Rechner des Servers verdeckt dieses Gerät: Der Server sieht ${ip}.`,
    fix: "Lass den Proxy `X-Forwarded-For` hinzufügen, setze `TRUST_PROXY=1`, und `PUBLIC_URL` auf die Adresse, unter der die Seite geöffnet wird.",
  }),
  "address-unknown": () => ({
    said: "Der Server hat nicht gesagt, wie er dieses Gerät sieht.",
    fix: "Lade diese Seite neu. Ein Proxy auf dem Weg muss `/diagnostics/server` weitergeben.",
  }),

  "stun-answers": ({ ip }) => ({
    said: `Der Port des Relays antwortet über UDP und sieht dieses Gerät als ${ip}.`,
  }),
  "stun-same": () => ({
    said: "Der Port des Relays antwortet über UDP und sieht die Adresse, die dieses Gerät selbst hat.",
  }),
  "stun-silent": ({ host, port }) => ({
    said: `Keine Antwort von ${host}, Port ${port}, über UDP.`,
    fix: `Lass UDP zu Port ${port} durch: Auch das Relay über UDP braucht ihn.`,
  }),
  "name-unknown": ({ host }) => ({
    said: `Dieser Browser findet keine Adresse zum Namen ${host}, wenn er eine Verbindung sucht.`,
    fix: "Öffne diese Seite unter der Adresse des Servers statt unter seinem Namen, oder setze `EXTERNAL_HOST` auf eine Adresse oder auf einen Namen, den der Namensserver des Netzes kennt.",
  }),
  "stun-off": () => ({
    said: "Der Server nennt keine, weil sein Relay aus ist. Im selben Netz kommen Geräte ohne sie aus.",
  }),

  "relay-works": ({ roundTripMs, bytesPerSecond }) => ({
    said: `Bytes gingen hindurch und kamen unverändert zurück: ${formatMillis(roundTripMs)}, mindestens ${formatSpeed(bytesPerSecond)}.`,
  }),
  "relay-silent": silentRelay,
  "relay-refuses": ({ host, port, code }) => ({
    said: `Das Relay weist dieses Gerät ab (Fehler ${code}).`,
    fix: german.mendRelay({ host, port, answer: code }),
  }),
  "relay-carries-nothing": ({ host }) => ({
    said: `Das Relay auf ${host} antwortet, aber befördert nichts.`,
    fix: AGAIN,
  }),
  "relay-damages": ({ host }) => ({
    said: `Bytes blieben im Relay auf ${host} stecken oder kamen verändert zurück.`,
    fix: `${AGAIN} Vielleicht ist TURN_MAX_BANDWIDTH zu niedrig.`,
  }),
  "relay-nameless": ({ host }) => ({
    said: `Firefox nutzt ein Relay über TLS nur unter einem Namen, bekommt aber ${host} genannt.`,
    fix: "Öffne diese Seite unter einem Namen, oder setze `EXTERNAL_HOST` auf einen.",
  }),
  "relay-off": () => ({
    said: "Der Server bietet kein Relay an: Nur Geräte, die einander direkt erreichen, können sich verbinden.",
    fix: "Schalte es ein: `TURN_ENABLED=on`.",
  }),
  "tls-off": () => ({
    said: "Nicht eingerichtet. Nur Netze, die nichts als TLS durchlassen, brauchen es; `TLS=files` schaltet es ein.",
  }),
  "way-off": () => ({ said: "Der Server nennt auf diesem Weg kein Relay. Ein anderer Weg genügt." }),
  untried: ({ why }) =>
    why === "refused"
      ? {
          said: "Konnte nicht geprüft werden: Der Server vergibt gerade keine weiteren Sitzungen.",
          fix: "Starte die Prüfungen in einer Minute noch einmal.",
        }
      : {
          said: "Konnte nicht geprüft werden, weil es keine Verbindung zum Server gibt.",
          fix: "Bring zuerst die Verbindung zum Server in Ordnung.",
        },

  "direct-works": ({ isHidden }) => ({
    said: isHidden
      ? "Dieser Browser verbindet sich direkt. Seine Adressen verbirgt er hinter Namen, die das andere Gerät nachschlagen können muss (mDNS)."
      : "Dieser Browser verbindet sich direkt, über seine eigenen Adressen.",
  }),
  "direct-unconnected": () => ({
    said: "Dieser Browser nennt Adressen, erreicht aber keine davon.",
    fix: "Eine Firewall auf diesem Gerät, ein VPN oder eine Erweiterung ist im Weg. Ohne direkten Weg wird das Relay genutzt.",
  }),
  "direct-none": () => ({
    said: "Dieser Browser nennt keine eigene Adresse. Zu diesem Gerät gibt es deshalb keinen direkten Weg.",
    fix: `Schalte die Einstellung, die Erweiterung oder das VPN ab, das sie vor WebRTC verbirgt. ${RELAY_INSTEAD}`,
  }),

  secure: () => ({
    said: "Die Seite ist sicher geöffnet: Alles, was dieser Browser kann, darf genutzt werden.",
  }),
  insecure: ({ httpsUrl, localCa }) => ({
    said: "Die Seite ist über einfaches http geöffnet; das genügt. Über HTTPS kann sie unterwegs niemand verändern, und empfangene Dateien werden schneller gespeichert.",
    ...(httpsUrl !== undefined && {
      fix: localCa
        ? "Dieser Server hat auch HTTPS, mit einer eigenen Zertifizierungsstelle. Öffne hier zuerst `/ca` und vertraue ihr."
        : "Dieser Server hat auch HTTPS.",
    }),
  }),

  "saves-to-disk": ({ method, freeBytes }) => ({
    said:
      freeBytes === null
        ? `Was ankommt, wird hier aufbewahrt: ${METHODS[method]}. Dieser Browser sagt nicht, wie viel frei ist.`
        : `Was ankommt, wird hier aufbewahrt: ${METHODS[method]}. Platz ist für bis zu ${formatBytes(freeBytes)}.`,
  }),
  "saves-to-memory": ({ mostBytes }) => ({
    said: `Was ankommt, wird im Arbeitsspeicher aufbewahrt: zusammen höchstens ${formatBytes(mostBytes)}.`,
    fix: "Nimm ein Fenster, das nicht privat ist, oder erlaube dieser Seite, Daten zu behalten.",
  }),

  "browser-good": ({ label, version }) => ({
    said:
      version === undefined
        ? `${label}: hat alles, was die Seite braucht.`
        : `${label}, Version ${version}: hat alles, was die Seite braucht.`,
  }),
  "browser-slow": ({ label }) => ({
    said: `${label}: funktioniert, überträgt große Dateien aber langsamer als andere.`,
    fix: "Aktualisiere den Browser, oder nimm für große Dateien Chrome, Edge oder Firefox.",
  }),
  "browser-old": ({ label, version, least }) => ({
    said: `${label}, Version ${version}: Die Seite ist für ${least} und neuer gemacht.`,
    fix: "Aktualisiere den Browser.",
  }),
  "browser-lacks": ({ label, missing }) => ({
    said: `${label} fehlt, was die Seite braucht: ${formatList(missing)}.`,
    fix: "Schalte es in den Einstellungen ein, schalte die Erweiterung ab, die es sperrt, oder nimm einen anderen Browser.",
  }),

  "no-webrtc": () => ({
    said: "Dieser Browser öffnet keine Verbindung.",
    fix: "Eine Einstellung oder Erweiterung hat WebRTC abgeschaltet. Schalte es ein, oder nimm einen anderen Browser.",
  }),
  stuck: () => ({
    said: "Diese Prüfung kam zu keinem Ende.",
    fix: "Lade diese Seite neu und starte die Prüfungen noch einmal.",
  }),
};

/** Words of the diagnostics page in German. */
export const germanDiagnostics: DiagnosticsWords = {
  told: TOLD,
  title: "Diagnose",
  lead: "Was zwischen diesem Gerät, seinem Browser und dem Server liegt.",
  checks: {
    websocket: "Verbindung zum Server",
    address: "Adresse dieses Geräts",
    stun: "Adressauskunft (STUN)",
    "turn-udp": "Relay über UDP",
    "turn-tcp": "Relay über TCP",
    "turn-tls": "Relay über TLS",
    direct: "Direkte Verbindungen",
    "secure-context": "Sichere Seite",
    saving: "Speichern",
    browser: "Browser",
  },
  states: {
    running: "Wird geprüft",
    ok: "Funktioniert",
    warn: "Hinweis",
    fail: "Funktioniert nicht",
    off: "Nicht genutzt",
  },
  overall: {
    running: "Es wird geprüft. Das dauert bis zu einer halben Minute.",
    ok: "Alles funktioniert.",
    warn: "Es funktioniert, mit Hinweisen unten.",
    fail: "Etwas funktioniert nicht. Was zu tun ist, steht unten.",
  },
  openHttps: "Diese Seite über HTTPS öffnen",
  copy: "Bericht kopieren",
  copied: "Bericht kopiert",
  copyFailed: "Kopieren hat hier nicht geklappt. Markiere den Text und kopiere ihn von Hand:",
  reportNote: "Der Bericht nennt keine Adresse und keinen Rechner, nur welcher Art sie sind.",
  again: "Noch einmal prüfen",
  about: "Über diesen Server",
  facts: {
    version: "Version",
    container: "In einem Container",
    yes: "ja",
    no: "nein",
    publicUrl: "PUBLIC_URL",
    https: "HTTPS-Port",
    relay: "Ports des Relays",
    relayPorts: (port, tlsPort) =>
      tlsPort === null ? `${port} (UDP, TCP)` : `${port} (UDP, TCP), ${tlsPort} (TLS)`,
    mdns: "Name im Netz",
    off: "aus",
    none: "nicht gesetzt",
    countedBy: "Grenzen gelten je",
    by: { address: "Adresse", connection: "Verbindung" },
    codes: "Codes, die versucht werden dürfen",
    wrongCodes: "Falsche Codes",
    per: (count, periodMs) => `${formatCount(count)} in ${formatSpan(periodMs)}`,
    delay: "Warten auf den nächsten Code",
  },
  back: "Dateien senden oder empfangen",
};
