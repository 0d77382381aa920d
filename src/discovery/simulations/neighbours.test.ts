import { expect, test } from "bun:test";
import type { DiscoveryNews } from "#protocol/discovery/messages.ts";
import { SeededRandom } from "../../testing/seeded-random.ts";
import { TestNeighbourhood, type TestVisitor } from "../../testing/test-neighbourhood.ts";
import { ANSWER_WITHIN_MS } from "../invitations.ts";

const STEPS = 4_000;
const PEOPLE = 40;
/** After so long all of them have been told, however often they were just before (NEAR1). */
const MOST_REST_MS = PEOPLE * 20;
const ADDRESSES = ["192.168.1.20", "fd00::7", "203.0.113.7", "203.0.113.8", "172.17.0.1"] as const;
const SHARED = "172.17.0.1";

/** Whom the rules put together. */
function networkOf(address: string): string {
  if (address === SHARED) return "nobody's";
  return address.startsWith("203.") ? address : "home";
}

/** Somebody whose page is open, and what the rules know of its invitations. */
class Person {
  readonly device: TestVisitor;
  readonly name: string;
  /** The question on its screen. */
  question: string | undefined;
  isBusy = false;
  /** Ids of whom it has asked and not heard of. */
  readonly open = new Set<string>();
  #read = 0;

  constructor(device: TestVisitor, name: string) {
    this.device = device;
    this.name = name;
  }

  get id(): string {
    return this.device.id;
  }

  /** @throws where something was said that cannot be */
  read(): void {
    for (const news of this.device.heard.slice(this.#read)) this.#take(news);
    this.#read = this.device.heard.length;
  }

  #take(news: DiscoveryNews): void {
    if (news.type === "invited") {
      if (this.isBusy) throw new Error(`${this.name} was asked while it was busy`);
      if (this.question !== undefined) throw new Error(`${this.name} was asked twice at a time`);
      this.question = news.invitation;
    } else if (news.type === "uninvited") {
      if (this.question !== news.invitation) throw new Error(`${this.name} lost what it was not asked`);
      this.question = undefined;
    } else if (news.type === "answered" && !this.open.delete(news.to)) {
      throw new Error(`${this.name} was answered what it had not asked`);
    }
  }
}

test.each([1, 2, 3])(
  "[NEAR8] [NEAR17] people come, ask, answer and go as they like, seed %i",
  async (seed) => {
    const random = new SeededRandom(seed);
    const world = new TestNeighbourhood("network", seed);
    const people: Person[] = [];
    const did = { accepted: 0, declined: 0 };

    const come = async () => {
      const address = random.pick(ADDRESSES);
      const device = await world.device(`person ${people.length}`, address, address === SHARED);
      people.push(new Person(device, device.address));
    };
    const go = (person: Person) => {
      person.device.leave();
      people.splice(people.indexOf(person), 1);
    };
    const invite = async (from: Person) => {
      const to = random.pick(people);
      from.open.add(to.id); // a second question takes the first one's place: one answer
      await from.device.invite(to);
    };
    const withdraw = async (from: Person) => {
      const [to] = from.open;
      if (to === undefined) return;
      await from.device.say({ type: "withdraw", to });
      from.open.delete(to);
    };
    const answer = async (person: Person) => {
      const { question } = person;
      if (question === undefined) return;
      person.question = undefined;
      const accepted = random.below(3) === 0;
      did[accepted ? "accepted" : "declined"]++;
      await person.device.say({ type: "answer", invitation: question, accepted });
    };
    const change = async (person: Person) => {
      person.isBusy = random.below(3) === 0;
      if (person.isBusy) person.question = undefined;
      await person.device.announce(`person ${random.below(1_000)}`, person.isBusy);
    };
    const act = async (person: Person) => {
      const kind = random.below(10);
      if (kind < 4) await invite(person);
      else if (kind < 5) await withdraw(person);
      else if (kind < 8) await answer(person);
      else if (kind < 9) await change(person);
      else go(person);
    };

    for (let step = 0; step < STEPS; step++) {
      if (people.length < 2 || (people.length < PEOPLE && random.below(4) === 0)) await come();
      else await act(random.pick(people));
      for (const person of people) person.read();
      if (random.below(10) === 0) world.pass(random.below(20_000));
      if (random.below(50) === 0) checkLists(world, people);
      for (const person of people) person.read();
    }
    world.pass(ANSWER_WITHIN_MS);
    world.pass(ANSWER_WITHIN_MS); // those who waited behind the others
    for (const person of people) {
      person.read();
      expect([person.question, [...person.open]]).toEqual([undefined, []]);
    }
    expect(world.nearby.held.invitations).toBe(0);
    for (const person of [...people]) go(person);
    world.tell();
    expect([world.nearby.size, world.nearby.held.rooms]).toEqual([0, 0]);
    const ends = new Map<string, number>(world.nearby.invitationEnds);
    expect(ends.get("unanswered")).toBeGreaterThan(10);
    expect(did.accepted).toBeGreaterThan(10);
    expect([ends.get("accepted"), ends.get("declined")]).toEqual([did.accepted, did.declined]);
  },
);

function checkLists(world: TestNeighbourhood, people: readonly Person[]): void {
  world.pass(MOST_REST_MS);
  for (const { device } of people) {
    const together = people.filter((other) => networkOf(other.device.address) === networkOf(device.address));
    const due = device.address === SHARED ? [] : together.filter(({ isBusy }) => !isBusy).map(({ id }) => id);
    expect(device.latest("nearby").devices.map(({ id }) => id as string)).toEqual(due);
  }
}
