import { expect, test } from "bun:test";
import { CLOSE } from "#protocol/signaling/close-codes.ts";
import type { ServerMessage } from "#protocol/signaling/messages.ts";
import type { NextSession } from "../../ports/session-store.ts";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { type Person, SignalingModel } from "../../testing/signaling-model.ts";
import { type TestBrowser, TestSignaling } from "../../testing/test-signaling.ts";
import { MemorySessionStore } from "../memory-session-store.ts";

const PEOPLE = 320;
const STEPS = 6_000;
const LIMITS = { ttlMs: 300_000, graceMs: 120_000, maxSessions: 130, receivers: 3 };

/** Tells which session was opened for the next one as somebody joined. */
class TellingStore extends MemorySessionStore {
  opened: NextSession | undefined;

  override async join(...given: Parameters<MemorySessionStore["join"]>) {
    const taken = await super.join(...given);
    this.opened = taken?.next;
    return taken;
  }
}

/** What a browser remembers of its place, also while it has no connection. */
interface Memory {
  readonly id: string;
  readonly seat: number;
  readonly token: string;
}

interface Browsing extends Person {
  /** Undefined while it has no connection. */
  browser: TestBrowser | undefined;
  memory: Memory | undefined;
}

/** One world: a server, its model, and people who do whatever comes to their minds. */
class World {
  server: TestSignaling;
  model = new SignalingModel(LIMITS);
  readonly people: Browsing[];
  connections = 0;
  /** Every code that was ever given out. */
  readonly codes: string[] = [];
  /** How often each thing was said to anybody. */
  readonly said = new Map<string, number>();
  readonly #random: SeededRandom;
  readonly #seed: number;
  #signals = 0;
  #store: TellingStore | undefined;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new SeededRandom(seed);
    this.server = this.#start(seed);
    this.people = Array.from({ length: PEOPLE }, () => ({
      inbox: [],
      browser: undefined,
      memory: undefined,
    }));
  }

  async step(): Promise<void> {
    await this.#act(this.#random.pick(this.people));
    await this.check();
    const ms = this.#random.below(800);
    await this.server.pass(ms);
    this.model.tick(this.server.clock.now());
    await this.check();
  }

  /** Everybody's line is cut, and the server that comes back has forgotten everything. */
  restart(): void {
    for (const person of this.people) person.browser = undefined;
    this.model = new SignalingModel(LIMITS);
    this.server = this.#start(this.#seed + 1);
  }

  #start(seed: number): TestSignaling {
    const makeStore = (...given: ConstructorParameters<typeof MemorySessionStore>) => {
      this.#store = new TellingStore(...given);
      return this.#store;
    };
    return new TestSignaling({ seed, ...LIMITS, makeStore });
  }

  /** @throws where anybody heard anything else than the rules say, or the counts differ */
  async check(): Promise<void> {
    for (const person of this.people) this.#compare(person);
    const { store, sessions } = this.server;
    const [counts, due] = [{ ...(await store.counts()), tables: sessions.size }, this.model.counts()];
    if (!Bun.deepEquals(counts, due)) expect(counts).toEqual(due);
  }

  #compare(person: Browsing): void {
    const messages = person.browser?.heard.splice(0) ?? [];
    if (messages.length + person.inbox.length === 0) return;
    const [heard, due] = [messages.map(word).join(", "), person.inbox.splice(0).join(", ")];
    if (heard !== due)
      throw new Error(`person ${this.people.indexOf(person)} heard "${heard}", not "${due}"`);
    if (heard === "expired" || heard.endsWith("peer-left")) person.memory = undefined;
    for (const what of heard.split(", ")) {
      const kind = what.startsWith("signal") ? "signal" : what;
      this.said.set(kind, (this.said.get(kind) ?? 0) + 1);
    }
  }

  async #act(person: Browsing): Promise<void> {
    if (!person.memory) return this.#actOutside(person);
    if (!person.browser) return this.#comeBack(person, person.memory);
    return this.#actInside(person, person.browser, person.memory);
  }

  async #actOutside(person: Browsing): Promise<void> {
    const { model } = this;
    person.browser ??= this.#connect();
    const choice = this.#random.below(10);
    if (choice < 4) return this.#create(person, person.browser);
    if (choice < 5) return this.#steal(person, person.browser);
    if (choice < 6) {
      person.inbox.push("error no-peer");
      await person.browser.say({ type: "signal", renew: 0 });
      return;
    }
    const guess = String(this.#random.below(1_000_000)).padStart(6, "0");
    const waiting = [...model.sessions.values()].flatMap(({ code }) => code ?? []);
    const code = this.#random.pick([...waiting.slice(-3), ...this.codes.slice(-3), guess]);
    const tried = model.join(code, person);
    await person.browser.say({ type: "join", code });
    if (!tried) return;
    const { sessionId, resumeToken } = person.browser.latest("joined");
    if (sessionId !== tried.session.id) throw new Error("joined another session than the code's");
    person.memory = { id: sessionId, seat: 1, token: resumeToken };
    const opened = this.#store?.opened;
    expect(opened !== undefined).toBe(tried.opensNext);
    if (!opened) return;
    model.openNext(opened.sessionId, tried.session, code, this.server.clock.now());
    if (this.#random.below(4) > 0) await this.#hostNext(opened);
  }

  /** The sender takes the place that was opened for it on another line: somebody who has no place acts as that line. */
  async #hostNext({ sessionId: id, token }: NextSession): Promise<void> {
    const line = this.people.find(({ memory }) => !memory);
    if (!line) return;
    line.browser ??= this.#connect();
    line.memory = { id, seat: 0, token };
    this.model.claimNext(id, line);
    await line.browser.say({ type: "resume", sessionId: id, resumeToken: token });
  }

  async #create(person: Browsing, browser: TestBrowser): Promise<void> {
    const { model, server } = this;
    if (model.isFull) {
      person.inbox.push("error server-full");
      await browser.say({ type: "create" });
      return;
    }
    person.inbox.push("created");
    await browser.say({ type: "create" });
    const { code, sessionId, resumeToken } = browser.latest("created");
    if (model.underCode(code)) throw new Error("a live code was given out twice");
    model.created(sessionId, code, person, server.clock.now());
    this.codes.push(code);
    person.memory = { id: sessionId, seat: 0, token: resumeToken };
    if (this.#random.below(2) === 0) return;
    model.admit(sessionId, 0, true);
    await browser.say({ type: "admit", more: true });
  }

  /** Somebody who knows the id of other people's session, but not the token. */
  async #steal(person: Browsing, browser: TestBrowser): Promise<void> {
    const owned = this.people.filter(({ memory }) => memory && this.model.sessions.has(memory.id));
    if (owned.length === 0) return;
    const { id = "" } = this.#random.pick(owned).memory ?? {};
    const isWhole = this.model.sessions.get(id)?.seats.every((seat) => seat.person !== undefined);
    const resume = { type: "resume", sessionId: id, resumeToken: "0".repeat(32) };
    const role = this.#random.pick(["sender", "receiver"]);
    person.inbox.push("error unknown-session");
    await browser.say(isWhole ? { ...resume, type: "restore", role } : resume);
  }

  async #actInside(person: Browsing, browser: TestBrowser, { id, seat }: Memory): Promise<void> {
    const { model, server } = this;
    const choice = this.#random.below(23);
    if (choice < 9) {
      const tag = `signal ${++this.#signals}`;
      model.signal(id, seat, tag);
      await browser.say({ type: "signal", description: { type: "offer", sdp: tag } });
    } else if (choice < 12) {
      const more = this.#random.below(4) > 0;
      model.admit(id, seat, more);
      await browser.say({ type: "admit", more });
    } else if (choice < 13) {
      person.inbox.push("error already-in-session");
      await browser.say(this.#random.pick([{ type: "create" }, { type: "join", code: "000000" }]));
    } else if (choice < 18) {
      model.away(id, seat, server.clock.now());
      person.browser = undefined;
      await browser.drop();
    } else if (choice < 21) {
      await this.#comeBack(person, { id, seat, token: person.memory?.token ?? "" });
      expect(browser.closedWith).toBe(CLOSE.replaced);
      expect(browser.heard).toEqual([]);
    } else {
      model.leave(id, seat, server.clock.now());
      person.memory = undefined;
      if (choice === 21) await browser.say({ type: "leave" });
      else await browser.close();
      if (choice === 22) person.browser = undefined;
    }
  }

  async #comeBack(person: Browsing, { id, seat, token }: Memory): Promise<void> {
    const { model, server } = this;
    const browser = this.#connect();
    person.browser = browser;
    const isKnown = model.resume(id, seat, person);
    await browser.say({ type: "resume", sessionId: id, resumeToken: token });
    if (isKnown) return;
    person.memory = undefined;
    if (this.#random.below(4) === 0) return; // gives up
    const isRestored = model.restore(id, seat, person, server.clock.now());
    const role = seat === 0 ? "sender" : "receiver";
    await browser.say({ type: "restore", sessionId: id, resumeToken: token, role });
    if (isRestored) person.memory = { id, seat, token: browser.latest("joined").resumeToken };
  }

  #connect(): TestBrowser {
    this.connections++;
    return this.server.browser();
  }
}

/** A message as the model writes it. */
function word(message: ServerMessage): string {
  if (message.type === "error") return `error ${message.code}`;
  if (message.type === "resumed") return `resumed ${message.peer}${message.next ? " next" : ""}`;
  if (message.type === "peer-joined") return message.next ? "peer-joined next" : "peer-joined";
  if (message.type === "admits") return `admits ${message.more}`;
  if (message.type === "signal" && "description" in message) return message.description.sdp ?? "";
  return message.type;
}

test.each([1, 20_261_124])(
  `[SIG5] ${PEOPLE} people in ${STEPS} steps hear what the rules say and nothing else, and nothing of them remains, seed %d`,
  async (seed) => {
    const world = new World(seed);
    for (let i = 0; i < STEPS; i++) {
      if (i === STEPS / 2) world.restart();
      await world.step();
    }
    // Everything that can happen did happen.
    for (const what of [
      ...["created", "joined", "peer-joined", "peer-away", "peer-back", "peer-left", "expired", "signal"],
      ...["peer-joined next", "admits true", "admits false", "resumed here next"],
      ...["resumed here", "resumed away", "resumed none", "error unknown-code", "error unknown-session"],
      ...["error no-peer", "error server-full", "error already-in-session"],
    ]) {
      expect([what, (world.said.get(what) ?? 0) > 10]).toEqual([what, true]);
    }
    for (const person of world.people) {
      await person.browser?.drop();
      person.browser = undefined;
    }
    await world.server.pass(LIMITS.ttlMs + LIMITS.graceMs);
    expect(await world.server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
    expect(world.server.sessions.size).toBe(0);
    expect(world.connections).toBeGreaterThan(1_000);
  },
);
