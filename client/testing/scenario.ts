import { SeededRandom } from "../../src/testing/seeded-random.ts";
import type { ChosenFile } from "../engine/ports.ts";
import type { IceChoice } from "../session/ice-choice.ts";
import type { TestPage } from "./test-page.ts";
import { World } from "./two-pages.ts";

/** After so long with nothing to do a session ends. */
const IDLE_MS = 60_000;

/** A file to be sent. */
export type SampleFile = ChosenFile;

/** Alice sends, Bob receives. */
export class Scenario {
  readonly world: World;
  readonly alice: TestPage;
  readonly bob: TestPage;

  constructor(world: World = new World(), iceChoice: IceChoice = "all") {
    this.world = world;
    this.alice = world.page("Alice's PC", iceChoice);
    this.bob = world.page("Bob's phone", iceChoice);
  }

  get both(): readonly TestPage[] {
    return [this.alice, this.bob];
  }

  /** Alice has a code. */
  async waiting(...files: readonly SampleFile[]): Promise<void> {
    this.alice.controller.send(files);
    await this.alice.at("waiting");
  }

  /** Alice has offered the files, and Bob sees them. */
  async offered(...files: readonly SampleFile[]): Promise<void> {
    await this.waiting(...files);
    this.bob.controller.join(this.alice.code());
    await this.bob.isAsked();
  }

  /** Bob has accepted the files, and bytes arrive. */
  async moving(...files: readonly SampleFile[]): Promise<void> {
    await this.offered(...files);
    this.bob.controller.files.accept();
    await this.bob.until(({ transfers }) => [...transfers.values()].some(({ state }) => state === "moving"));
  }

  /** Bob has accepted the files, and nothing is under way any more. */
  async accepted(...files: readonly SampleFile[]): Promise<void> {
    await this.offered(...files);
    this.bob.controller.files.accept();
    await this.settled();
  }

  /** Nothing is under way any more, in neither direction. */
  async settled(): Promise<void> {
    await Promise.all(this.both.map((page) => page.isSettled()));
  }

  /** Nothing was under way for so long that the session is over for both. */
  async finished(): Promise<void> {
    await this.settled();
    await this.world.pass(IDLE_MS);
    await this.ended();
  }

  /** So much time has passed that whoever lost the server has tried to reach it again. */
  reconnected(): Promise<void> {
    return this.world.pass(1_000);
  }

  async ended(): Promise<void> {
    await Promise.all([this.alice.at("ended"), this.bob.at("ended")]);
  }
}

/** Makes files of reproducible bytes. */
export function sampleFiles(seed: number): (name: string, size: number) => SampleFile {
  const random = new SeededRandom(seed);
  return (name, size) => ({ name, blob: new Blob([random.bytes(size)]) });
}
