import type { PeerLink, PeerLinkEvents, SignalingSocket } from "../session/ports.ts";

/** One page of a browser from its loading to its end, after which nothing of it runs any more. */
export class PageLife {
  readonly #links = new Set<PeerLink>();
  readonly #sockets = new Set<SignalingSocket>();
  isOver = false;

  /** @param act something that happens to the page */
  while<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      if (!this.isOver) act(...args);
    };
  }

  keep(link: PeerLink): PeerLink {
    this.#links.add(link);
    return link;
  }

  keepSocket(socket: SignalingSocket): SignalingSocket {
    this.#sockets.add(socket);
    return socket;
  }

  /** The browser closes what the page has left open. */
  end(): void {
    this.isOver = true;
    for (const link of this.#links) link.close();
    for (const socket of this.#sockets) socket.close(1006);
  }

  /** What happens to one of its connections. */
  whileAlive(events: PeerLinkEvents): PeerLinkEvents {
    const { signal, channel, failed, doubtful, recovered, serverFailed } = events;
    return {
      signal: this.while(signal),
      channel: this.while(channel),
      failed: this.while(failed),
      doubtful: this.while(doubtful),
      recovered: this.while(recovered),
      serverFailed: this.while(serverFailed),
    };
  }
}
