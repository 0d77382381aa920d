import { ShareFolder } from "../saving/share-folder.ts";
import {
  SHARE_PATH,
  SHARED_PARAMETER,
  type ShareRequest,
  type ShareState,
  shareLock,
} from "../saving/share-messages.ts";
import { ShareIntake } from "./share-intake.ts";

/** What of a fetch event this needs. */
type FetchPort = Pick<FetchEvent, "request" | "respondWith" | "waitUntil">;

/** What of the service worker's scope this needs. */
export interface SharesPorts {
  readonly directory: () => Promise<FileSystemDirectoryHandle>;
  readonly locks: LockManager;
  readonly newId: () => string;
  readonly after: (ms: number, task: () => void) => () => void;
}

/** Takes what is shared with the installed page, and keeps it until a page has it. Nothing of it goes to the server. */
export class Shares {
  readonly #ports: SharesPorts;
  readonly #intakes = new Map<string, ShareIntake>();

  constructor(ports: SharesPorts) {
    this.#ports = ports;
  }

  /** Answers a share with the page that is going to have it. @returns whether it was one */
  answer(event: FetchPort): boolean {
    const { request } = event;
    const isShare =
      request.method === "POST" &&
      request.mode === "navigate" &&
      request.destination === "document" &&
      new URL(request.url).pathname === SHARE_PATH;
    if (!isShare) return false;
    const id = this.#ports.newId();
    // The page opens at once and shows how far it is, while this reads on.
    event.waitUntil(this.#take(id, request));
    const page = new URL(`/?${SHARED_PARAMETER}=${id}`, request.url);
    event.respondWith(Response.redirect(page.href, 303));
    return true;
  }

  /** What a page asks. @returns whether it was about a share */
  hear(request: ShareRequest, page: MessagePort | undefined): Promise<void> | undefined {
    if (request.type === "tidy-shares") return this.tidy();
    if (page && !this.#intakes.get(request.id)?.claim(page)) {
      page.postMessage({ type: "failed", reason: "gone" } satisfies ShareState);
    }
    return undefined;
  }

  /** Removes what no page has and nobody takes in any more. */
  async tidy(): Promise<void> {
    const folder = await ShareFolder.open(this.#ports.directory).catch(() => undefined);
    await folder?.tidy(this.#ports.locks);
  }

  async #take(id: string, request: Request): Promise<void> {
    const opened = Promise.withResolvers<ShareFolder>();
    const intake = new ShareIntake({
      file: async (number) => (await opened.promise).file(id, number),
      after: this.#ports.after,
    });
    this.#intakes.set(id, intake);
    // From here on it is in use; a page takes the same lock before it asks for it.
    await this.#ports.locks.request(shareLock(id), { mode: "shared" }, async () => {
      opened.resolve(ShareFolder.open(this.#ports.directory));
      await intake.take(request);
    });
    this.#intakes.delete(id);
    await this.tidy();
  }
}
