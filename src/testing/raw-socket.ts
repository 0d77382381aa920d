import { connect, type Socket } from "node:net";

export interface RawSocketOptions {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** Where the connection comes from; all of 127.0.0.0/8 is this machine. */
  readonly from?: string;
}

/** A WebSocket client by hand on a TCP socket, for what no well-behaved client does. */
export class RawSocket {
  readonly status: number;
  readonly headers: Headers;
  /** Bytes that came after the answer to the handshake. */
  received = 0;
  readonly closed: Promise<void>;
  readonly #tcp: Socket;

  private constructor(tcp: Socket, head: string) {
    this.#tcp = tcp;
    const [first = "", ...lines] = head.split("\r\n");
    this.status = Number(first.split(" ")[1]);
    this.headers = new Headers(
      lines.map((line): [string, string] => {
        const at = line.indexOf(":");
        return [line.slice(0, at), line.slice(at + 1).trim()];
      }),
    );
    this.closed = new Promise((resolve) => tcp.once("close", () => resolve()));
    tcp.on("data", (bytes) => {
      this.received += bytes.length;
    });
  }

  /** Asks for a WebSocket and waits for the answer, whatever it is. */
  static async ask(port: number, options: RawSocketOptions = {}): Promise<RawSocket> {
    const { path = "/ws", headers = {}, from = "127.0.0.1" } = options;
    const tcp = connect({ host: "127.0.0.1", port, localAddress: from });
    tcp.on("error", () => undefined); // a reset is one of the ways in which these end
    const all = {
      Host: `127.0.0.1:${port}`,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
    let head = "";
    await new Promise<void>((resolve, reject) => {
      const read = (bytes: Buffer) => {
        head += bytes.toString("latin1");
        if (!head.includes("\r\n\r\n")) return;
        tcp.off("data", read);
        resolve();
      };
      tcp.on("data", read);
      tcp.once("close", () => reject(new Error("closed before an answer")));
    });
    return new RawSocket(tcp, head.slice(0, head.indexOf("\r\n\r\n")));
  }

  /** Sends one short text frame, masked as RFC 6455 §5.3 asks of clients. */
  say(message: unknown): void {
    const text = Buffer.from(JSON.stringify(message));
    if (text.length > 125) throw new Error("only short frames");
    this.#tcp.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]));
  }

  /** Reads nothing any more. */
  stopReading(): void {
    this.#tcp.pause();
  }

  readAgain(): void {
    this.#tcp.resume();
  }

  end(): void {
    this.#tcp.destroy();
  }
}
