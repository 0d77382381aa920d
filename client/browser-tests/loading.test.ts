import { expect, test } from "bun:test";
import { say } from "../../config/tasks/run.ts";
import { aligned, whole } from "../../src/benchmarks/table.ts";
import { type AppPage, offer } from "./harness/app.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { noteComplaints } from "./harness/complaints.ts";
import { makeFile } from "./harness/files.ts";
import { HeldRequests } from "./harness/held-requests.ts";
import { scriptsAmong } from "./harness/initial-scripts.ts";
import { smallTargets, smallTexts } from "./harness/shown.ts";
import { useServer } from "./harness/visits.ts";
import { vitalsOf } from "./harness/vitals.ts";

/** Of all scripts that opening the page fetches, by gzip. */
const MOST_SCRIPT_BYTES = 60_000;

/** Files that nobody needs who has no session. */
const ONLY_SESSIONS = /session/i;

const PHONE = { width: 390, height: 844 };

const ENGINES = [
  ["Chromium", () => chromium("a")],
  ["Firefox", firefox],
] as const;

const visit = useServer();

const hasSettled = (page: AppPage) => page.tab.page.waitForNetworkIdle();

const small = () => makeFile({ name: "small.bin", size: 100_000 });

test("[LOAD1] the scripts of the page, with all that it fetches before anybody does something", async () => {
  const page = await visit(chromium("a"), { isSecure: true });
  await hasSettled(page);
  const scripts = scriptsAmong(page.tab.requests);
  const sum = scripts.reduce((bytes, { gzipBytes }) => bytes + gzipBytes, 0);
  const rows = [...scripts, { name: "in all", gzipBytes: sum }];
  const table = aligned(rows.map(({ name, gzipBytes }) => [name, whole(gzipBytes).padStart(6)]));
  for (const line of ["", "scripts of the page, bytes by gzip:", ...table]) say(line);
  // Without them the page does nothing, so that they were seen is sure.
  expect(scripts.length).toBeGreaterThan(1);
  expect(sum).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  // What only sessions need is not among them, also where the names of the files become others.
  expect(scripts.filter(({ name }) => ONLY_SESSIONS.test(name))).toEqual([]);
});

test("[LOAD2] in a whole session both pages ask their own server alone, and no browser has a complaint", async () => {
  const complaints: string[] = [];
  const watch = (tab: AppPage["tab"]) => noteComplaints(tab, complaints);
  const sender = await visit(chromium("a"), { watch });
  const receiver = await visit(firefox(), { watch });
  await offer(sender, receiver, [small()]);
  await receiver.accept();
  await Promise.all([sender.until("done"), receiver.until("done")]);
  const { host } = new URL(sender.tab.page.url());
  for (const { tab } of [sender, receiver]) {
    const hosts = tab.requests.filter((url) => /^(http|ws)s?:/.test(url)).map((url) => new URL(url).host);
    expect(hosts.length).toBeGreaterThan(4);
    expect([...new Set(hosts)]).toEqual([host]);
  }
  expect(complaints).toEqual([]);
});

test("[LOAD2] a complaint would be noticed", async () => {
  const complaints: string[] = [];
  const page = await visit(chromium("a"), { watch: (tab) => noteComplaints(tab, complaints) });
  await page.tab.page.evaluate(() => {
    document.body.setAttribute("style", "color: red"); // the policy refuses it
    const request = new XMLHttpRequest();
    request.open("GET", "/health", false); // deprecated: it holds up the page
    request.send();
  });
  await hasSettled(page);
  for (const part of ["Content Security Policy", "Deprecation"])
    expect(complaints).toContainEqual(expect.stringContaining(part));
});

test("[LOAD3] nothing moves by itself on the first screen and beside the code", async () => {
  const page = await visit(chromium("a"), { viewport: PHONE });
  await hasSettled(page);
  const before = await vitalsOf(page.tab.page);
  await page.choose(small());
  await page.code();
  await hasSettled(page);
  const after = await vitalsOf(page.tab.page);
  expect([before.layoutShift, after.layoutShift].map((shift) => shift <= 0.1)).toEqual([true, true]);
  const withoutSize = "img:not([width][height])";
  expect(await page.tab.page.$$eval(withoutSize, (all) => all.map(({ outerHTML }) => outerHTML))).toEqual([]);
});

test("[LOAD3] the frame that is there before the script has the brand where it stays", async () => {
  const placeOfBrand = (page: AppPage) =>
    page.tab.page.$eval(".brand", (brand) => {
      const { left, top } = brand.getBoundingClientRect();
      return [left, top, brand.textContent.trim()];
    });
  const withoutScript = (tab: AppPage["tab"]) => tab.page.setJavaScriptEnabled(false);
  const before = await visit(chromium("a"), { viewport: PHONE, watch: withoutScript });
  const page = await visit(chromium("a"), { viewport: PHONE });
  await page.tab.page.waitForSelector("[data-testid=code-input]");
  expect(await placeOfBrand(before)).toEqual(await placeOfBrand(page));
});

test.each(ENGINES)(
  "[LOAD4] %s gets texts compressed, assets for good and the page anew",
  async (_, engine) => {
    const answers = new Map<string, Record<string, string>>();
    const watch = async ({ page }: AppPage["tab"]) => {
      page.on("response", (response) => {
        const { pathname } = new URL(response.url());
        if (pathname === "/" || pathname.startsWith("/assets/")) answers.set(pathname, response.headers());
      });
    };
    await hasSettled(await visit(engine(), { watch }));
    expect(answers.size).toBeGreaterThan(3);
    for (const [path, headers] of answers) {
      expect([path, headers["content-encoding"]]).toEqual([path, "gzip"]);
      const kept = path === "/" ? "no-cache" : "public, immutable, max-age=31536000";
      expect([path, headers["cache-control"]]).toEqual([path, kept]);
    }
  },
);

test.each(ENGINES)(
  "[LOAD5] %s is told the language, the title and the looks of the page",
  async (_, engine) => {
    const page = await visit(engine());
    await page.tab.page.waitForSelector("[data-testid=code-input]");
    const head = await page.tab.page.evaluate(() => {
      const { doctype, documentElement, title, characterSet, compatMode } = document;
      const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content;
      return {
        document: [doctype?.name, compatMode, characterSet, documentElement.lang, documentElement.dir, title],
        description: meta("description"),
        viewport: meta("viewport"),
        themes: document.querySelectorAll("meta[name=theme-color][media]").length,
        icon: document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href,
      };
    });
    expect(head.document).toEqual(["html", "CSS1Compat", "UTF-8", "en", "ltr", "P2P Share"]);
    expect(head.description).toMatch(/^.{20,160}$/);
    expect(head.viewport).toContain("width=device-width");
    expect(head.viewport).not.toMatch(/user-scalable|maximum-scale/);
    expect(head.themes).toBe(2);
    const icon = await fetch(head.icon ?? "");
    expect([icon.status, icon.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  },
);

test.each(ENGINES)(
  "[LOAD6] %s on a phone: all that is pressed is 44 px large, all text 12 px",
  async (_, engine) => {
    const page = await visit(engine(), { viewport: PHONE });
    await page.tab.page.waitForSelector("[data-testid=code-input]");
    expect([await smallTargets(page.tab.page, 44), await smallTexts(page.tab.page, 12)]).toEqual([[], []]);
    await page.choose(small());
    await page.code();
    expect([await smallTargets(page.tab.page, 44), await smallTexts(page.tab.page, 12)]).toEqual([[], []]);
  },
);

test.each(ENGINES)(
  "[LOAD8] %s asks for what a link's code needs beside its first script, and for a socket before it has come",
  async (_, engine) => {
    const complaints: string[] = [];
    const opened = Promise.withResolvers<AppPage["tab"]>();
    const scripts = new HeldRequests(/^\/assets\/.*\.js$/);
    const watch = async (tab: AppPage["tab"]) => {
      await noteComplaints(tab, complaints);
      await scripts.hold(tab.page);
      opened.resolve(tab);
    };
    const opening = visit(engine(), { path: "/#482913", before: countSockets, watch });
    const { page } = await opened.promise;
    const sockets = () => page.evaluate(() => (globalThis as SocketsCounted).sockets);
    await page.waitForSelector("script[type=module]");
    const first = await page.$eval("script[type=module]", ({ src }) => new URL(src).pathname);
    const needed = await page.$eval("script[data-session]", ({ dataset }) => dataset["session"]?.split(" "));
    expect(needed).toContainEqual(expect.stringMatching(ONLY_SESSIONS));

    await scripts.made([first, ...(needed ?? [])]); // and none of them has come
    scripts.letGo([first]);
    await page.waitForSelector(".card h1"); // what is waited for
    expect(await sockets()).toBe(1);
    scripts.letGo(needed ?? []);
    // Nobody has that code: to say so takes no other script, and no other socket.
    await page.waitForSelector("[data-testid=problem]");
    expect(await sockets()).toBe(1);
    scripts.letGoAll();
    await opening;
    expect(complaints).toEqual([]);
  },
);

interface SocketsCounted {
  sockets?: number;
}

function countSockets(): void {
  const counted = globalThis as SocketsCounted;
  globalThis.WebSocket = class extends WebSocket {
    constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
      super(...parameters);
      counted.sockets = (counted.sockets ?? 0) + 1;
    }
  };
}
