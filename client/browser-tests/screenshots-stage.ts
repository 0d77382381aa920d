import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ElementHandle } from "puppeteer-core";
import { AppPage, type AppPageOptions } from "./harness/app.ts";
import { chromium, type TestBrowser } from "./harness/browsers.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import type { PageOptions } from "./harness/pages.ts";
import type { TestServer } from "./harness/server.ts";
import { tempFolder } from "./harness/temp-folder.ts";

export const MIB = 1_048_576;

const FOLDER = join(import.meta.dir, "shots");
const README_IMAGES = join(import.meta.dir, "..", "..", "docs", "images");

/** Screens that the README shows, with the names of their pictures there. */
const README_SCREENS: ReadonlyMap<string, string> = new Map([
  ["code", "code"],
  ["moving-receiver", "moving"],
  ["done-receiver", "done"],
]);
const README_LOOK = "phone-light";

/** A scheme and a size of screen. */
export interface Look {
  readonly name: string;
  readonly options: PageOptions;
}

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };

export const LOOKS: readonly Look[] = (["light", "dark"] as const).flatMap((colorScheme) => [
  { name: `desktop-${colorScheme}`, options: { colorScheme, viewport: DESKTOP } },
  { name: `phone-${colorScheme}`, options: { colorScheme, viewport: PHONE } },
]);

/** Where scenes are played in one look, and pictures of them taken. */
export class Stage {
  readonly #look: Look;
  readonly #open: AppPage[] = [];
  #taken = 0;

  constructor(look: Look) {
    this.#look = look;
    mkdirSync(join(FOLDER, look.name), { recursive: true });
    mkdirSync(README_IMAGES, { recursive: true });
  }

  /** Throws away the pictures of a look, those of scenes that are no more among them. */
  static forget(look: Look): void {
    rmSync(join(FOLDER, look.name), { recursive: true, force: true });
  }

  /** How many pictures there are so far. */
  get taken(): number {
    return this.#taken;
  }

  async visit(browser: Promise<TestBrowser>, server: TestServer, options?: AppPageOptions): Promise<AppPage> {
    const page = await AppPage.open(browser, server, { ...options, ...this.#look.options });
    page.tab.page.on("dialog", (dialog) => void dialog.accept());
    // A picture in the middle of a change of colours would show neither.
    const scheme = this.#look.options.colorScheme ?? "light";
    await page.tab.page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    this.#open.push(page);
    return page;
  }

  /** Who makes the session, and who joins it. @param options of the second one @param first of the first one */
  async pair(
    server: TestServer,
    options?: AppPageOptions,
    first?: AppPageOptions,
  ): Promise<readonly [AppPage, AppPage]> {
    return [await this.visit(chromium("a"), server, first), await this.visit(chromium("b"), server, options)];
  }

  async take(page: AppPage, screen: string): Promise<void> {
    const path = join(FOLDER, this.#look.name, `${screen}.png`) as `${string}.png`;
    await page.tab.page.evaluate(laidOut);
    // What lies over a page lies over the window: a picture of more than that would show its end.
    const fullPage = (await page.tab.page.$("[role=dialog], [role=alertdialog]")) === null;
    await page.tab.page.screenshot({ path, fullPage });
    this.#taken++;
    const image = this.#look.name === README_LOOK ? README_SCREENS.get(screen) : undefined;
    if (image !== undefined) await Bun.write(join(README_IMAGES, `${image}.png`), Bun.file(path));
  }

  /** Both sides of it; then their pages, and all others, are closed. */
  async takeBoth(screen: string, sender: AppPage, receiver: AppPage): Promise<void> {
    await Promise.all([this.take(sender, `${screen}-sender`), this.take(receiver, `${screen}-receiver`)]);
    await this.clear();
  }

  /** Pictures of the pages as they are when a scene has failed: what it waited for is not there. */
  async takeFailure(scene: string): Promise<void> {
    const open = this.#open.filter(({ tab }) => !tab.page.isClosed());
    await Promise.allSettled(open.map((page, number) => this.take(page, `failed-${scene}-${number + 1}`)));
  }

  /** Closes all pages. */
  async clear(): Promise<void> {
    await Promise.all(this.#open.splice(0).map(({ tab }) => tab.close()));
  }
}

/** Runs in a page; resolves when what has just come is laid out, and the page is as long as it will be. */
function laidOut(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

export const movie = makeFile({ name: "Summer at the lake.mov", size: 160 * MIB });

export const papers: readonly TestFile[] = [
  makeFile({ name: "notes.pdf", size: 2_411_000 }),
  makeFile({
    name: "a very long name that a camera or a scanner gave to one of its pictures 2026-11-23.jpeg",
    size: 4_200_000,
  }),
];

/** Long enough under way for several pictures. */
export const film = makeFile({ name: "The whole holiday.mov", size: 320 * MIB });

/** A small picture that a browser can show. */
export function makePicture(): { readonly path: string } {
  const path = join(tempFolder("picture"), "lake.svg");
  writeFileSync(
    path,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 270">
      <rect width="480" height="270" fill="#bfe0f5"/>
      <circle cx="380" cy="70" r="34" fill="#ffd166"/>
      <path d="M0 160 120 70l80 60 70-40 210 90v90H0z" fill="#5a7d6a"/>
      <path d="M0 180h480v90H0z" fill="#3f88c5"/>
    </svg>`,
  );
  return { path };
}

/** A folder of files of equal size, by their paths in it. */
export function makeFolder(name: string, paths: readonly string[], size: number): string {
  const top = join(tempFolder("folder"), name);
  for (const [number, path] of paths.entries()) {
    mkdirSync(join(top, path, ".."), { recursive: true });
    writeFileSync(join(top, path), Buffer.alloc(size, number));
  }
  return top;
}

/** Chooses a folder from disk in the file dialog. */
export async function chooseFolder({ tab }: AppPage, path: string): Promise<void> {
  const input = await tab.page.waitForSelector("[data-testid=folder-input]");
  await (input as ElementHandle<HTMLInputElement> | null)?.uploadFile(path);
}
