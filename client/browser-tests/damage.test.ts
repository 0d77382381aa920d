import { describe, expect, test } from "bun:test";
import { offer } from "./harness/app.ts";
import { expectVerified } from "./harness/arrival.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { flipBits } from "./harness/damage.ts";
import { makeFile } from "./harness/files.ts";
import { useServer } from "./harness/visits.ts";

const MIB = 1_048_576;

const visit = useServer();

describe("damage", () => {
  const PAIRS = [
    ["Chromium to Firefox", () => chromium("a"), firefox],
    ["Firefox to Chromium", firefox, () => chromium("b")],
  ] as const;

  test.each(PAIRS)(
    "[XFER6] %s: one flipped bit is found, and its piece comes once more",
    async (_, from, to) => {
      const sender = await visit(from(), { before: flipBits });
      const receiver = await visit(to());
      const file = makeFile({ name: "mended.bin", size: 9 * MIB });
      await offer(sender, receiver, [file]);
      await receiver.accept();
      await expectVerified(sender, receiver, file);
    },
  );

  test.each(PAIRS)(
    "[XFER6] %s: what is always wrong fails on both sides, and nothing is saved",
    async (_, from, to) => {
      const sender = await visit(from(), { before: flipBits, path: "/?damage=all" });
      const receiver = await visit(to());
      await offer(sender, receiver, [makeFile({ name: "damaged.bin", size: MIB })]);
      await receiver.accept();
      for (const page of [sender, receiver]) {
        const [shown] = await page.until("failed", "done");
        expect(shown?.state).toBe("failed");
        expect(shown?.sha256).toBeUndefined();
        await page.untilText("Hash mismatch");
        await page.untilText("What arrived differs from what was sent. Nothing was saved");
      }
      expect(receiver.tab.downloads.started).toEqual([]);
    },
  );
});

test.each(["sender", "receiver"] as const)(
  "[XFER9] a file that the %s gives up in the middle does not hold up the next one",
  async (who) => {
    const sender = await visit(chromium("a"));
    const receiver = await visit(firefox());
    const files = [makeFile({ name: "full.bin", size: 64 * MIB }), makeFile({ name: "next.bin", size: MIB })];
    await offer(sender, receiver, files);
    await receiver.accept();
    await receiver.untilMoving();
    await (who === "sender" ? sender : receiver).tab.page.locator("[data-testid=cancel-file]").click();
    for (const page of [sender, receiver]) {
      const shown = await page.until("failed", "done");
      expect(shown.map(({ state }) => state)).toEqual(["failed", "done"]);
      await page.untilText("Cancelled. Nothing of it was saved.");
    }
    expect((await receiver.tab.downloads.files(1)).map(({ name }) => name)).toEqual(["next.bin"]);
  },
);
