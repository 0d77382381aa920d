import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { precompress } from "../../config/tasks/precompress.ts";
import { TestApp } from "../testing/test-app.ts";

const SCRIPT = "export {};\n".repeat(200);
const ASSET = "/assets/main-abc.js";

let app: TestApp;

beforeEach(async () => {
  app = await TestApp.start();
  writeFileSync(join(app.clientDirectory, ASSET), SCRIPT);
  precompress(app.clientDirectory);
});

afterEach(() => app.remove());

/** What is on the wire, with nothing decoded. */
async function get(path: string, headers: Record<string, string> = {}) {
  const address = `http://127.0.0.1:${app.port}${path}`;
  const response = await fetch(address, {
    headers: { "Accept-Encoding": "", ...headers },
    decompress: false,
  });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.bytes()) };
}

describe("a file of the build", () => {
  test.each([
    ["gzip, deflate, br", "br"],
    ["gzip, deflate", "gzip"],
    ["", null],
  ])("[LOAD4] for Accept-Encoding %p", async (accepted, coding) => {
    const { headers, body, status } = await get(ASSET, { "Accept-Encoding": accepted });
    expect([status, headers.get("content-encoding"), headers.get("vary")]).toEqual([
      200,
      coding,
      "Accept-Encoding",
    ]);
    expect(headers.get("content-length")).toBe(String(body.length));
    expect(headers.get("content-type")).toContain("text/javascript");
    if (coding !== null) expect(body.length).toBeLessThan(SCRIPT.length / 10);
    const decoded = await fetch(`http://127.0.0.1:${app.port}${ASSET}`, {
      headers: { "Accept-Encoding": accepted },
    });
    expect(await decoded.text()).toBe(SCRIPT);
  });

  test("[LOAD4] has a tag for each of its codings, by which who has it is told so", async () => {
    const tags = new Set<string>();
    for (const path of ["/", ASSET]) {
      for (const accepted of ["br", "gzip", ""]) {
        const { headers } = await get(path, { "Accept-Encoding": accepted });
        const tag = headers.get("etag") ?? "";
        tags.add(tag);
        // The package that sends assets as they are knows one tag at a time, no weak ones, and repeats none.
        const isByPackage = path === ASSET && accepted === "";
        const held = isByPackage ? tag : `"old", W/${tag}`;
        const again = await get(path, { "Accept-Encoding": accepted, "If-None-Match": held });
        expect([again.status, again.body.length]).toEqual([304, 0]);
        if (isByPackage) continue;
        expect(again.headers.get("etag")).toBe(tag);
        expect(again.headers.get("cache-control")).toBe(headers.get("cache-control"));
      }
    }
    // The page of this test is so short that no coding makes it smaller.
    expect(tags.size).toBe(4);
    writeFileSync(join(app.clientDirectory, "index.html"), "<title>another</title>");
    expect((await get("/", { "If-None-Match": [...tags].join(", ") })).status).toBe(200);
  });

  test("[LOAD4] a part of it is a part of what it decodes to", async () => {
    const { status, headers, body } = await get(ASSET, { "Accept-Encoding": "gzip", Range: "bytes=11-20" });
    expect([status, headers.get("content-range"), headers.get("content-encoding"), `${body}`]).toEqual([
      206,
      `bytes 11-20/${SCRIPT.length}`,
      null,
      "export {};",
    ]);
  });

  test("[HTTP4] is for who asks for it, and for nobody who sends something there", async () => {
    for (const accepted of ["br", ""]) {
      const statuses = ["HEAD", "POST", "DELETE"].map(async (method) => {
        const headers = { "Accept-Encoding": accepted };
        return (await fetch(`http://127.0.0.1:${app.port}${ASSET}`, { method, headers })).status;
      });
      expect(await Promise.all(statuses)).toEqual([200, 404, 404]);
    }
  });

  test("[HTTP4] its codings have no address of their own", async () => {
    const ask = async (path: string, accepted: string) =>
      (await get(path, { "Accept-Encoding": accepted })).status;
    for (const accepted of ["br, gzip", ""]) {
      const statuses = [ASSET, `${ASSET}.br`, `${ASSET}.gz`].map((path) => ask(path, accepted));
      expect(await Promise.all(statuses)).toEqual([200, 404, 404]);
    }
  });
});
