import type { SessionCode } from "#protocol/ids.ts";
import type { ClientMessage } from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import { CodeLife } from "./code-life.ts";
import type { SessionPorts } from "./ports.ts";

/** A code as the server gives it out. */
export interface GivenCode {
  readonly code: SessionCode;
  readonly expiresInMs: Millis;
  readonly publicUrl: string | null;
  /** How many devices may still join it. */
  readonly receivers: number;
}

type Ports = Pick<SessionPorts, "clock" | "dispatch" | "origin">;

export interface ShownCodeEvents {
  /** To the server; lost while it cannot be reached. */
  readonly say: (message: ClientMessage) => void;
  readonly expired: () => void;
}

/** The code that this page shows: how long it is good, and for how many. */
export class ShownCode {
  readonly #ports: Ports;
  readonly #say: (message: ClientMessage) => void;
  readonly #life: CodeLife;
  /** What the person wants, also of a code that takes the place of this one. */
  #wantsMore = false;

  constructor(ports: Ports, { say, expired }: ShownCodeEvents) {
    this.#ports = ports;
    this.#say = say;
    this.#life = new CodeLife(ports.clock, {
      expiring: () => ports.dispatch({ type: "code-expiring" }),
      expired,
    });
  }

  get isOn(): boolean {
    return this.#life.isOn;
  }

  /** @param isReplaced the server has forgotten the code before this one */
  show({ code, expiresInMs, publicUrl, receivers }: GivenCode, isReplaced: boolean): void {
    const { dispatch, origin } = this.#ports;
    const joinUrl = `${publicUrl ?? origin}/#${code}`;
    const expiresAt = this.#life.begin(expiresInMs);
    const notice = isReplaced && { notice: "code-replaced" as const };
    dispatch({ type: "code-ready", code, joinUrl, expiresAt, receivers, ...notice });
    this.sayAgain();
  }

  /** One that has admitted a device already, and goes on to do so. */
  takeOver(given: GivenCode): void {
    this.show(given, false);
    this.#wantsMore = given.receivers > 1;
    this.admits(this.#wantsMore);
  }

  /** One device only, or several (MANY1). */
  admit(more: boolean): void {
    this.#wantsMore = more;
    this.#say({ type: "admit", more });
  }

  /** What the server cannot know of a new code, or may have missed while the line was down. */
  sayAgain(): void {
    if (this.#wantsMore && this.isOn) this.#say({ type: "admit", more: true });
  }

  /** What the server makes of it. */
  admits(more: boolean): void {
    this.#ports.dispatch({ type: "admits", more });
  }

  /** Other files, other people. */
  forgetWish(): void {
    this.#wantsMore = false;
  }

  end(): void {
    this.#life.end();
  }
}
