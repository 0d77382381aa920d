/** A message of the server, of which only this is known here. */
export interface Message {
  readonly type: string;
  readonly code?: string;
}

/** Bun's WebSocket takes headers; the browser's, whose types are in this project as well, does not. */
const BunWebSocket = WebSocket as unknown as new (url: string, options: Bun.WebSocketOptions) => WebSocket;

interface Awaited {
  readonly type: string;
  readonly resolve: (message: Message) => void;
  readonly reject: (reason: Error) => void;
}

/** One WebSocket of the load client. It awaits one message at a time. */
export class LoadSocket {
  readonly #socket: WebSocket;
  #awaited: Awaited | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#receive(String(data));
    socket.onclose = ({ code }) => this.#fail(`the socket was closed with ${code}`);
  }

  /** Resolves once the upgrade was answered. Names the page that asks, as every browser does. */
  static open(url: string): Promise<LoadSocket> {
    const { host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = new BunWebSocket(url, { headers: { Origin: `http://${host}` } });
      socket.onopen = () => resolve(new LoadSocket(socket));
      socket.onclose = ({ code }) => reject(new Error(`the socket did not open: ${code}`));
    });
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** The next message; call it before what provokes the message. @throws if it is of another type */
  next(type: string): Promise<Message> {
    if (this.#socket.readyState !== WebSocket.OPEN) throw new Error("the socket is closed");
    if (this.#awaited) throw new Error(`the message before, ${this.#awaited.type}, has not come yet`);
    return new Promise((resolve, reject) => {
      this.#awaited = { type, resolve, reject };
    });
  }

  close(): void {
    this.#socket.close();
  }

  #receive(text: string): void {
    const awaited = this.#awaited;
    if (!awaited) return;
    const message = JSON.parse(text) as Message;
    if (message.type !== awaited.type) return this.#fail(`${awaited.type} was expected, not ${text}`);
    this.#awaited = undefined;
    awaited.resolve(message);
  }

  #fail(reason: string): void {
    this.#awaited?.reject(new Error(reason));
    this.#awaited = undefined;
  }
}
