import type { AppPage } from "../browser-tests/harness/app.ts";
import { chromium } from "../browser-tests/harness/browsers.ts";
import type { ServerAddresses } from "../browser-tests/harness/server.ts";
import type { Device, Flow } from "./flow-list.ts";
import { type Effort, Person } from "./person.ts";

/** One round of a flow. */
export interface FlowRun {
  readonly sender: Effort;
  /** Of each, where there are several. */
  readonly receiver: Effort;
  /** From the first action; the script takes no time to think, to read or to type. */
  readonly firstByteMs: number;
  /** Until the digest on the last receiver's screen was compared. */
  readonly verifiedMs: number;
}

/** Plays a flow from pages that have just been opened: two sides are two browsers. */
export async function runFlow(
  play: NonNullable<Flow["play"]>,
  { before, sender: from = {}, receivers: to = [{}] }: Flow,
  server: ServerAddresses,
): Promise<FlowRun> {
  const sender = await personAt("a", from, server);
  const receiver = await personAt("b", to[0] ?? {}, server);
  const receivers = [receiver];
  for (const device of to.slice(1)) receivers.push(await personAt("b", device, server));
  const all = [sender, ...receivers];
  const cast = { sender, receiver, receivers, server };
  if (before) {
    await before(cast);
    for (const person of all) person.forget();
  }
  const rows = await rowsOf(receiver.app);
  await play(cast);
  const startedAtMs = Math.min(...all.map((person) => person.startedAtMs ?? Infinity));
  await Promise.race(receivers.map(({ app }) => arrived(app, rows, "byte")));
  const firstByteMs = performance.now() - startedAtMs;
  await Promise.all(receivers.map(({ app }) => arrived(app, rows, "end")));
  const verifiedMs = performance.now() - startedAtMs;
  await sender.app.until("done");
  for (const person of all) await person.look();
  await Promise.all(all.map(({ app }) => app.tab.close()));
  return { sender: sender.effort, receiver: receiver.effort, firstByteMs, verifiedMs };
}

function personAt(which: "a" | "b", { browser, isSecure }: Device, server: ServerAddresses): Promise<Person> {
  return Person.at(browser?.() ?? chromium(which), server, isSecure);
}

const rowsOf = (app: AppPage) => app.transfers().then(({ length }) => length);

/** Resolves when a row behind the first `rows` has a byte, or is verified. */
async function arrived(app: AppPage, rows: number, what: "byte" | "end"): Promise<void> {
  await app.tab.page.waitForFunction(
    (known, isEnd) => {
      const all = [...document.querySelectorAll<HTMLElement>("[data-testid=transfer]")];
      return all.slice(known).some(({ dataset: { state, bytes } }) => {
        return state === "done" || (!isEnd && Number(bytes) > 0);
      });
    },
    { polling: "raf" },
    rows,
    what === "end",
  );
}
