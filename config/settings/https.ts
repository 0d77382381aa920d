import { folder, hosts, integer, oneOf, path } from "../parsers.ts";
import type { Setting } from "./setting.ts";

/** HTTPS for the page, and TLS for the relay. */
export const httpsSettings = {
  tls: {
    env: "TLS",
    parse: oneOf("off", "files", "local-ca"),
    default: "off",
    doc: "HTTPS, and TURN over TLS: `files` takes the two files below, `local-ca` a certificate authority of its own in `DATA_DIR`, which devices are made to trust once",
  },
  httpsPort: {
    env: "HTTPS_PORT",
    parse: integer(0, 65_535),
    default: "8443",
    doc: "TCP port for the page over HTTPS, where `TLS` is on; 0 takes any free one",
  },
  tlsCertFile: {
    env: "TLS_CERT_FILE",
    parse: path,
    example: "/certs/fullchain.pem",
    doc: "path of the certificate chain (PEM) for `TLS=files`; read again when it changes",
  },
  tlsKeyFile: {
    env: "TLS_KEY_FILE",
    parse: path,
    example: "/certs/privkey.pem",
    doc: "path of the certificate's private key (PEM) for `TLS=files`; read again when it changes",
  },
  tlsNames: {
    env: "TLS_NAMES",
    parse: hosts,
    default: "",
    example: "nas.lan,192.168.1.20",
    doc: "further names and addresses, with commas between them, for the certificate that `TLS=local-ca` makes",
  },
  dataDir: {
    env: "DATA_DIR",
    parse: folder,
    example: "/data",
    doc: "folder for the certificate authority of `TLS=local-ca`; without it nothing is ever written to disk",
  },
} satisfies Record<string, Setting<unknown>>;
