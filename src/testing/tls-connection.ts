import { X509Certificate } from "node:crypto";
import { connect, type TLSSocket } from "node:tls";

/** Which certificate a server has shown, or will show: its serial number. */
export function serialOf(pair: { readonly cert: string }): string {
  return new X509Certificate(pair.cert).serialNumber;
}

/** A client's end of a TLS connection to this machine, which trusts whatever it meets. */
export class TlsConnection {
  readonly socket: TLSSocket;
  /** With the serial number of the server's certificate. */
  readonly opened: Promise<string>;
  readonly closed: Promise<void>;
  #text = "";
  #heard: () => void = () => undefined;

  constructor(port: number) {
    this.socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
    this.opened = new Promise((resolve, reject) => {
      this.socket.once("secureConnect", () => resolve(this.socket.getPeerCertificate().serialNumber));
      this.socket.once("error", reject);
    });
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) => this.socket.once("close", () => resolve()));
    this.socket.on("error", () => undefined);
    this.socket.on("data", (chunk: Buffer) => {
      this.#text += chunk.toString("latin1");
      this.#heard();
    });
  }

  /** Bytes that have arrived. */
  get received(): number {
    return this.#text.length;
  }

  say(text: string): void {
    this.socket.write(text);
  }

  /** All that has arrived, once it matches. @throws where the connection ends before */
  async hear(isEnough: (text: string) => boolean): Promise<string> {
    while (!isEnough(this.#text)) {
      const next = new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
      const ended = this.closed.then(() => {
        if (!isEnough(this.#text)) throw new Error(`ended after ${this.#text.length} bytes`);
      });
      await Promise.race([next, ended]);
    }
    return this.#text;
  }

  end(): void {
    this.socket.destroy();
  }
}
