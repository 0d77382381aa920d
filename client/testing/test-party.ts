import { createParty, type Party } from "../session/party.ts";
import type { SessionMemory } from "../session/ports.ts";
import { SharedMemory } from "../session/shared-memory.ts";
import { NO_TOTALS, partOf, plus } from "../transfer/totals.ts";
import type { TestPage } from "./test-page.ts";
import type { World } from "./two-pages.ts";

/** What one tab remembers. */
export class TabMemory implements SessionMemory {
  text: string | undefined;
  hasLeft = false;
  /** Longer texts are not remembered. */
  maxLength = Number.POSITIVE_INFINITY;

  async recall() {
    return this.text === undefined ? undefined : { text: this.text, hasLeft: this.hasLeft };
  }

  remember(text: string): boolean {
    this.text = text.length > this.maxLength ? undefined : text;
    this.hasLeft = false;
    return this.text !== undefined;
  }

  forget(): void {
    this.text = undefined;
  }
}

/** One of the page's sessions. */
interface Member {
  readonly session: () => TestPage["session"];
  readonly controller: TestPage["controller"];
  readonly store: { readonly totals: () => typeof NO_TOTALS.out };
}

/** A page with sessions for several devices, each of which is a `TestPage` in the same tab. */
export class TestParty {
  readonly party: Party<Member>;
  /** The page's sessions, as they were made. */
  readonly pages: TestPage[] = [];
  readonly #tab: TabMemory;
  readonly #memory: SharedMemory;

  constructor(world: World, tab = new TabMemory()) {
    this.#tab = tab;
    this.#memory = new SharedMemory(tab);
    this.party = createParty<Member>((number, nextOpened) => {
      const page = world.page("Alice's PC", "all", this.#memory.slot(number));
      page.nextOpened = nextOpened;
      this.pages.push(page);
      const totals = () =>
        [...page.transfers.values()].reduce((sum, each) => plus(sum, partOf(each, true)), NO_TOTALS.out);
      return { session: () => page.session, controller: page.controller, store: { totals } };
    });
  }

  /** One of the sessions. @throws where there is none */
  page(number: number): TestPage {
    const page = this.pages[number];
    if (!page) throw new Error(`there is no session ${number}`);
    return page;
  }

  /** States of the devices that have come, in order. */
  states(): string[] {
    return this.party.receivers().map(({ session }) => session().at);
  }

  /** The page is left with time for a word to the others. */
  async goAway(): Promise<void> {
    this.party.leave();
    this.#tab.hasLeft = true;
    for (const page of this.pages) await page.close();
  }

  /** What a page does that is opened in a tab which had one before. */
  async load(): Promise<boolean> {
    return this.party.comeBack(await this.#memory.load());
  }
}
