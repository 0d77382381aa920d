import { FakeClock } from "../../src/testing/fake-clock.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { EngineEnd, type Net } from "./engine-end.ts";
import { type Damage, MemoryLaneEnd } from "./memory-lane.ts";

const CHUNK_BYTES = 65_536;

/** Two engines and the lanes between them, in a seeded order of events and on a virtual clock. */
export class EnginePair implements Net {
  readonly clock = new FakeClock();
  readonly random: SeededRandom;
  readonly maxLanes: number;
  readonly sender: EngineEnd;
  readonly receiver: EngineEnd;
  /** Set by a test; messages pass unchanged without it. */
  damage: Damage = (message) => message;
  /** Lanes on which nothing is carried for now, and nobody is told. */
  readonly frozen = new Set<number>();
  readonly #lanes = new Map<number, readonly [MemoryLaneEnd, MemoryLaneEnd]>();

  constructor(seed = 1, maxLanes = 1) {
    this.random = new SeededRandom(seed);
    this.maxLanes = maxLanes;
    this.sender = new EngineEnd("sender", this);
    this.receiver = new EngineEnd("receiver", this);
  }

  get openLanes(): number[] {
    return [...this.#lanes.keys()];
  }

  /** A first lane, or another one in place of it. */
  connect(): void {
    this.cut();
    this.openLane(0);
    this.sender.engine.say({ type: "hello", version: 4, device: "a test" });
  }

  openLane(lane: number): void {
    const ends = [this.#end(lane), this.#end(lane)] as const;
    const [first, second] = ends;
    first.other = second;
    second.other = first;
    this.#lanes.set(lane, ends);
    this.sender.engine.attach(lane, first);
    this.receiver.engine.attach(lane, second);
    for (const { engine } of [this.sender, this.receiver]) engine.use(lane, CHUNK_BYTES);
  }

  cutLane(lane: number): void {
    for (const end of this.#lanes.get(lane) ?? []) end.close();
    this.#lanes.delete(lane);
  }

  /** Something reaches the receiver that its peer's engine did not say. */
  inject(message: string | ArrayBuffer, lane = 0): void {
    const { events } = this.#lanes.get(lane)?.[1] ?? {};
    if (typeof message === "string") events?.text(message);
    else events?.bytes(message);
  }

  /** Every lane is lost. */
  cut(): void {
    if (this.#lanes.size === 0) return;
    for (const { engine } of [this.sender, this.receiver]) engine.interrupt();
    for (const lane of [...this.#lanes.keys()]) this.cutLane(lane);
  }

  wanted(count: number): void {
    for (let lane = 1; lane < count; lane++) if (!this.#lanes.has(lane)) this.openLane(lane);
    for (const lane of [...this.#lanes.keys()]) if (lane >= count) this.cutLane(lane);
  }

  /** Lets the network and the clock run until something is true. @throws where it never becomes true */
  async until(isTrue: () => boolean): Promise<void> {
    for (let idle = 0; !isTrue(); ) {
      const moved = this.#carry();
      await new Promise((resolve) => setImmediate(resolve));
      this.clock.advance(25);
      idle = moved ? 0 : idle + 1;
      if (idle > 5_000)
        throw new Error(`nothing happens any more: ${this.sender.states()} ${this.receiver.states()}`);
    }
  }

  /** Lets the network and the clock run for so many turns. */
  async run(turns: number): Promise<void> {
    let left = turns;
    await this.until(() => left-- <= 0);
  }

  settled(): Promise<void> {
    return this.until(() => this.sender.settled && this.receiver.settled);
  }

  #end(lane: number): MemoryLaneEnd {
    return new MemoryLaneEnd(lane, (message, at) => this.damage(message, at));
  }

  /** Some messages, on lanes drawn at random. @returns whether there were any */
  #carry(): boolean {
    let moved = false;
    for (let i = 0; i < 8; i++) {
      const moving = [...this.#lanes].filter(([lane]) => !this.frozen.has(lane));
      const ends = moving.flatMap(([, both]) => both).filter(({ hasMessages }) => hasMessages);
      if (ends.length === 0) return moved;
      this.random.pick(ends).deliver();
      moved = true;
    }
    return moved;
  }
}

/** Files of reproducible bytes, quick to make. */
export function noise(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  const random = new SeededRandom(seed);
  const words = new Uint32Array(bytes.buffer, 0, size >>> 2);
  for (let i = 0; i < words.length; i++) words[i] = random.uint32();
  for (let i = words.length * 4; i < size; i++) bytes[i] = random.below(256);
  return bytes;
}
