import { expect, test } from "bun:test";
import type { Session } from "../session/machine.ts";
import { NO_TOTALS, type Totals } from "../transfer/totals.ts";
import { pageTitle } from "./page-title.ts";

const role = "sender" as const;
const connected = { at: "connected", role } as const;
const MOVING: Partial<Totals> = { files: 2, bytes: 100, active: 2, dueBytes: 100, arrivedBytes: 68 };
const DONE: Partial<Totals> = { files: 2, bytes: 100, done: 2, dueBytes: 100, arrivedBytes: 100 };
const SOME: Partial<Totals> = { files: 2, bytes: 100, done: 1, failed: 1 };
const plan = { method: "opfs", asZip: false, capBytes: null, freeBytes: null } as const;

test.each<[Session, Partial<Totals>, string]>([
  [{ at: "home" }, {}, "P2P Share"],
  [
    { at: "waiting", code: "482913" as never, joinUrl: "http://nas/#482913", expiresAt: 0, receivers: 8 },
    {},
    "Ready to send · P2P Share",
  ],
  [{ at: "joining" }, {}, "Connecting · P2P Share"],
  [connected, {}, "Connected · P2P Share"],
  [{ ...connected, offered: { offer: 0, fileIds: [], plan } }, {}, "Accept? · P2P Share"],
  [connected, MOVING, "68% · P2P Share"],
  [{ ...connected, pausedBy: "peer" }, MOVING, "Paused · P2P Share"],
  [{ ...connected, interruptedUntil: 1 }, MOVING, "Reconnecting · P2P Share"],
  [{ ...connected, settled: true }, DONE, "✓ Done · P2P Share"],
  [{ ...connected, settled: true }, SOME, "✗ Stopped · P2P Share"],
  [{ at: "ended", role, ending: "finished" }, DONE, "✓ Done · P2P Share"],
  [{ at: "ended", role, ending: "peer-left" }, SOME, "✗ Stopped · P2P Share"],
  [{ at: "expired" }, {}, "✗ Stopped · P2P Share"],
])("[FLOW5] %j with %j is called %s", (session, totals, title) => {
  expect(pageTitle(session, { ...NO_TOTALS.out, ...totals })).toBe(title);
});
