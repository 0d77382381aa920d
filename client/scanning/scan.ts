import type { SessionCode } from "#protocol/ids.ts";
import { type FoundCode, foundCode } from "../pairing/code-text.ts";
import { Deadline } from "../session/deadline.ts";
import type { PageClock } from "../session/ports.ts";
import { WAITS } from "../session/waits.ts";

/** Between two looks at the camera's picture: quick for a person, and little work for a phone. */
const LOOK_EVERY_MS = 100;

/** Why no code came of it. Each is a sentence with a next step in the page's texts. */
export type ScanFailure =
  /** The person, the browser or the page's settings do not allow it. */
  | "denied"
  | "no-camera"
  /** Another program or tab has it. */
  | "in-use"
  /** The browser says nothing, or the question was not answered. */
  | "no-picture"
  /** What reads the picture could not be loaded, or failed. */
  | "no-reader"
  | "nothing-seen";

/** What the person sees of it. */
export type ScanState =
  | { readonly at: "starting" }
  | { readonly at: "looking"; readonly picture: MediaStream }
  /** Something was seen that is no code of this product; it goes on looking. */
  | { readonly at: "looking"; readonly picture: MediaStream; readonly sawOther: true }
  | ({ readonly at: "elsewhere" } & Omit<Extract<FoundCode, { type: "elsewhere" }>, "type">)
  | { readonly at: "failed"; readonly why: ScanFailure };

/** A camera that is on. */
export interface Camera {
  readonly picture: MediaStream;
  /** It was unplugged, or another program took it. */
  readonly lost: (then: () => void) => void;
  stop(): void;
}

export interface ScanPorts {
  readonly clock: PageClock;
  /** Where this page was opened. */
  readonly origin: string;
  /** Rejects with a `ScanFailure` as its `cause`. */
  readonly openCamera: () => Promise<Camera>;
  /** Loads what reads codes. Rejects where that fails. @returns the texts of all QR codes that are seen now */
  readonly openReader: () => Promise<() => Promise<readonly string[]>>;
}

export interface ScanEvents {
  changed(state: ScanState): void;
  found(code: SessionCode): void;
}

/**
 * Looks through the camera for a code of this product, and switches the camera off when it has one, when it has looked
 * for long enough, or when nobody wants it any more (FLOW2).
 */
export class Scan {
  readonly #ports: ScanPorts;
  readonly #events: ScanEvents;
  readonly #patience: Deadline;
  readonly #next: Deadline;
  #camera: Camera | undefined;
  #isOver = false;

  constructor(ports: ScanPorts, events: ScanEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#patience = new Deadline(ports.clock);
    this.#next = new Deadline(ports.clock);
  }

  async start(): Promise<void> {
    this.#events.changed({ at: "starting" });
    this.#patience.set(WAITS.camera, () => this.#fail("no-picture"));
    const reading = this.#ports.openReader().catch(() => undefined);
    let camera: Camera;
    try {
      camera = await this.#ports.openCamera();
    } catch (error) {
      return this.#fail(failureOf(error));
    }
    if (this.#isOver) return camera.stop(); // consent came too late
    this.#camera = camera;
    camera.lost(() => this.#fail("in-use"));
    this.#events.changed({ at: "looking", picture: camera.picture });
    this.#patience.set(WAITS.scan, () => this.#fail("nothing-seen"));
    const read = await reading;
    if (read) await this.#look(read);
    else this.#fail("no-reader");
  }

  /** Nobody wants it any more; nothing is told after this. */
  stop(): void {
    this.#isOver = true;
    this.#patience.clear();
    this.#next.clear();
    this.#camera?.stop();
    this.#camera = undefined;
  }

  async #look(read: () => Promise<readonly string[]>): Promise<void> {
    if (this.#isOver) return;
    let texts: readonly string[];
    try {
      texts = await read();
    } catch {
      return this.#fail("no-reader");
    }
    if (this.#isOver) return;
    const found = texts.map((text) => foundCode(text, this.#ports.origin)).find(Boolean);
    if (found) return this.#found(found);
    const picture = this.#camera?.picture;
    if (texts.length > 0 && picture) this.#events.changed({ at: "looking", picture, sawOther: true });
    this.#next.set(LOOK_EVERY_MS, () => void this.#look(read));
  }

  #found({ type, ...found }: FoundCode): void {
    this.stop();
    if (type === "here") this.#events.found(found.code);
    else this.#events.changed({ at: "elsewhere", ...(found as Omit<Elsewhere, "type">) });
  }

  #fail(why: ScanFailure): void {
    if (this.#isOver) return;
    this.stop();
    this.#events.changed({ at: "failed", why });
  }
}

type Elsewhere = Extract<FoundCode, { type: "elsewhere" }>;

/** What a camera's error means; a browser's own words are for nobody. */
function failureOf(error: unknown): ScanFailure {
  const cause = error instanceof Error ? error.cause : undefined;
  const known: readonly unknown[] = ["denied", "no-camera", "in-use", "no-picture"];
  return known.includes(cause) ? (cause as ScanFailure) : "no-picture";
}
