import type { AppPage } from "../browser-tests/harness/app.ts";
import type { ServerAddresses } from "../browser-tests/harness/server.ts";
import type { Flow } from "./flow-list.ts";
import { type Effort, Person } from "./person.ts";

/** One round of a flow. */
export interface FlowRun {
  readonly sender: Effort;
  readonly receiver: Effort;
  /** From the first action; the script takes no time to think, to read or to type. */
  readonly firstByteMs: number;
  /** Until the digest on the receiver's screen was compared. */
  readonly verifiedMs: number;
}

/** Plays a flow from two pages that have just been opened. */
export async function runFlow(
  play: NonNullable<Flow["play"]>,
  { before }: Flow,
  server: ServerAddresses,
): Promise<FlowRun> {
  const cast = { sender: await Person.at("a", server), receiver: await Person.at("b", server) };
  const { sender, receiver } = cast;
  if (before) {
    await before(cast);
    for (const person of [sender, receiver]) person.forget();
  }
  const rows = await rowsOf(receiver.app);
  await play(cast);
  const startedAtMs = Math.min(...[sender, receiver].map((person) => person.startedAtMs ?? Infinity));
  await arrived(receiver.app, rows, "byte");
  const firstByteMs = performance.now() - startedAtMs;
  await arrived(receiver.app, rows, "end");
  const verifiedMs = performance.now() - startedAtMs;
  await sender.app.until("done");
  for (const person of [sender, receiver]) await person.look();
  await Promise.all([sender, receiver].map(({ app }) => app.tab.close()));
  return { sender: sender.effort, receiver: receiver.effort, firstByteMs, verifiedMs };
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
