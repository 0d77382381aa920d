import { afterAll, afterEach, beforeAll } from "bun:test";
import { AppPage, type AppPageOptions } from "./app.ts";
import type { TestBrowser } from "./browsers.ts";
import { startServer, type TestServer } from "./server.ts";

/** Opens the product's page in a browser; it closes with the test. */
export type Visit = (browser: Promise<TestBrowser>, options?: AppPageOptions) => Promise<AppPage>;

/** Gives the test file that calls it one server for all of its tests. */
export function useServer(): Visit {
  const open: AppPage[] = [];
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  });
  afterAll(() => server.stop());
  return async (browser, options) => {
    const page = await AppPage.open(browser, server, options);
    open.push(page);
    return page;
  };
}
