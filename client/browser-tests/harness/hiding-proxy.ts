import { connect, createServer, type Server } from "node:net";
import type { udp } from "bun";

/**
 * Passes ports on to another machine, as Docker's own proxy does with a published port: whoever is behind it
 * sees one address instead of the clients', with another port for each.
 */
export class HidingProxy {
  readonly #hostname: string;
  readonly #target: string;
  readonly #closers: (() => void)[] = [];

  constructor(hostname: string, target: string) {
    this.#hostname = hostname;
    this.#target = target;
  }

  /** Passes on TCP connections. */
  tcp(port: number): Promise<void> {
    const server: Server = createServer((client) => {
      const upstream = connect(port, this.#target);
      client.pipe(upstream).pipe(client);
      client.on("error", () => upstream.destroy());
      upstream.on("error", () => client.destroy());
      this.#closers.push(() => client.destroy());
    });
    this.#closers.push(() => server.close());
    return new Promise((resolve) => void server.listen(port, this.#hostname, resolve));
  }

  /** Passes on datagrams, by a socket for each client. */
  async udp(port: number): Promise<void> {
    const target = this.#target;
    const upstreams = new Map<string, Promise<udp.ConnectedSocket<"buffer">>>();
    const outside = await Bun.udpSocket({
      hostname: this.#hostname,
      port,
      socket: {
        async data(socket, bytes, fromPort, from) {
          const key = `${from} ${fromPort}`;
          const known = upstreams.get(key);
          const upstream =
            known ??
            Bun.udpSocket({
              connect: { hostname: target, port },
              socket: {
                data: (_, answer) => void socket.send(answer, fromPort, from),
                error: () => undefined,
              },
            });
          if (!known) upstreams.set(key, upstream);
          (await upstream).send(bytes);
        },
        error: () => undefined,
      },
    });
    this.#closers.push(() => {
      outside.close();
      for (const upstream of upstreams.values()) void upstream.then((socket) => socket.close());
    });
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close();
  }
}
