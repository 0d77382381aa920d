import { expect, test } from "bun:test";
import type { AppPage } from "./harness/app.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { makeFile, makeFiles, type TestFile } from "./harness/files.ts";
import { receivers, untilStates } from "./harness/receivers.ts";
import { useServer } from "./harness/visits.ts";

const MIB = 1_048_576;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };

const visit = useServer();

/** The sender shows a code for several devices. */
async function admit(sender: AppPage, files: readonly TestFile[]): Promise<string> {
  await sender.choose(...files);
  const code = await sender.code();
  await sender.tab.page.locator("[data-testid=admit]").click();
  await sender.tab.page.waitForSelector("[data-testid=admit]:checked");
  return code;
}

/** Nothing of the page is beside the screen. */
async function expectToFit({ tab }: AppPage): Promise<void> {
  const [content, width] = await tab.page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(width ?? 0);
}

test("[MANY11] three devices join one code, each gets all files, verified, and is shown by its name", async () => {
  const files = makeFiles(2, 2 * MIB);
  const sender = await visit(chromium("a"), { viewport: DESKTOP });
  const others = [await visit(chromium("b")), await visit(firefox()), await visit(chromium("b"))];
  const code = await admit(sender, files);
  for (const one of others) await one.typeCode(code);
  await untilStates(sender, "asked", "asked", "asked");
  expect(await sender.code()).toBe(code);
  await expectToFit(sender);
  for (const one of others) await one.accept();
  const received = await Promise.all(others.map((one) => one.until("done")));
  await untilStates(sender, "done", "done", "done");
  const digests = files.map(({ sha256 }) => sha256);
  for (const shown of await receivers(sender)) {
    expect(shown).toMatchObject({ files: ["done", "done"], sha256: digests });
  }
  for (const rows of received) expect(rows.map(({ sha256 }) => sha256)).toEqual(digests);
  const names = (await receivers(sender)).map(({ device }) => device);
  expect(names.filter((name) => name.includes("Firefox"))).toHaveLength(1);
  expect(names.filter((name) => /Chrom/.test(name))).toHaveLength(2);
  await sender.tab.page.locator("[data-testid=close-code]").click();
  await sender.untilText("3 devices have all 2 files, verified");
});

test("[MANY8] on a phone one device is given up, another one cancels, and the third gets all of it", async () => {
  const film = makeFile({ name: "film.bin", size: 24 * MIB });
  const sender = await visit(chromium("a"), { viewport: PHONE });
  const [given, cancels, gets] = [
    await visit(chromium("b")),
    await visit(firefox()),
    await visit(chromium("b")),
  ];
  const code = await admit(sender, [film]);
  await given.typeCode(code);
  await untilStates(sender, "asked");
  await gets.typeCode(code);
  await cancels.typeCode(code);
  await untilStates(sender, "asked", "asked", "asked");
  await expectToFit(sender);
  await gets.accept();
  await cancels.accept();
  await sender.tab.page.locator("[data-testid=receiver] [data-testid=give-up]").click();
  await given.untilText("Cancelled");
  await cancels.untilMoving();
  await cancels.tab.page.locator("[data-testid=pause]").click(); // or all of it might be there before the answer
  await cancels.tab.page.locator("[data-testid=cancel]").click();
  await cancels.press("End it");
  const [shown] = await gets.until("done");
  expect(shown?.sha256).toBe(film.sha256);
  await untilStates(sender, "done", "failed", "failed");
  await sender.tab.page.locator("[data-testid=close-code]").click();
  await sender.untilText("1 of 3 devices have everything");
  await expectToFit(sender);
});

test("[MANY9] after the first device one more gets the same files, and a reload chooses them once for both", async () => {
  const film = makeFile({ name: "film.bin", size: 64 * MIB });
  const sender = await visit(chromium("a"), { viewport: PHONE });
  const [first, second] = [await visit(chromium("b")), await visit(firefox())];
  await sender.choose(film);
  await first.typeCode(await sender.code());
  await first.accept();
  await first.untilMoving();
  await first.tab.page.locator("[data-testid=pause]").click();
  await sender.tab.page.locator("[data-testid=add-one]").click();
  await second.typeCode(await sender.code());
  await second.accept();
  await second.untilMoving();
  await second.tab.page.locator("[data-testid=pause]").click();
  await untilStates(sender, "paused", "paused");
  sender.tab.page.on("dialog", (dialog) => void dialog.accept());
  await sender.tab.page.reload();
  await untilStates(sender, "choosing", "choosing");
  await sender.chooseAgain(film);
  for (const one of [first, second]) await one.tab.page.locator("[data-testid=resume]").click();
  await Promise.all([first.until("done"), second.until("done")]);
  await sender.untilText("2 devices have the file, verified");
});
