import * as v from "valibot";
import { FileId, ResumeToken, SessionId } from "#protocol/ids.ts";
import { MAX_LANES } from "#protocol/lanes.ts";
import { Role } from "#protocol/signaling/messages.ts";
import type { PageClock, Place, SessionMemory } from "./ports.ts";

/** Raised when what an older page left could be misunderstood. */
const HELD_VERSION = 1;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A file of this side; its bytes are what the browser forgets. */
const HeldFile = v.strictObject({
  fileId: FileId,
  name: v.string(),
  path: v.optional(v.string()),
  isText: v.optional(v.literal(true)),
  size: count,
});
export type HeldFile = v.InferOutput<typeof HeldFile>;

/** An offer of this side of which something is not settled. */
const HeldOffer = v.strictObject({ offer: count, files: v.array(HeldFile) });
export type HeldOffer = v.InferOutput<typeof HeldOffer>;

/** What a page needs to know of this side's files to go on after a reload. */
const HeldFiles = v.strictObject({
  offers: v.array(HeldOffer),
  /** With what the count of offers, and that of ids, goes on. */
  nextOffer: count,
  nextId: count,
});
export type HeldFiles = v.InferOutput<typeof HeldFiles>;

/** All that a page keeps to take part in its session again after a reload (PAGE18). */
const HeldSession = v.strictObject({
  version: v.literal(HELD_VERSION),
  heldAt: v.number(),
  role: Role,
  place: v.strictObject({
    sessionId: SessionId,
    resumeToken: ResumeToken,
    graceMs: count,
    heartbeatMs: count,
    chunkBytes: count,
    lanes: v.pipe(count, v.minValue(1), v.maxValue(MAX_LANES)),
  }),
  /** The latest connection of which this side knows. */
  connection: count,
  files: HeldFiles,
});
export type HeldSession = v.InferOutput<typeof HeldSession>;

/** What a meeting knows of itself that a reload would lose. */
export interface HeldMeeting extends Pick<HeldSession, "role" | "connection" | "files"> {}

/** Keeps a session over a reload, in the browser's memory of this tab. */
export class HeldMemory {
  readonly #memory: SessionMemory;
  readonly #clock: PageClock;

  constructor(memory: SessionMemory, clock: PageClock) {
    this.#memory = memory;
    this.#clock = clock;
  }

  /** @returns whether there is something to keep, and room for it */
  keep(meeting: HeldMeeting | undefined, place: Place | undefined): boolean {
    if (!meeting || !place) {
      this.forget();
      return false;
    }
    const { sessionId, resumeToken, graceMs, heartbeatMs, chunkBytes, lanes } = place;
    const held: HeldSession = {
      version: HELD_VERSION,
      heldAt: this.#clock.now(),
      ...meeting,
      place: { sessionId, resumeToken, graceMs, heartbeatMs, chunkBytes, lanes },
    };
    return this.#memory.remember(JSON.stringify(held));
  }

  /** What the page before this one kept; undefined where there is nothing to go on with. */
  async recall(): Promise<HeldSession | undefined> {
    const { text = "", hasLeft = false } = (await this.#memory.recall()) ?? {};
    const held = decodeHeld(text);
    if (held && !(hasLeft && this.#isTooLate(held))) return held;
    this.forget();
    return undefined;
  }

  forget(): void {
    this.#memory.forget();
  }

  /** Whether nobody waits any more for a page that went away then. */
  #isTooLate({ heldAt, place }: HeldSession): boolean {
    return this.#clock.now() - heldAt > place.graceMs;
  }
}

/** Undefined for what a page of another version left, or somebody else. */
function decodeHeld(text: string): HeldSession | undefined {
  try {
    return v.parse(HeldSession, JSON.parse(text));
  } catch {
    return undefined;
  }
}
