import type { Millis } from "#protocol/time.ts";
import { encodeControl, joinControls } from "#protocol/transfer/codec.ts";
import { type ControlMessage, MAX_CONTROL_LENGTH } from "#protocol/transfer/messages.ts";
import type { EngineClock } from "./ports.ts";

/** So long the word of a single file waits for others: with thousands of small ones, each message costs as much. */
const HOLD_MS: Millis = 5;

/** Messages of which there is one for each file, and that nobody waits for to the millisecond. */
const MAY_WAIT: ReadonlySet<ControlMessage["type"]> = new Set(["file_complete", "file_verified"]);

/** Characters around and between messages in one text. */
const PUNCTUATION = 2;

/** Sends control messages in the order in which they are said, several in one text where they may wait (XFER3). */
export class ControlWriter {
  readonly #clock: EngineClock;
  readonly #send: (text: string) => void;
  #held: string[] = [];
  #heldLength = 0;
  #isDue = false;

  constructor(clock: EngineClock, send: (text: string) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  say(message: ControlMessage): void {
    const text = encodeControl(message);
    if (this.#heldLength + text.length + PUNCTUATION > MAX_CONTROL_LENGTH) this.#flush();
    this.#held.push(text);
    this.#heldLength += text.length + PUNCTUATION;
    if (!MAY_WAIT.has(message.type)) return this.#flush();
    if (this.#isDue) return;
    this.#isDue = true;
    this.#clock.after(HOLD_MS, () => {
      this.#isDue = false;
      this.#flush();
    });
  }

  /** What waits belonged to a channel that is lost. */
  reset(): void {
    this.#held = [];
    this.#heldLength = 0;
  }

  #flush(): void {
    if (this.#held.length > 0) this.#send(joinControls(this.#held));
    this.reset();
  }
}
