import type { HTTPRequest, Page } from "puppeteer-core";

/** Requests of a page that get no answer until they are let go. */
export class HeldRequests {
  readonly #which: RegExp;
  /** By path, in the order in which they were made. */
  readonly #held = new Map<string, HTTPRequest>();
  #isOver = false;
  #next = Promise.withResolvers<void>();

  /** @param which of them, by path */
  constructor(which: RegExp) {
    this.#which = which;
  }

  /** From now on. */
  async hold(page: Page): Promise<void> {
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (this.#isOver || !this.#which.test(pathname)) return letGo(request);
      this.#held.set(pathname, request);
      this.#next.resolve();
      this.#next = Promise.withResolvers();
    });
  }

  /** Resolves when all of these have been made. */
  async made(paths: readonly string[]): Promise<void> {
    while (!paths.every((path) => this.#held.has(path))) await this.#next.promise;
  }

  letGo(paths: readonly string[]): void {
    for (const path of paths) {
      const request = this.#held.get(path);
      if (request) letGo(request);
      this.#held.delete(path);
    }
  }

  /** And whatever comes. */
  letGoAll(): void {
    this.#isOver = true;
    this.letGo([...this.#held.keys()]);
  }
}

function letGo(request: HTTPRequest): void {
  request.continue().catch(() => {}); // its page is gone
}
