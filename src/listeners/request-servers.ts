import type { Server } from "bun";

/** Which server took a request: only that one knows its connection. */
export class RequestServers<Data> {
  readonly #taken = new WeakMap<Request, Server<Data>>();

  add(request: Request, server: Server<Data>): void {
    this.#taken.set(request, server);
  }

  /** Address of the other end of the request's connection. */
  addressOf(request: Request): string | undefined {
    return this.#taken.get(request)?.requestIP(request)?.address;
  }

  /** Makes a WebSocket of the request's connection. @returns false where the request asks for none */
  upgrade(request: Request, data: Data): boolean {
    const server = this.#taken.get(request) as Server<unknown> | undefined; // its type asks whether Data is undefined
    return server?.upgrade(request, { data }) ?? false;
  }
}
