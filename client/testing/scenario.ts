import { SeededRandom } from "../../src/testing/seeded-random.ts";
import type { IceChoice } from "../session/ice-choice.ts";
import { type TestPage, World } from "./two-pages.ts";

/** A file to be sent. */
export interface SampleFile {
  readonly name: string;
  readonly blob: Blob;
}

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
    await this.bob.until(({ session }) => session.at === "connected" && session.offered === true);
  }

  /** Bob has accepted the files, and bytes arrive. */
  async moving(...files: readonly SampleFile[]): Promise<void> {
    await this.offered(...files);
    this.bob.controller.accept();
    await this.bob.until(({ transfers }) => [...transfers.values()].some(({ state }) => state === "moving"));
  }

  /** Bob has accepted the files, and the session is over for both. */
  async accepted(...files: readonly SampleFile[]): Promise<void> {
    await this.offered(...files);
    this.bob.controller.accept();
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
