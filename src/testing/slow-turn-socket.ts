import { openStream, StreamTurnSocket, type TurnSocketOptions } from "../self-check/sockets.ts";

/** A TCP or TLS connection whose end can be slow: it says when its bytes are out, and reads nothing where told so. */
export class SlowTurnSocket extends StreamTurnSocket {
  static override async connect(options: TurnSocketOptions): Promise<SlowTurnSocket> {
    return new SlowTurnSocket(await openStream(options));
  }

  /** Sends and waits until the system has taken it all. */
  written(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => void this.socket.write(bytes, () => resolve()));
  }

  /** Reads nothing any more, so that the system's buffers fill up. */
  stopReading(): void {
    this.socket.pause();
  }

  readAgain(): void {
    this.socket.resume();
  }
}
