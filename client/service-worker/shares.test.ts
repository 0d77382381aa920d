import { describe, expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import type { Shared, ShareState } from "../saving/share-messages.ts";
import { FakeDirectory } from "../testing/fake-directory.ts";
import { FakeLocks } from "../testing/fake-locks.ts";
import { Shares } from "./shares.ts";

const PAGE = "https://nas.local/?shared=7";

/** A service worker that takes shares, its disk and the browser's locks. */
function setUp(disk = { freeBytes: 1_000_000 }) {
  const clock = new FakeClock();
  const directory = new FakeDirectory(disk);
  const locks = new FakeLocks();
  const shares = new Shares({
    directory: async () => directory.handle,
    locks: locks.manager,
    newId: () => "7",
    after: (ms, task) => clock.after(ms, task),
  });
  /** What the browser asks of it. */
  function ask(request: Partial<Request>) {
    const works: Promise<unknown>[] = [];
    let response: Response | undefined;
    const isTaken = shares.answer({
      request: { method: "POST", mode: "navigate", destination: "document", ...request } as Request,
      respondWith: (answer) => {
        response = answer as Response;
      },
      waitUntil: (work) => void works.push(work),
    });
    return { isTaken, response, done: Promise.all(works) };
  }
  return { clock, directory, disk, locks, shares, ask };
}

const SHARE = "https://nas.local/share";

function post(form: FormData): Partial<Request> {
  const { headers, body } = new Request(SHARE, { method: "POST", body: form });
  return { url: SHARE, headers, body };
}

function formOf(fields: Readonly<Record<string, string>>, ...files: readonly File[]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const file of files) form.append("files", file);
  return form;
}

/** A page that claims a share. */
function claim(shares: Shares, id = "7") {
  const { port1, port2 } = new MessageChannel();
  const end = new Promise<ShareState>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<ShareState>) => {
      if (data.type === "reading") return;
      resolve(data);
      port1.close();
    };
  });
  void shares.hear({ type: "claim-share", id }, port2);
  return end;
}

async function sharedBy(form: FormData): Promise<Shared> {
  const { shares, ask } = setUp();
  ask(post(form));
  const end = await claim(shares);
  if (end.type !== "ready") throw new Error(`it is ${end.type}`);
  return end.shared;
}

describe("[PWA6] what is shared", () => {
  test("is answered with the page at once, written to disk, and the page's when it asks", async () => {
    const { shares, ask } = setUp();
    const { isTaken, response } = ask(post(formOf({}, new File(["one"], "größe.txt"), new File([], "none"))));
    expect([isTaken, response?.status, response?.headers.get("location")]).toEqual([true, 303, PAGE]);
    const end = await claim(shares);
    if (end.type !== "ready") throw new Error(`it is ${end.type}`);
    const files = await Promise.all(
      end.shared.files.map(async ({ name, blob }) => [name, await blob.text()]),
    );
    expect(files).toEqual([
      ["größe.txt", "one"],
      ["none", ""],
    ]);
  });

  test.each([
    ["a text", { text: "hello" }, "hello"],
    ["an address with its title", { title: "News", url: "https://a.example/" }, "News\nhttps://a.example/"],
    [
      "an address that is in the text, too",
      { text: "See https://a.example/", url: "https://a.example/" },
      "See https://a.example/",
    ],
    ["the same twice", { title: "a", text: "a", url: "" }, "a"],
    ["nothing", { title: " ", text: "", url: "" }, ""],
  ])("as %s is one text", async (_, fields, text) => {
    expect(await sharedBy(formOf(fields))).toEqual({ files: [], text });
  });

  test("with files has no text that is only a title", async () => {
    const file = new File(["x"], "x");
    expect(await sharedBy(formOf({ title: "x" }, file))).toMatchObject({ text: "" });
    expect(await sharedBy(formOf({ title: "t", text: "Look" }, file))).toMatchObject({ text: "t\nLook" });
  });

  test("is read as well in browsers that give no stream of it", async () => {
    const { shares, ask } = setUp();
    const { url, headers, body } = post(formOf({ text: "x" }));
    const blob = await new Response(body).blob();
    ask({ url, headers, blob: async () => blob } as Partial<Request>);
    expect(await claim(shares)).toMatchObject({ type: "ready", shared: { text: "x" } });
  });

  test("without a file, as a form is sent in which none was chosen, has none", async () => {
    expect(await sharedBy(formOf({ text: "x" }, new File([], "")))).toEqual({ files: [], text: "x" });
  });

  test.each([
    ["asked for", { method: "GET", url: SHARE }],
    ["posted elsewhere", { url: "https://nas.local/" }],
    ["posted by a script", { url: SHARE, mode: "cors" }],
    ["posted in a frame", { url: SHARE, destination: "iframe" }],
  ] as const)("is not what is %s", (_, request) => {
    expect(setUp().ask(request as Partial<Request>).isTaken).toBe(false);
  });
});

describe("[PWA8] of a share nothing is left", () => {
  test("that no page has claimed within a minute", async () => {
    const { ask, clock, directory, shares } = setUp();
    const { done } = ask(post(formOf({}, new File(["one"], "one"))));
    await until(() => directory.paths().length > 0);
    await settled();
    clock.advance(59_999);
    expect(directory.paths().length).toBe(1);
    clock.advance(1);
    await done;
    expect(directory.paths()).toEqual([]);
    expect(await claim(shares)).toEqual({ type: "failed", reason: "gone" });
  });

  test("that did not fit, and its page is told", async () => {
    const { ask, directory, shares } = setUp({ freeBytes: 10 });
    const { done } = ask(post(formOf({}, new File(["x".repeat(11)], "big"))));
    expect(await claim(shares)).toEqual({ type: "failed", reason: "no-room" });
    await done;
    expect(directory.paths()).toEqual([]);
  });

  test("that was cut off, and its page is told", async () => {
    const { ask, directory, shares } = setUp();
    const whole = post(formOf({}, new File(["one"], "one")));
    const bytes = await new Response(whole.body).bytes();
    const { done } = ask({ ...whole, body: new Blob([bytes.slice(0, -20)]).stream() });
    expect(await claim(shares)).toEqual({ type: "failed", reason: "broken" });
    await done;
    expect(directory.paths()).toEqual([]);
  });

  test("when the page that had it lets go of it, and not before", async () => {
    const { ask, directory, locks, shares } = setUp();
    const held = Promise.withResolvers<void>();
    void locks.request("p2p-share shared 7", {}, () => held.promise);
    const { done } = ask(post(formOf({}, new File(["one"], "one"))));
    expect(await claim(shares)).toMatchObject({ type: "ready" });
    await done;
    expect(directory.paths().length).toBe(1);
    held.resolve();
    await settled();
    await shares.hear({ type: "tidy-shares" }, undefined);
    expect(directory.paths()).toEqual([]);
  });

  test("whose service worker was ended: the next one that starts removes it", async () => {
    const { ask, directory, locks, shares } = setUp();
    ask(post(formOf({}, new File(["one"], "one"))));
    await until(() => directory.paths().length > 0);
    locks.releaseAll();
    await shares.tidy();
    expect(directory.paths()).toEqual([]);
  });

  test("twice: a second page that asks gets nothing", async () => {
    const { ask, shares } = setUp();
    ask(post(formOf({ text: "x" })));
    const [first, second] = await Promise.all([claim(shares), claim(shares)]);
    expect([first, second]).toMatchObject([{ type: "ready" }, { type: "failed", reason: "gone" }]);
  });
});

/** Lets everything happen that needs no time. */
async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await settled();
}
