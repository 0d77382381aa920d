import type { Instant, Millis } from "#protocol/time.ts";
import type { PausedBy } from "#protocol/transfer/state.ts";
import { Deadline } from "./deadline.ts";
import type { Ending, Session } from "./machine.ts";
import { step } from "./machine.ts";
import type { PageClock, SessionPorts } from "./ports.ts";
import { ENDING_AFTER, type ServerWait, WAITS, type Wait, type WaitFacts, waitOf } from "./waits.ts";

/** How much later than the side that made the session the other one ends it by itself. */
const AFTER_MAKER_MS = 5_000;

/** From here on a session that somebody wanted to stay says once more when it ends. */
const STAY_MS: Millis = WAITS.stay - WAITS.quiet;

export interface MeetingWaitsPorts {
  readonly clock: PageClock;
  readonly isMaker: boolean;
  readonly dispatch: SessionPorts["dispatch"];
  readonly facts: () => WaitFacts;
  /** This person wants to stay: the other side has to hear it. */
  readonly sayStay: () => void;
  /** It has waited for long enough. */
  readonly ended: (ending: Ending) => void;
}

/**
 * What two devices that have met wait for, and that no wait is for ever (FLOW6): follows the state that is shown, and
 * ends the session when the time of a wait is over. While nothing is under way it ends soon, unless one of both people
 * wants to stay (FLOW3).
 */
export class MeetingWaits {
  readonly #ports: MeetingWaitsPorts;
  readonly #deadline: Deadline;
  readonly #notice: Deadline;
  #session: Session;
  #wait: Wait | ServerWait | undefined;
  #isOver = false;

  /** @param session as it is shown when the devices begin to look for each other */
  constructor(ports: MeetingWaitsPorts, session: Session) {
    this.#ports = ports;
    this.#deadline = new Deadline(ports.clock);
    this.#notice = new Deadline(ports.clock);
    this.#session = session;
  }

  /** Shows what happens, and waits for what comes next. */
  readonly dispatch: SessionPorts["dispatch"] = (event) => {
    this.#session = step(this.#session, event);
    this.#ports.dispatch(event);
    this.look();
  };

  /** What is waited for may be something else now. */
  look(): void {
    if (this.#isOver || this.#session.at !== "connected") return;
    const wait = waitOf(this.#session, this.#ports.facts());
    if (wait === this.#wait) return;
    this.#wait = wait;
    this.#restart();
  }

  /** Something has arrived, here or there; also while the files of one direction are to be chosen again. */
  progress(): void {
    if (!this.#isOver && (this.#wait === "progress" || this.#wait === "choosing")) this.#restart();
  }

  /** One of both people wants the session to stay. */
  stay(by: PausedBy): void {
    if (this.#isOver || this.#staysBy) return;
    if (by === "me") this.#ports.sayStay();
    this.dispatch({ type: "stays", by });
  }

  /** The devices have met on another channel: what was said on the one before may be lost. */
  met(): void {
    if (this.#staysBy === "me") this.#ports.sayStay();
  }

  /** Nothing is waited for any more. */
  close(): void {
    this.#isOver = true;
    this.#deadline.clear();
    this.#notice.clear();
  }

  get #staysBy(): PausedBy | undefined {
    return this.#session.at === "connected" ? this.#session.staysBy : undefined;
  }

  #restart(): void {
    this.#deadline.clear();
    this.#notice.clear();
    this.#showStalled(undefined);
    const wait = this.#wait;
    if (wait === "quiet") return this.#countDown();
    this.#showEnd(undefined);
    if (wait === "stay") return this.#deadline.set(STAY_MS, () => this.#stayIsOver());
    const ending = wait && ENDING_AFTER[wait];
    if (!ending) return; // a part of its own ends it
    if (wait === "progress") {
      const since = this.#ports.clock.now();
      this.#notice.set(WAITS["progress-notice"], () => this.#showStalled(since));
    }
    this.#deadline.set(WAITS[wait as Wait], () => this.#ports.ended(ending));
  }

  #countDown(): void {
    this.#showEnd(this.#ports.clock.now() + WAITS.quiet);
    const afterMaker = this.#ports.isMaker ? 0 : AFTER_MAKER_MS;
    this.#deadline.set(WAITS.quiet + afterMaker, () => this.#ports.ended("finished"));
  }

  #stayIsOver(): void {
    this.dispatch({ type: "stays", by: undefined });
  }

  #showEnd(at: Instant | undefined): void {
    if (this.#session.at === "connected" && this.#session.endsAt !== at) this.#show({ type: "ends", at });
  }

  #showStalled(since: Instant | undefined): void {
    if (this.#session.at === "connected" && this.#session.stalledSince !== since)
      this.#show({ type: "stalled", since });
  }

  /** Shows what this part alone knows. */
  #show(event: Parameters<SessionPorts["dispatch"]>[0]): void {
    this.#session = step(this.#session, event);
    this.#ports.dispatch(event);
  }
}
