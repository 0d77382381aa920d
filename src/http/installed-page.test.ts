import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installedPage } from "./installed-page.ts";

const ORIGIN = "http://localhost";
const FILES = [
  ["manifest.webmanifest", "application/manifest+json"],
  ["icon-192.png", "image/png"],
  ["icon-512.png", "image/png"],
  ["icon-maskable-512.png", "image/png"],
  ["icon-maskable.svg", "image/svg+xml"],
  ["apple-touch-icon.png", "image/png"],
] as const;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "p2p-share-page-"));
  for (const name of ["index.html", ...FILES.map(([file]) => file)]) writeFileSync(join(folder, name), name);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("[PWA1] what makes the page installable", () => {
  test.each(FILES)("%s is there as %s, revalidated each time", async (name, type) => {
    const response = await installedPage(folder).handle(new Request(`${ORIGIN}/${name}`));
    expect(await response.text()).toBe(name);
    expect([response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
      type,
      "no-cache",
    ]);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("is not there where the page was not built", async () => {
    const app = installedPage("/no/such/folder");
    for (const [name] of FILES) expect((await app.handle(new Request(`${ORIGIN}/${name}`))).status).toBe(404);
  });
});

test("[PWA8] a share that reaches the server is not read, and led to the page, which says so", async () => {
  let isRead = false;
  const body = new ReadableStream(
    {
      pull(controller) {
        isRead = true;
        controller.enqueue(new Uint8Array(1));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "Content-Type": "multipart/form-data; boundary=x" };
  const response = await installedPage(folder).handle(
    new Request(`${ORIGIN}/share`, { method: "POST", headers, body }),
  );
  expect([response.status, response.headers.get("location"), isRead]).toEqual([
    303,
    "/?shared=not-taken",
    false,
  ]);
  const asked = await installedPage(folder).handle(new Request(`${ORIGIN}/share`));
  expect(asked.status).toBe(404);
});
