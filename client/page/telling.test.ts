import { expect, test } from "bun:test";
import { createRoot, createSignal } from "solid-js";
import type { Session } from "../session/machine.ts";
import { text } from "../text/text.ts";
import { NO_TOTALS, type Totals } from "../transfer/totals.ts";
import { createTelling, type ToldMember } from "./telling.ts";

const CONNECTED: Session = { at: "connected", role: "sender" };
const SETTLED: Session = { ...CONNECTED, settled: true };
const ENDED: Session = { at: "ended", role: "sender", ending: "finished" };
const STOPPED: Session = { at: "stopped", problem: "peer-left", sending: true };
const MOVING: Totals = { ...NO_TOTALS.out, files: 2, active: 2, dueBytes: 200, arrivedBytes: 100 };
const DONE: Totals = { ...NO_TOTALS.out, files: 2, done: 2, dueBytes: 200, arrivedBytes: 200 };

interface State {
  readonly session: Session;
  readonly totals: Totals;
}

/** A page that tells of these receivers, the last of which leads. */
function telling(...states: readonly State[]) {
  const titles: string[] = [];
  const told: string[] = [];
  return createRoot((dispose) => {
    const signals = states.map((state) => createSignal(state));
    const receivers = signals.map(
      ([state]) =>
        ({
          session: () => state().session,
          store: { totals: () => state().totals },
        }) as unknown as ToldMember,
    );
    const party = { receivers: () => receivers, lead: () => receivers.at(-1) as ToldMember };
    createTelling(party, { tell: (title) => void told.push(title) }, (title) => void titles.push(title));
    const become = (number: number, state: State) => void signals[number]?.[1](state);
    return { titles, told, become, dispose };
  });
}

test("[FLOW5] the title is of the device that is not done yet, and the end of all is told once", () => {
  const page = telling({ session: ENDED, totals: DONE }, { session: CONNECTED, totals: MOVING });
  expect(page.titles.at(-1)).toBe(text.title.of("75%", text.name));
  expect(page.told).toEqual([]);
  page.become(1, { session: SETTLED, totals: DONE });
  expect(page.titles.at(-1)).toBe(text.title.of(text.title.done, text.name));
  page.become(1, { session: ENDED, totals: DONE });
  expect(page.told).toEqual([text.told.done.title]);
  page.dispose();
});

test("[FLOW5] a device that could not be reached is over, too", () => {
  const page = telling({ session: STOPPED, totals: NO_TOTALS.out }, { session: CONNECTED, totals: MOVING });
  page.become(0, { session: STOPPED, totals: { ...NO_TOTALS.out, files: 2, offeredFiles: 2 } });
  page.become(1, { session: SETTLED, totals: DONE });
  expect(page.told).toEqual([text.told.notDone.title]);
  page.dispose();
});
