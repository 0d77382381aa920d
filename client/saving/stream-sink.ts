import type { Millis } from "#protocol/time.ts";
import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { KeptPiece, SavedFile } from "../engine/ports.ts";
import type { MethodSink } from "./method-sink.ts";
import type { StreamAnswer, StreamRequest } from "./stream-messages.ts";

/** How long the browser may take to begin a download. */
const START_MS: Millis = 15_000;

/** How long the service worker may be silent; a disk may be slower, and for that it is asked. */
const SILENCE_MS: Millis = 10_000;

/** Hands a file on to the browser's own download while it arrives (XFER16). */
export class StreamSink implements MethodSink {
  readonly method: SaveMethod = "stream";
  readonly kept: readonly KeptPiece[] = [];
  readonly #port: MessagePort;
  readonly #pause: (ms: Millis) => Promise<void>;
  #bytes = 0;
  /** How many more pieces the browser takes now. */
  #wanted = 0;
  #isCancelled = false;
  #wake: () => void = () => undefined;

  private constructor(port: MessagePort, pause: (ms: Millis) => Promise<void>) {
    this.#port = port;
    this.#pause = pause;
    port.onmessage = ({ data }: MessageEvent<StreamAnswer>) => {
      if (data.type === "next") this.#wanted++;
      if (data.type === "cancelled") this.#isCancelled = true;
      this.#wake();
    };
  }

  /** Resolves when the browser has begun the download. Rejects where it does not. */
  static async open(port: MessagePort, pause: (ms: Millis) => Promise<void>): Promise<StreamSink> {
    const sink = new StreamSink(port, pause);
    const hasBegun = await sink.#hears(START_MS);
    if (!hasBegun || sink.#isCancelled) {
      await sink.abort();
      throw new Error("the browser did not begin the download");
    }
    return sink;
  }

  async read(): Promise<Uint8Array<ArrayBuffer>> {
    throw new Error("what is handed on cannot be read");
  }

  async truncate(bytes: number): Promise<void> {
    if (bytes !== this.#bytes) throw new Error("what is handed on cannot be taken back");
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#untilWanted();
    this.#wanted--;
    this.#bytes += bytes.byteLength;
    const copy = bytes.slice().buffer;
    this.#say({ type: "bytes", bytes: copy }, [copy]);
  }

  async soFar(): Promise<undefined> {}

  async finish(): Promise<SavedFile> {
    await this.#untilWanted(); // the browser has taken what came before
    this.#say({ type: "end" });
    return { type: "in-place" };
  }

  async abort(): Promise<void> {
    this.#say({ type: "abort" });
  }

  suspend(): Promise<void> {
    return this.abort();
  }

  async #untilWanted(): Promise<void> {
    while (this.#wanted === 0 && !this.#isCancelled) {
      if (await this.#hears(SILENCE_MS)) continue;
      this.#say({ type: "ping" });
      if (!(await this.#hears(SILENCE_MS))) throw new Error("the download has stopped");
    }
    if (this.#isCancelled) throw new Error("the download was cancelled");
  }

  /** @returns whether anything is heard within that time */
  #hears(withinMs: Millis): Promise<boolean> {
    const heard = new Promise<boolean>((resolve) => {
      this.#wake = () => resolve(true);
    });
    return Promise.race([heard, this.#pause(withinMs).then(() => false)]);
  }

  #say(request: StreamRequest, transfer: Transferable[] = []): void {
    this.#port.postMessage(request, transfer);
  }
}
