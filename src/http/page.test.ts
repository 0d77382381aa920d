import { expect, test } from "bun:test";
import { indexPage, isBuilt, pageAssets } from "./page.ts";

const NOWHERE = "/no/such/folder";

test("[HTTP4] where the page was not built it says how to, and nothing else is there", async () => {
  expect(isBuilt(NOWHERE)).toBe(false);
  const page = await indexPage(NOWHERE, new Request("http://localhost/"));
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining("bun run build")]);
  const icon = await pageAssets(NOWHERE).handle(new Request("http://localhost/icon.svg"));
  expect(icon.status).toBe(404);
});
