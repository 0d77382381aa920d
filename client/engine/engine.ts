import { ProtocolError } from "#protocol/errors.ts";
import { decodeControl, decodeControls, encodeControl } from "#protocol/transfer/codec.ts";
import {
  type ControlMessage,
  isReceiverMessage,
  isSenderMessage,
  isSessionMessage,
} from "#protocol/transfer/messages.ts";
import type { PausedBy, TransferEvent } from "#protocol/transfer/state.ts";
import { ArrivalReports } from "./arrival-reports.ts";
import { ChangeLog } from "./change-log.ts";
import { Inbox } from "./inbox.ts";
import { LaneSet } from "./lane-set.ts";
import { LaneTuner } from "./lane-tuner.ts";
import { Outbox } from "./outbox.ts";
import type { EngineEvents, EngineOptions, EnginePorts, RawChannel, TransferEngine } from "./ports.ts";
import { Throttle } from "./throttle.ts";

/** How often the page hears that something arrives. */
const HEARD_EVERY_MS = 250;

/** How often the speed is looked at while bytes are sent. */
const TUNE_EVERY_MS = 100;

/** How often the first word on a lane is said until it is answered. */
const GREET_EVERY_MS = 1_000;

/** A byte of a slower transfer costs more to send than to pack: about 100 Mbit/s. */
const SLOW_BYTES_PER_SECOND = 12_500_000;

/** The engine of one session (see `TransferEngine`). */
export function createEngine(
  ports: EnginePorts,
  options: EngineOptions,
  events: EngineEvents,
): TransferEngine {
  return new Engine(ports, options, events);
}

class Engine implements TransferEngine {
  readonly #ports: EnginePorts;
  readonly #options: EngineOptions;
  readonly #events: EngineEvents;
  readonly #lanes: LaneSet;
  readonly #arrivals: ArrivalReports;
  readonly #changes: ChangeLog;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #tuner: LaneTuner;
  readonly #heard: Throttle<number>;
  readonly #paused = { me: false, peer: false };
  /** What is kept from before a reload is looked up before anything is taken. */
  #ready: Promise<void> = Promise.resolve();
  #isInterrupted = false;
  #isSettled: boolean | undefined;
  #isTuning = false;
  #wantedLanes = 1;
  #isOver = false;

  constructor(ports: EnginePorts, options: EngineOptions, events: EngineEvents) {
    const { clock, saving } = ports;
    this.#ports = ports;
    this.#lanes = new LaneSet(clock);
    this.#arrivals = new ArrivalReports(clock, (report) => this.#say(report));
    this.#options = options;
    this.#events = events;
    this.#tuner = new LaneTuner(options.maxLanes);
    this.#changes = new ChangeLog(clock, (changes) => events.report(changes));
    this.#heard = new Throttle(clock, HEARD_EVERY_MS, (lane) => events.heard(lane));
    const shared = { changes: this.#changes, say: this.#say, touched: () => this.#touched() };
    this.#outbox = new Outbox({
      ...shared,
      nextOffer: options.nextOffer ?? 0,
      lanes: this.#lanes,
      events,
      mayMove: () => !this.#isInterrupted && !this.#paused.me && !this.#paused.peer,
      isSlow: () => this.#tuner.isBelow(SLOW_BYTES_PER_SECOND),
    });
    this.#inbox = new Inbox({
      ...shared,
      clock,
      saving,
      options,
      events,
      isOwn: (fileId) => this.#outbox.owns(fileId),
    });
  }

  attach(lane: number, raw: RawChannel): void {
    const link = this.#ports.link(raw, {
      opened: () => isCurrent() && this.#events.laneOpened(lane),
      text: (text) => isCurrent() && this.#text(lane, text),
      bytes: (message) => isCurrent() && this.#bytes(lane, message),
      closed: () => isCurrent() && this.#laneClosed(lane),
    });
    const isCurrent = () => this.#lanes.has(lane, link);
    this.#lanes.add(lane, link);
    this.#arrivals.restart(lane);
    if (lane > 0) return;
    this.#inbox.attach();
    this.#outbox.attach();
    this.#tuner.reset();
    this.#wantedLanes = 1;
  }

  use(lane: number, chunkBytes: number): void {
    if (!this.#lanes.use(lane, chunkBytes)) return;
    // Only the maker of a channel may speak first on it; the other end then knows that it may, too.
    if (lane > 0 && this.#options.role === "sender") this.#greet(lane);
    this.#outbox.pump.wake();
  }

  detach(lane: number): void {
    this.#lanes.remove(lane);
    this.#outbox.laneLost(lane);
  }

  readonly say: TransferEngine["say"] = (message) => this.#say(message);

  greeted(): void {
    this.#isInterrupted = false;
    if (this.#paused.me) this.#say({ type: "pause", paused: true });
    this.#outbox.greeted();
    this.#startTuning();
  }

  offer(...[files]: Parameters<TransferEngine["offer"]>): void {
    this.#outbox.offer(files);
  }

  offerAgain(...[offer, files]: Parameters<TransferEngine["offerAgain"]>): void {
    this.#outbox.offerAgain(offer, files);
  }

  restore(): void {
    this.#ready = this.#inbox.restore().then(() => {
      if (this.#isInterrupted) this.#inbox.reportAll({ type: "interrupted" });
    });
  }

  tellCapacity(...[offer, { method, freeBytes }]: Parameters<TransferEngine["tellCapacity"]>): void {
    this.#say({ type: "capacity", offer, method, freeBytes });
  }

  accept(...[offer, plan]: Parameters<TransferEngine["accept"]>): void {
    this.#inbox.accept(offer, plan);
  }

  decline(offer: number): void {
    this.#inbox.decline(offer);
  }

  pause(paused: boolean): void {
    this.#paused.me = paused;
    this.#say({ type: "pause", paused });
    this.#pauseChanged();
  }

  cancel(...[fileId, reason]: Parameters<TransferEngine["cancel"]>): void {
    if (!this.#outbox.cancel(fileId, reason)) this.#inbox.cancel(fileId);
  }

  peek(...[fileId]: Parameters<TransferEngine["peek"]>): Promise<Blob | undefined> {
    return this.#inbox.peek(fileId);
  }

  interrupt(): void {
    this.#isInterrupted = true;
    this.#tuner.pause();
    this.#reportAll({ type: "interrupted" });
  }

  goOn(): void {
    this.#isInterrupted = false;
    this.#reportAll({ type: "resumed" });
    this.#outbox.pump.wake();
  }

  end(...[reason]: Parameters<TransferEngine["end"]>): void {
    this.#isOver = true;
    this.#outbox.end(reason);
    this.#inbox.end(reason);
    this.#changes.flush();
  }

  async stop(keep: boolean): Promise<void> {
    this.#isOver = true;
    await this.#ready;
    await this.#inbox.stop(keep);
    this.#changes.flush();
  }

  /** Until it is answered: a message may be lost that reaches an end before it is ready. */
  #greet(lane: number): void {
    if (this.#isOver || !this.#lanes.greet(lane)) return;
    this.#ports.clock.after(GREET_EVERY_MS, () => this.#greet(lane));
  }

  readonly #say = (message: ControlMessage): void => this.#lanes.say(message);

  #text(lane: number, text: string): void {
    this.#heard.happened(lane);
    // On other lanes than the first the ends only greet each other.
    if (lane > 0) return this.#guard(() => this.#greetedOn(lane, decodeControl(text)));
    void this.#ready.then(() =>
      this.#guard(() => {
        for (const message of decodeControls(text)) if (!this.#isOver) this.#take(message);
      }),
    );
  }

  #greetedOn(lane: number, message: ControlMessage): void {
    if (message.type !== "ping" && message.type !== "pong")
      throw new ProtocolError("bad-value", "lane", "a message that belongs on the first lane");
    this.#lanes.greeted(lane, message.type === "ping" && encodeControl({ type: "pong" }));
    this.#outbox.pump.wake();
  }

  #bytes(lane: number, message: ArrayBuffer): void {
    this.#heard.happened(lane);
    this.#arrivals.add(lane, message.byteLength);
    this.#guard(() => this.#inbox.bytes(message));
  }

  #take(message: ControlMessage): void {
    if (isSessionMessage(message)) return this.#events.said(message);
    if (isSenderMessage(message)) return this.#inbox.receive(message);
    if (isReceiverMessage(message)) return this.#outbox.receive(message);
    if (message.type === "arrived") {
      this.#lanes.arrived(message.lanes);
      return this.#outbox.pump.wake();
    }
    this.#paused.peer = message.paused;
    this.#pauseChanged();
  }

  #guard(take: () => void): void {
    if (this.#isOver) return;
    try {
      take();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#events.broken(error.message);
    }
  }

  #laneClosed(lane: number): void {
    this.detach(lane);
    this.#events.laneClosed(lane);
  }

  #pauseChanged(): void {
    const by: PausedBy | undefined = this.#paused.me ? "me" : this.#paused.peer ? "peer" : undefined;
    this.#events.paused(by);
    this.#reportAll(by ? { type: "paused", by } : { type: "unpaused" });
    if (by) this.#tuner.pause();
    else this.#startTuning();
    this.#outbox.pump.wake();
  }

  #reportAll(event: TransferEvent): void {
    this.#outbox.reportAll(event);
    this.#inbox.reportAll(event);
  }

  #touched(): void {
    const isSettled =
      !(this.#outbox.isEmpty && this.#inbox.isEmpty) && this.#outbox.isSettled && this.#inbox.isSettled;
    if (isSettled === this.#isSettled) return;
    this.#isSettled = isSettled;
    if (!isSettled) this.#startTuning();
    this.#changes.flush();
    this.#events.settled(isSettled);
  }

  #startTuning(): void {
    if (this.#isTuning || this.#isOver) return;
    this.#isTuning = true;
    this.#ports.clock.after(TUNE_EVERY_MS, () => this.#tune());
  }

  /** While bytes are sent the speed is measured, and lanes are wished for as it says. */
  #tune(): void {
    this.#isTuning = false;
    if (this.#isOver || this.#isInterrupted || this.#isSettled || this.#paused.me || this.#paused.peer)
      return;
    this.#startTuning();
    for (const lane of this.#lanes.newlyStuck(this.#ports.clock.now())) this.#outbox.laneLost(lane);
    if (!this.#outbox.isBusy) return this.#tuner.pause();
    const wanted = this.#tuner.add({
      now: this.#ports.clock.now(),
      leftBytes: this.#lanes.leftBytes,
      lanes: this.#lanes.open.length,
      heldUp: this.#outbox.pump.takeWaitedForLanes(),
    });
    if (wanted === this.#wantedLanes) return;
    this.#wantedLanes = wanted;
    this.#events.lanesWanted(wanted);
  }
}
