import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser, type LaunchOptions } from "puppeteer-core";
import { CHROMIUM, FIREFOX, type Program, pathOf } from "../../../config/tasks/programs.ts";
import { say } from "../../../config/tasks/run.ts";
import { trustAuthority } from "./authority.ts";
import { cameraFilm } from "./camera-film.ts";
import { inPlace, type Place } from "./nat-network.ts";
import { tempFolder } from "./temp-folder.ts";

/** A running browser process, shared by all tests of the run. */
export interface TestBrowser {
  readonly engine: "chromium" | "firefox";
  readonly driver: Browser;
  /** Process id of the browser itself; its renderers are children. */
  readonly pid: number;
}

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-component-update",
  "--no-default-browser-check",
  "--no-pings",
];

/** Puppeteer's own preferences silence most of Firefox's calls home; these are the rest. */
const FIREFOX_PREFERENCES = {
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.trr.mode": 5,
  "dom.push.connection.enabled": false,
  "browser.download.alwaysOpenPanel": false,
};

const launched = new Map<string, Promise<TestBrowser>>();

/** One of two separate Chromium processes, started at first use. */
export function chromium(which: "a" | "b" = "a"): Promise<TestBrowser> {
  return shared(`chromium-${which}`, "chromium", CHROMIUM, { args: CHROMIUM_FLAGS });
}

/** A Chromium process in another part of the network, which only a pipe leads to. */
export function chromiumIn(place: Place): Promise<TestBrowser> {
  return shared(`chromium-${place}`, "chromium", CHROMIUM, { args: CHROMIUM_FLAGS, pipe: true }, place);
}

/** A Chromium process whose camera shows `cameraFilm()`, and whose person allows it. */
export function chromiumWithCamera(): Promise<TestBrowser> {
  const camera = [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${cameraFilm().path}`,
  ];
  return shared("chromium-camera", "chromium", CHROMIUM, { args: [...CHROMIUM_FLAGS, ...camera] });
}

/** A Chromium process that installs pages and launches them with files, which it does for a pipe only. */
export function chromiumThatInstalls(): Promise<TestBrowser> {
  return shared("chromium-installs", "chromium", CHROMIUM, { args: CHROMIUM_FLAGS, pipe: true });
}

/** The Firefox process, started at first use. */
export function firefox(): Promise<TestBrowser> {
  return shared("firefox", "firefox", FIREFOX, {
    browser: "firefox",
    extraPrefsFirefox: FIREFOX_PREFERENCES,
  });
}

/** A Firefox process whose person reads these languages, as its settings list them: "fr,en". */
export function firefoxReading(languages: string): Promise<TestBrowser> {
  return shared(`firefox-${languages}`, "firefox", FIREFOX, {
    browser: "firefox",
    extraPrefsFirefox: { ...FIREFOX_PREFERENCES, "intl.accept_languages": languages },
  });
}

/** Ends every browser that was started. */
export async function closeBrowsers(): Promise<void> {
  const started = [...launched.values()];
  launched.clear();
  // One that failed to start has failed its test already, and there is nothing to close.
  const browsers = await Promise.allSettled(started);
  await Promise.all(browsers.map((b) => (b.status === "fulfilled" ? close(b.value) : undefined)));
}

async function close({ engine, driver }: TestBrowser): Promise<void> {
  // Asked politely, Firefox takes five seconds to save a profile that nobody will read.
  if (engine === "firefox") driver.process()?.kill("SIGKILL");
  await driver.close();
}

function shared(
  name: string,
  engine: TestBrowser["engine"],
  program: Program,
  options: LaunchOptions,
  place?: Place,
): Promise<TestBrowser> {
  const running = launched.get(name);
  if (running) return running;
  const starting = launch(name, engine, program, options, place);
  launched.set(name, starting);
  starting.catch(() => launched.delete(name)); // whoever needs it next may have more luck
  return starting;
}

async function launch(
  name: string,
  engine: TestBrowser["engine"],
  program: Program,
  options: LaunchOptions,
  place: Place | undefined,
): Promise<TestBrowser> {
  const path = pathOf(program);
  // Browsers write to ~/.cache and ~/.config whatever the profile is, so they get a home of their own.
  const home = tempFolder(name);
  const userDataDir = join(home, "profile");
  const certificates = engine === "firefox" ? userDataDir : join(home, ".pki", "nssdb");
  for (const folder of [userDataDir, certificates]) mkdirSync(folder, { recursive: true });
  trustAuthority(certificates);
  const executablePath = place === undefined ? path : wrapper(home, inPlace(place, [path]));
  // In the C locale of a minimal system Chromium cannot open files with names beyond ASCII.
  const locale = { LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  const env = {
    ...process.env,
    ...locale,
    HOME: home,
    XDG_CONFIG_HOME: undefined,
    XDG_CACHE_HOME: undefined,
  };
  const driver = await puppeteer.launch({ ...options, executablePath, userDataDir, env, timeout: 60_000 });
  const pid = driver.process()?.pid;
  if (pid === undefined) throw new Error(`${program.title} has no process`);
  // A browser that dies fails the tests that had pages in it; those after them get a new one.
  driver.once("disconnected", () => {
    if (!launched.delete(name)) return;
    say(`*** ${name} (process ${pid}) has ended by itself`);
  });
  return { engine, driver, pid };
}

/** A program of its own for a command of several words, which the driver cannot start. */
function wrapper(folder: string, command: readonly string[]): string {
  const path = join(folder, "start");
  writeFileSync(path, `#!/bin/sh\nexec ${command.join(" ")} "$@"\n`, { mode: 0o755 });
  return path;
}
