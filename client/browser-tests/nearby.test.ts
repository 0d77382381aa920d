import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { LAN_ADDRESS } from "../../config/tasks/isolated-network.ts";
import { AppPage } from "./harness/app.ts";
import { expectVerified } from "./harness/arrival.ts";
import { chromium, firefox } from "./harness/browsers.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import { startNamingProxy } from "./harness/naming-proxy.ts";
import { answer, ask, ownName, question, sees, seesNot, sendTo, untilAsked } from "./harness/nearby.ts";
import { receivers, untilStates } from "./harness/receivers.ts";
import { type ServerAddresses, startServer, type TestServer } from "./harness/server.ts";

const MIB = 1_048_576;
const PHONE = { width: 390, height: 844 };

const open: AppPage[] = [];
let server: TestServer;
let file: TestFile;

beforeAll(() => {
  file = makeFile({ name: "notes.bin", size: 2 * MIB });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  await server.stop();
});

async function visit(browser: ReturnType<typeof chromium>, at: ServerAddresses = server, viewport = PHONE) {
  const page = await AppPage.open(browser, at, { viewport });
  open.push(page);
  return page;
}

/** A phone and a computer that see each other. */
async function neighbours(env: Record<string, string> = {}) {
  server = await startServer(env);
  const phone = await visit(chromium("a"));
  const desk = await visit(firefox(), server, { width: 1280, height: 800 });
  const names = { phone: await ownName(phone), desk: await ownName(desk) };
  await sees(phone, names.desk);
  await sees(desk, names.phone);
  return { phone, desk, names };
}

const tap = ({ tab }: AppPage, testId: string) => tab.page.locator(`[data-testid=${testId}]`).click();

/** The `data-*` attributes of what has the focus. */
function focused({ tab }: AppPage) {
  return tab.page.evaluate(() => ({ ...(document.activeElement as HTMLElement).dataset }));
}

describe("devices nearby", () => {
  test("[NEAR12] one press and a yes: the file is there, and verified", async () => {
    const { phone, desk, names } = await neighbours();
    expect(names.phone).toMatch(/^Chrome on Linux \d\d$/);
    expect(names.desk).toMatch(/^Firefox on Linux \d\d$/);
    await sendTo(phone, names.desk, file);
    expect(await question(desk)).toBe(`${names.phone} wants to send you 1 file, 2.1\u00a0MB`);
    await answer(desk, "accept");
    await expectVerified(phone, desk, file);
    expect(await desk.text()).not.toContain("Accept");
  });

  test("[NEAR15] a no by Escape is told, and beside the code it can be said once more, or taken back", async () => {
    const { phone, desk, names } = await neighbours();
    await phone.choose(file);
    await phone.code();
    await desk.tab.page.focus("[data-testid=nearby-device]");
    await ask(phone, names.desk);
    await question(desk);
    expect(await focused(desk)).toMatchObject({ testid: "invitation" });
    await desk.tab.page.mouse.click(5, 5); // beside it
    await desk.tab.page.keyboard.press("Escape");
    await untilAsked(phone, names.desk, "declined");
    expect(await focused(desk)).toMatchObject({ name: names.phone });
    expect(await phone.text()).toContain("Declined. Tap to ask again");
    await ask(phone, names.desk);
    await question(desk);
    await phone.tab.page.locator("[data-testid=nearby-take-back]").click();
    await desk.tab.page.waitForSelector("[data-testid=invitation][data-over=withdrawn]");
    expect(await desk.text()).toContain(`${names.phone} took the invitation back.`);
    await answer(desk, "decline");
  });

  test("[NEAR13] are known by the name that their person gives them, also after a reload", async () => {
    const { phone, desk, names } = await neighbours();
    await phone.tab.page.locator("[data-testid=device-rename]").click();
    await phone.tab.page.locator("[data-testid=device-name-input]").fill("Anna's \u202ephone");
    await phone.tab.page.keyboard.press("Enter");
    await sees(desk, "Anna's phone");
    await phone.tab.page.reload();
    expect(await ownName(phone)).toBe("Anna's phone");
    await sees(phone, names.desk);
    await sees(desk, "Anna's phone");
  });
});

test("[NEAR17] while one device is served a further one is invited by one tap, and comes by one", async () => {
  const film = makeFile({ name: "film.bin", size: 24 * MIB });
  const { phone, desk, names } = await neighbours();
  const tablet = await visit(chromium("b"));
  const tabletName = await ownName(tablet);
  await phone.choose(film);
  await phone.code();
  await tap(phone, "admit");
  await phone.tab.page.waitForSelector("[data-testid=admit]:checked");
  await ask(phone, names.desk);
  await answer(desk, "accept");
  await desk.untilMoving();
  await tap(desk, "pause");
  await untilStates(phone, "paused");
  await seesNot(phone, names.desk);
  await seesNot(tablet, names.phone);
  await ask(phone, tabletName);
  expect(await question(tablet)).toContain(names.phone);
  await answer(tablet, "decline");
  await untilAsked(phone, tabletName, "declined");
  await untilStates(phone, "paused");
  await ask(phone, tabletName);
  await answer(tablet, "accept");
  const [got] = await tablet.until("done");
  expect(got?.sha256).toBe(film.sha256);
  await untilStates(phone, "done", "paused");
  await tap(desk, "resume");
  await untilStates(phone, "done", "done");
  for (const { sha256 } of await receivers(phone)) expect(sha256).toEqual([film.sha256]);
  expect(await phone.tab.page.$("[data-testid=nearby-device]")).toBeNull();
});

describe("where nobody is shown", () => {
  test("[NEAR11] because DISCOVERY is off, the page has no word of it, and no socket for it", async () => {
    server = await startServer({ DISCOVERY: "off" });
    const page = await visit(chromium("a"));
    await page.choose(file);
    await page.code();
    expect((await page.text()).toLowerCase()).not.toContain("nearby");
    const { requests } = page.tab;
    expect(requests.some((url) => url.endsWith("/instance"))).toBe(true);
    expect(requests.filter((url) => /nearby/.test(url))).toEqual([]);
    expect(requests.filter((url) => url.startsWith("ws:"))).toHaveLength(1); // the code's own
  });

  test("[NEAR14] because the address is a proxy's, the page says so, and what its operator can do", async () => {
    server = await startServer();
    const { port } = new URL(server.url);
    const proxy = await startNamingProxy(Number(port), LAN_ADDRESS, "203.0.113.7");
    try {
      const behind = { url: proxy.url, loopbackUrl: proxy.url };
      const hidden = await visit(chromium("a"), behind);
      await hidden.tab.page.waitForSelector("[data-testid=nearby][data-scope=hidden]");
      expect(await hidden.text()).toContain("TRUST_PROXY to its proxy, or DISCOVERY=all");
    } finally {
      proxy.stop();
    }
  });
});
