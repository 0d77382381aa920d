import type { Millis } from "#protocol/time.ts";
import { NoRoom } from "../engine/ports.ts";
import { asNoRoom } from "../saving/no-room.ts";
import type { Shared, ShareState } from "../saving/share-messages.ts";
import { type MakeFile, ShareForm } from "./share-form.ts";

/** How long a share waits for the page that it was opened for. */
const CLAIM_MS: Millis = 60_000;

/** How often a page that waits hears how far it is, and that this worker still lives. */
const TELL_EVERY_MS: Millis = 250;

/** What a share needs of the service worker. */
export interface IntakePorts {
  readonly file: MakeFile;
  readonly after: (ms: Millis, task: () => void) => () => void;
}

/** Firefox gives no stream of a request's body, but puts a large one on disk when it is asked for as a Blob. */
export interface ShareRequestBody extends Pick<Request, "headers" | "blob"> {
  readonly body?: Request["body"];
}

/** One share: its files go to disk as they are read, and then to the page that claims it. */
export class ShareIntake {
  readonly #ports: IntakePorts;
  readonly #claimed = Promise.withResolvers<MessagePort | undefined>();
  #isClaimed = false;
  #bytes = 0;

  constructor(ports: IntakePorts) {
    this.#ports = ports;
  }

  /** The page is there, and hears on this port what becomes of it. A share has one page. @returns whether it is it */
  claim(page: MessagePort): boolean {
    if (this.#isClaimed) return false;
    this.#isClaimed = true;
    this.#claimed.resolve(page);
    return true;
  }

  /** Resolves when a page has got all of it, it has failed, or no page came in time. */
  async take(request: ShareRequestBody): Promise<void> {
    const stopTelling = this.#tellWhileReading();
    const end = await this.#read(request).then(
      (shared): ShareState => ({ type: "ready", shared }),
      (error: unknown): ShareState => ({ type: "failed", reason: reasonOf(error) }),
    );
    stopTelling();
    const giveUp = this.#ports.after(CLAIM_MS, () => this.#claimed.resolve(undefined));
    const page = await this.#claimed.promise;
    this.#isClaimed = true;
    giveUp();
    page?.postMessage(end);
  }

  async #read(request: ShareRequestBody): Promise<Shared> {
    const form = new ShareForm(request.headers.get("content-type"), this.#ports.file);
    const body = request.body ?? (await request.blob()).stream();
    const reader = body.getReader();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.#bytes += part.value.length;
        await form.write(part.value);
      }
      return form.end();
    } catch (error) {
      await form.abort();
      reader.cancel().catch(() => undefined); // what is left of it is nobody's
      throw error;
    }
  }

  #tellWhileReading(): () => void {
    let cancel = () => {};
    let isOver = false;
    const tell = (page: MessagePort | undefined) => {
      if (isOver) return;
      page?.postMessage({ type: "reading", bytes: this.#bytes } satisfies ShareState);
      cancel = this.#ports.after(TELL_EVERY_MS, () => tell(page));
    };
    void this.#claimed.promise.then(tell);
    return () => {
      isOver = true;
      cancel();
    };
  }
}

function reasonOf(error: unknown): "no-room" | "broken" {
  return asNoRoom(error) instanceof NoRoom ? "no-room" : "broken";
}
