import type { Role } from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import type { SessionMessage } from "#protocol/transfer/messages.ts";
import type { TransferEngine } from "../engine/ports.ts";
import { Conversation, failureOf } from "./conversation.ts";
import { Deadline } from "./deadline.ts";
import { FileExchange } from "./file-exchange.ts";
import type { HeldMeeting, HeldSession } from "./held-session.ts";
import type { Ending, Refusal } from "./machine.ts";
import type { MeetingEvents, MeetingOptions, MeetingPorts } from "./meeting-ports.ts";
import { MeetingWaits } from "./meeting-waits.ts";
import { Paths } from "./paths.ts";
import type { EngineHostEvents } from "./ports.ts";
import { Presence } from "./presence.ts";
import { shownWhile } from "./shown-while.ts";
import { WAITS } from "./waits.ts";

/** How long the side that said the last word waits for the other to close. */
const LINGER_MS = WAITS["last-word"];

/** Two devices that have found each other by a code: the paths between them, what they say and what they send. */
export class Meeting {
  readonly #options: MeetingOptions;
  readonly #ports: MeetingPorts;
  readonly #events: MeetingEvents;
  readonly engine: TransferEngine;
  /** What this side offers, and what this person answers. */
  readonly files: FileExchange;
  readonly #conversation: Conversation;
  readonly paths: Paths;
  /** Whether the other device is there, as far as the server and the channel tell. */
  readonly presence: Presence;
  readonly #linger: Deadline;
  /** What is waited for, and for how long. */
  readonly waits: MeetingWaits;
  #hasBegun: boolean;
  /** Nothing is under way, and the person knows. */
  #isQuiet = false;
  #isMuted = false; // nobody looks any more: what still happens is not shown
  #hasStopped = false;
  /** How the other side broke the protocol. */
  #fault: string | undefined;

  constructor(options: MeetingOptions, ports: MeetingPorts, events: MeetingEvents) {
    const { role, place, files, ids, held } = options;
    const { clock, device } = ports;
    this.#options = options;
    const shown = shownWhile(() => !this.#isMuted, ports);
    const waitPorts = {
      clock,
      isMaker: role === "sender",
      dispatch: shown.dispatch,
      facts: () => this.files.facts,
      sayStay: () => this.engine.say({ type: "stay" }),
      ended: (ending: Ending) => this.#waitedTooLong(ending),
    };
    this.waits = new MeetingWaits(waitPorts, { at: held ? "connected" : "connecting", role });
    this.#ports = { ...shown, dispatch: this.waits.dispatch };
    this.#events = events;
    this.#linger = new Deadline(clock);
    this.#hasBegun = held !== undefined;
    const nextOffer = held?.files.nextOffer ?? 0;
    const engineOptions = { session: place.sessionId, role, maxLanes: place.lanes, nextOffer };
    const engine = ports.startEngine(engineOptions, this.#engineEvents());
    this.engine = engine;
    const changed = () => this.#changed();
    this.files = new FileExchange({ ...this.#ports, engine, ids, changed }, nextOffer);
    this.#conversation = new Conversation({
      clock,
      device,
      role,
      engine,
      met: (name) => this.#met(name),
      answered: () => this.presence.answered(),
      silent: () => this.presence.silent(),
      bye: () => this.#conversation.end(this.files.quietEnding ?? "peer-left"),
      ended: (ending) => this.#ended(ending),
    });
    const pathOptions = { role, place, lostConnection: held?.connection };
    this.paths = new Paths(
      pathOptions,
      { ...ports, engine },
      {
        opened: () => this.#opened(),
        path: (path, lanes) => this.#ports.dispatch({ type: "path", path, lanes }),
        doubtful: () => this.#conversation.doubt(),
        down: (until, isPeerReloading) => this.#interrupted(until, isPeerReloading),
        up: () => this.#mended(),
        failed: () => this.#lost(),
      },
    );
    const presencePorts = {
      clock,
      path: this.paths.first,
      conversation: this.#conversation,
      dispatch: this.#ports.dispatch,
      lost: () => this.#lost(),
      stillThere: () => events.stillThere(),
    };
    this.presence = new Presence(presencePorts, held !== undefined);
    this.files.offer(files);
  }

  get role(): Role {
    return this.#options.role;
  }

  /** Whether the devices have spoken to each other: from then on they need no server. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  get isOn(): boolean {
    return !this.#conversation.isOver; // there may still be something to do
  }

  /** What a reload would lose; undefined where that is nothing. */
  get held(): HeldMeeting | undefined {
    const { held: files } = this.files;
    if (!files || this.#conversation.isOver) return undefined;
    return { role: this.role, connection: this.paths.latestConnection, files };
  }

  /** Goes on with what was under way when this page was reloaded. */
  comeBack({ files }: HeldSession): void {
    this.files.comeBack(files);
    this.engine.restore(this.#options.place.sessionId);
    this.paths.first.comeBack();
  }

  /** This person has enough: of what is under way, or of a session in which nothing is. */
  cancel(): void {
    const { quietEnding } = this.files;
    if (quietEnding) this.#conversation.lastWord({ type: "bye" }, quietEnding);
    else this.#conversation.lastWord({ type: "cancel" }, "cancelled");
  }

  /** The page goes away. */
  leave(): void {
    this.#conversation.lastWord({ type: "bye" }, this.files.quietEnding ?? "cancelled");
  }

  /** The page goes away, and another one may take its place: what is under way is kept for it. */
  leaveForReload(): void {
    this.#isMuted = true;
    this.engine.say({ type: "away" });
    this.#stop(true);
    this.#linger.set(LINGER_MS, () => this.#shut());
  }

  /** Nobody looks any more: ends everything, at once or as soon as the last word is out. */
  close(): void {
    this.#isMuted = true;
    if (!this.#linger.isSet) this.#shut();
  }

  #shut(): void {
    this.#linger.clear();
    this.#stop(false);
    this.paths.close();
  }

  /** @param keep leave what is under way to another page */
  #stop(keep: boolean): void {
    this.waits.close();
    this.files.apart();
    this.#conversation.breakOff();
    if (this.#hasStopped) return;
    this.#hasStopped = true;
    void this.engine.stop(keep);
  }

  #engineEvents(): EngineHostEvents {
    return {
      laneOpened: (lane) => {
        if (this.isOn) this.paths.opened(lane); // else its worker has not heard of the end yet
      },
      laneClosed: (lane) => {
        if (this.#conversation.isOver && lane === 0) this.#shut();
        else this.paths.closed(lane);
      },
      heard: (lane) => lane === 0 && this.#heard(),
      said: (message) => this.#said(message),
      broken: (why) => {
        this.#fault = why;
        this.#conversation.lastWord({ type: "error", code: "protocol" }, "protocol");
      },
      offered: (offer) => this.files.offered(offer),
      restored: (offer, plan) => this.files.restored(offer, plan),
      answered: (offer, isAccepted) => this.files.answered(offer, isAccepted),
      capacity: (offer, capacity) => this.files.capacity(offer, capacity),
      report: (changes) => {
        this.waits.progress();
        this.files.report(changes);
      },
      saved: (file, saved) => this.files.saved(file, saved),
      paused: (by) => this.#ports.dispatch({ type: "paused", by, since: this.#ports.clock.now() }),
      lanesWanted: (count) => this.paths.lanes.wantedHere(count),
      settled: (isSettled) => this.files.settled(isSettled),
      failed: () => this.#engineFailed(),
    };
  }

  #opened(): void {
    if (this.#conversation.isOver) return;
    this.#hasBegun = true;
    this.#ports.dispatch({ type: "channel-open" });
    this.#conversation.opened();
    this.#events.changed();
  }

  #heard(): void {
    this.paths.first.heard();
    this.#conversation.heard();
  }

  #said(message: SessionMessage): void {
    this.#heard();
    if (message.type === "lanes") this.paths.lanes.wantedThere(message.wanted);
    else if (message.type === "away") this.paths.first.peerReloads();
    else if (message.type === "choosing")
      this.#ports.dispatch({ type: "peer-choosing", choosing: message.choosing });
    else if (message.type === "stay") this.waits.stay("peer");
    else this.#conversation.take(message);
  }

  #met(device: string): void {
    this.presence.met();
    this.#ports.dispatch({ type: "met", device });
    this.files.met();
    this.waits.met();
  }

  #interrupted(until: Instant, peerReloading: boolean): void {
    if (this.#conversation.isOver) return this.#shut(); // after the last word this is how a channel ends
    if (this.presence.hasPeerLeft) return this.#lost();
    this.#conversation.interrupted();
    this.files.apart();
    this.engine.interrupt();
    this.#ports.dispatch({ type: "interrupted", until, ...(peerReloading && { peerReloading }) });
  }

  #mended(): void {
    this.engine.goOn();
    this.files.met();
    this.#ports.dispatch({ type: "mended" });
  }

  #changed(): void {
    if (this.#conversation.isOver) return;
    this.#events.changed();
    const { isSettled, isDeclined } = this.files;
    if (isSettled && isDeclined) {
      // Both know by now. The side that made the session ends it; the other one hears so at once.
      if (this.role === "sender") this.#conversation.lastWord({ type: "bye" }, "declined");
    } else if (isSettled !== this.#isQuiet) {
      this.#isQuiet = isSettled;
      this.#ports.dispatch({ type: "settled", settled: isSettled });
    } else this.waits.look();
  }

  #waitedTooLong(ending: Ending): void {
    const type = ending === "finished" ? "bye" : "cancel";
    this.#conversation.lastWord({ type }, ending);
  }

  /** There is no way to the other device, or none any more. */
  #lost(): void {
    if (!this.#hasBegun) return this.#cannotConnect(this.paths.first.failure);
    this.#conversation.end(this.files.quietEnding ?? "peer-left");
    this.#shut();
  }

  #engineFailed(): void {
    if (!this.#hasBegun) return this.#cannotConnect({ problem: "page-failed" });
    this.files.failAll();
    this.#conversation.end("page-failed");
    this.#shut();
  }

  #cannotConnect(why: Refusal): void {
    this.#shut();
    this.#events.cannotConnect(why);
  }

  #ended(ending: Ending): void {
    this.waits.close();
    this.files.apart();
    this.engine.end(failureOf(ending));
    this.#linger.set(LINGER_MS, () => this.#shut());
    this.#events.ended(ending, this.#fault);
  }
}
