import type { SessionCode, SessionId } from "#protocol/ids.ts";
import { CLOSE, type SocketEnd } from "#protocol/signaling/close-codes.ts";
import type {
  ClientMessage,
  ErrorCode,
  IceServer,
  Joined,
  NextPlace,
  ServerMessage,
  Signal,
} from "#protocol/signaling/messages.ts";
import type { Millis } from "#protocol/time.ts";
import type { AuditEntry } from "../ports/audit.ts";
import type { Visitor } from "../ports/discovery.ts";
import { HOST_SEAT, type NextSession } from "../ports/session-store.ts";
import type { ConnectionOptions, ConnectionPorts, Line } from "./connection-ports.ts";
import { BINARY, type FrameHandler, Frames } from "./frames.ts";
import type { Refreshed } from "./ice-refresh.ts";
import { toldError } from "./message-of-error.ts";
import { traceMessage } from "./message-spans.ts";
import type { Place, Seat } from "./sessions.ts";
import { type LiveCode, type PlaceSecrets, secretsOf, toldCode, toldPlace } from "./told-place.ts";

const PONG: ServerMessage = { type: "pong" };

/** One browser's WebSocket, without the socket: text in, messages out. Survives whatever a browser sends. */
export class Connection implements Seat, FrameHandler, Refreshed, Visitor {
  readonly #ports: ConnectionPorts;
  readonly #options: ConnectionOptions;
  readonly #line: Line;
  readonly #frames: Frames;
  #place: Place | undefined;
  #ownCode: SessionCode | undefined;
  #isClosed = false;
  /** The last error that it was told. */
  #refusal: ErrorCode | undefined;
  #end: SocketEnd = "lost";

  constructor(options: ConnectionOptions, ports: ConnectionPorts, line: Line) {
    this.#options = options;
    this.#ports = ports;
    this.#line = line;
    this.#frames = new Frames(ports.limits, options.client, this);
  }

  /** One text frame. Never throws for anything that a peer can send (SIG2, SIG3). */
  receive(text: string): void {
    this.#frames.take(text);
  }

  /** A frame that is not text (SIG2). */
  receiveBinary(): void {
    this.#frames.take(BINARY);
  }

  /**
   * The socket is gone.
   *
   * @param end "left" gives its place up (SIG8, SIG14)
   */
  async closed(end: SocketEnd): Promise<void> {
    this.#isClosed = true;
    this.#frames.close();
    this.#end = end;
    await this.#giveUp();
  }

  send(message: ServerMessage): void {
    this.#line.send(message);
  }

  get address(): string {
    return this.#options.address;
  }

  get isAddressShared(): boolean {
    return this.#options.isAddressShared;
  }

  async takeInvite(): Promise<Millis> {
    const waitMs = await this.#ports.limits.take("invites", this.#options.client);
    if (waitMs > 0) this.#record("limited", { limit: "invites" });
    return waitMs;
  }

  peerJoined(next: NextSession | undefined): void {
    this.send({ type: "peer-joined", ...this.#describeNext(next) });
  }

  released(): void {
    this.#place = undefined;
    this.#ownCode = undefined;
    this.#ports.iceRefresh.forget(this);
  }

  refreshIceServers(): void {
    if (!this.#place) return;
    this.send({ type: "ice-servers", iceServers: this.#iceServersFor(this.#place.table.sessionId) });
  }

  replaced(): void {
    this.released();
    this.#line.close(CLOSE.replaced, "this place is in use on a newer connection");
  }

  pong(): void {
    this.#ports.counts.messages.count("ping");
    this.send(PONG);
  }

  flooded(reason: string): void {
    this.#line.close(CLOSE.policy, reason);
  }

  fault(error: unknown): void {
    this.#line.fault(error);
  }

  async handle(message: ClientMessage): Promise<void> {
    const { tracer } = this.#ports;
    if (tracer.isOn) await this.#dispatchTraced(message);
    else await this.#dispatch(message);
    if (this.#isClosed) await this.#giveUp(); // it went while a place was being found for it
  }

  refuse(code: ErrorCode, retryAfterMs?: Millis): void {
    this.#refusal = code;
    this.#ports.counts.refused(code);
    this.send(toldError(code, retryAfterMs));
  }

  async #dispatchTraced(message: ClientMessage): Promise<void> {
    const { tracer, clock, sessions } = this.#ports;
    const sessionSpan = () => this.#place && sessions.spanOf(this.#place);
    const [startedAt, before] = [clock.now(), sessionSpan()];
    this.#refusal = undefined;
    await this.#dispatch(message);
    const session = sessionSpan() ?? before;
    const { span: socket } = this.#line;
    traceMessage(tracer, { type: message.type, startedAt, session, socket, error: this.#refusal });
  }

  async #dispatch(message: ClientMessage): Promise<void> {
    if (message.type !== "ping") this.#ports.counts.messages.count(message.type);
    switch (message.type) {
      case "create":
        return this.#create();
      case "join":
        return this.#join(message.code);
      case "resume":
        return this.#resume(message);
      case "restore":
        return this.#restore(message);
      case "admit":
        return this.#admit(message.more);
      case "signal":
        return this.#relay(message);
      case "ping":
        return this.pong();
      case "leave":
        return this.#leave();
      default:
        return this.#ports.discovery.hear(this, message);
    }
  }

  async #create(): Promise<void> {
    const { sessions, peer } = this.#ports;
    if (this.#place) return this.refuse("already-in-session");
    if (await this.#isOverLimit("creates")) return;
    const created = await sessions.create(this);
    if (typeof created === "string") return this.refuse(created);
    const { place, code, expiresAt } = created;
    this.#place = place;
    this.#ownCode = code;
    this.#record("created");
    const live = { code, expiresAt, receivers: peer.receivers };
    this.send({ type: "created", ...this.#describeCode(live, secretsOf(place)) });
  }

  /** What is asked of a code that is used up, or of none, holds for nothing: the answer says so. */
  async #admit(more: boolean): Promise<void> {
    const admits = this.#place && (await this.#ports.sessions.admit(this.#place, more));
    this.send({ type: "admits", more: admits === true });
  }

  async #join(code: SessionCode): Promise<void> {
    if (this.#place) return this.refuse(this.#ownCode === code ? "own-code" : "already-in-session");
    const { sessions, limits, missBudget, joinQueue } = this.#ports;
    const { client } = this.#options;
    if ((await this.#isOverLimit("joins")) || (await this.#isOverLimit("misses"))) return;
    // Paid for before the code is looked up: right or wrong, known or expired, the way to here is the same.
    const waitMs = await joinQueue.enter(() => this.#isClosed);
    if (waitMs > 0 || this.#isClosed) {
      await limits.giveBack("misses", client);
      if (!this.#isClosed) this.#limited("global-misses", waitMs);
      return;
    }
    const joined = await sessions.join(code, this);
    if (typeof joined === "string") {
      missBudget.missed();
      this.#record("missed");
      return this.refuse(joined);
    }
    this.#place = joined.place;
    this.send({ type: "joined", ...this.#describe(secretsOf(joined.place)) });
    if (joined.peer === "away") this.send({ type: "peer-away" });
    sessions.announceGuest(joined);
    missBudget.refund();
    await limits.giveBack("misses", client);
    this.#record("joined");
    if (joined.next) this.#ports.audit.record({ action: "created", sessionId: joined.next.sessionId });
  }

  async #resume({ sessionId, resumeToken }: Extract<ClientMessage, { type: "resume" }>): Promise<void> {
    if (this.#place) return this.refuse("already-in-session");
    if (await this.#isOverLimit("joins")) return;
    const resumed = await this.#ports.sessions.resume(sessionId, resumeToken, this);
    if (typeof resumed === "string") return this.refuse(resumed);
    this.#place = resumed.place;
    this.#record("resumed");
    const { place, peer, next } = resumed;
    const iceServers = this.#iceServersFor(place.table.sessionId);
    this.send({ type: "resumed", peer, iceServers, ...this.#describeNext(next) });
    await this.#deliverKept(resumed.place);
    this.#ports.sessions.announce(resumed.place, "peer-back");
  }

  async #restore(message: Extract<ClientMessage, { type: "restore" }>): Promise<void> {
    const { sessionId, resumeToken, role } = message;
    if (this.#place) return this.refuse("already-in-session");
    if (await this.#isOverLimit("creates")) return;
    const seat = role === "sender" ? HOST_SEAT : HOST_SEAT + 1;
    const place = await this.#ports.sessions.restore({ sessionId, seat }, resumeToken, this);
    if (typeof place === "string") return this.refuse(place);
    this.#place = place;
    this.#record("restored");
    this.send({ type: "joined", ...this.#describe(secretsOf(place)) });
    await this.#deliverKept(place);
    this.#ports.sessions.announce(place, "peer-joined");
  }

  async #deliverKept(place: Place): Promise<void> {
    for (const message of await this.#ports.sessions.collect(place)) this.send(message);
  }

  async #relay(signal: Signal): Promise<void> {
    const reached = this.#place && (await this.#ports.sessions.relay(this.#place, signal));
    if (!reached) this.refuse("no-peer");
  }

  async #leave(): Promise<void> {
    const place = this.#place;
    this.released();
    if (place) await this.#ports.sessions.leave(place);
  }

  /** The socket is gone, and the place with it or not yet. */
  async #giveUp(): Promise<void> {
    this.#ports.discovery.left(this);
    if (this.#end === "left") return this.#leave();
    const place = this.#place;
    this.released();
    if (place) await this.#ports.sessions.lost(place, this, this.#end === "reloading");
  }

  #describe(secrets: PlaceSecrets): Omit<Joined, "type"> {
    return toldPlace(secrets, this.#ports.peer, this.#iceServersFor(secrets.sessionId));
  }

  #describeCode(live: LiveCode, secrets: PlaceSecrets): NextPlace {
    return toldCode(live, this.#options.publicUrl, this.#ports.clock.now(), this.#describe(secrets));
  }

  #describeNext(next: NextSession | undefined): { next?: NextPlace } {
    return next ? { next: this.#describeCode(next, next) } : {};
  }

  /** New ones; the next are due before the credentials in these run out. */
  #iceServersFor(sessionId: SessionId): IceServer[] {
    this.#ports.iceRefresh.got(this);
    return this.#ports.peer.iceServers(this.#options.hosts, sessionId);
  }

  async #isOverLimit(what: "creates" | "joins" | "misses"): Promise<boolean> {
    const waitMs = await this.#ports.limits.take(what, this.#options.client);
    if (waitMs > 0) this.#limited(what, waitMs);
    return waitMs > 0;
  }

  #limited(limit: string, waitMs: Millis): void {
    this.#record("limited", { limit });
    this.refuse("rate-limited", waitMs);
  }

  #record(action: AuditEntry["action"], entry: Partial<AuditEntry> = {}): void {
    const sessionId = this.#place?.table.sessionId;
    this.#ports.audit.record({ action, sessionId, address: this.#options.address, ...entry });
  }
}
