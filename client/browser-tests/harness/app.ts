import type { ElementHandle } from "puppeteer-core";
import type { TestBrowser } from "./browsers.ts";
import type { TestFile } from "./files.ts";
import { openPage, type PageOptions, type TestPage } from "./pages.ts";
import type { ServerAddresses } from "./server.ts";

/** Long enough for 256 MiB at a tenth of the usual speed. */
const TRANSFER_DEADLINE_MS = 110_000;

/**
 * How often a page is looked at. The driver's waiting for mutations misses one that comes between its first look
 * and its observer, and what is shown then may not change again.
 */
const POLL_MS = 50;

/** One file as the page shows it: the `data-*` attributes of its row. */
export interface ShownTransfer {
  readonly name: string;
  readonly bytes: number;
  readonly size: number;
  readonly state: string;
  readonly sha256: string | undefined;
}

/** What a test may choose about the product's page. */
export interface AppPageOptions extends PageOptions {
  readonly path?: string;
  /** Runs in the page before its own code. */
  readonly before?: (() => void) | readonly (() => void)[];
  /** Looks on from before the first request. */
  readonly watch?: (tab: TestPage) => Promise<void>;
  /** By the loopback address, which counts as secure although it is plain http. */
  readonly isSecure?: boolean;
}

/** The product's page in a browser, used through what a person and outside tests rely on. */
export class AppPage {
  readonly tab: TestPage;
  readonly #server: ServerAddresses;

  private constructor(tab: TestPage, server: ServerAddresses) {
    this.tab = tab;
    this.#server = server;
  }

  static async open(
    browser: Promise<TestBrowser>,
    server: ServerAddresses,
    { path = "/", before, watch, isSecure = false, ...options }: AppPageOptions = {},
  ): Promise<AppPage> {
    const tab = await openPage(browser, options);
    for (const script of [before ?? []].flat()) await tab.page.evaluateOnNewDocument(script);
    await watch?.(tab);
    await tab.page.goto((isSecure ? server.loopbackUrl : server.url) + path);
    return new AppPage(tab, server);
  }

  /** The product's page that is open in a tab already. */
  static of(tab: TestPage, server: ServerAddresses): AppPage {
    return new AppPage(tab, server);
  }

  /** Chooses files from disk in the file dialog. */
  async choose(...files: readonly Pick<TestFile, "path">[]): Promise<void> {
    const input = await this.tab.page.waitForSelector("input[data-testid=file-input]");
    await input?.uploadFile(...files.map(({ path }) => path));
  }

  /** Chooses the same files once more, after the page was reloaded. */
  async chooseAgain(...files: readonly Pick<TestFile, "path">[]): Promise<void> {
    const selector = "[data-testid=choose-again] input[data-testid=file-input]";
    const input = await this.tab.page.waitForSelector(selector);
    await (input as ElementHandle<HTMLInputElement> | null)?.uploadFile(...files.map(({ path }) => path));
  }

  /** Chooses files that exist only in the page, which may have any name. */
  async chooseMade(files: readonly { readonly name: string; readonly content: string }[]): Promise<void> {
    await this.tab.page.waitForSelector("[data-testid=file-input]");
    await this.tab.page.evaluate((list) => {
      const input = document.querySelector<HTMLInputElement>("[data-testid=file-input]");
      if (!input) throw new Error("there is no file input");
      const transfer = new DataTransfer();
      for (const { name, content } of list) transfer.items.add(new File([content], name));
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }, files);
  }

  /** The code on screen, once it is there. */
  async code(): Promise<string> {
    const shown = await this.tab.page.waitForSelector("[data-testid=code]");
    return (await shown?.evaluate((element) => element.textContent)) ?? "";
  }

  /** Types a code, which is tried by itself at the sixth digit. */
  async typeCode(code: string): Promise<void> {
    await this.tab.page.locator("input[data-testid=code-input]").fill(code);
  }

  /** Presses the button beside the code, as who does not wait for the page to try it by itself. */
  async pressJoin(): Promise<void> {
    await this.tab.page.click("[data-testid=join]");
  }

  /** Opens the link of a code in this page. */
  async openLink(code: string): Promise<void> {
    await this.tab.page.goto(`${this.#server.url}/#${code}`);
  }

  async accept(): Promise<void> {
    await this.tab.page.waitForSelector("[data-testid=accept]");
    await this.tab.page.locator("[data-testid=accept]").click();
  }

  /** Presses a button once it has come to rest: what slides in would be missed. */
  async press(label: string): Promise<void> {
    await this.tab.page.locator(`xpath/.//button[normalize-space()='${label}']`).click();
  }

  /** Everything that it shows, in one line. */
  text(): Promise<string> {
    return this.tab.page.evaluate(() => document.body.textContent.replace(/\s+/g, " "));
  }

  transfers(): Promise<ShownTransfer[]> {
    return this.tab.page.$$eval("[data-testid=transfer]", (rows) =>
      rows.map((row) => {
        const data = (row as HTMLElement).dataset;
        return {
          name: data["name"] ?? "",
          bytes: Number(data["bytes"]),
          size: Number(data["size"]),
          state: data["state"] ?? "",
          sha256: data["sha256"],
        };
      }),
    );
  }

  /** Resolves when there are files and each is in one of these states. */
  async until(...states: readonly string[]): Promise<ShownTransfer[]> {
    await this.tab.page.waitForFunction(
      (wanted) => {
        const rows = [...document.querySelectorAll<HTMLElement>("[data-testid=transfer]")];
        return rows.length > 0 && rows.every((row) => wanted.includes(row.dataset["state"] ?? ""));
      },
      { timeout: TRANSFER_DEADLINE_MS, polling: POLL_MS },
      states,
    );
    return this.transfers();
  }

  /** Resolves when some bytes of the first file, but not all, are there. */
  async untilMoving(): Promise<void> {
    await this.tab.page.waitForFunction(
      () => {
        const row = document.querySelector<HTMLElement>("[data-testid=transfer]");
        return row?.dataset["state"] === "moving" && Number(row.dataset["bytes"]) > 0;
      },
      { timeout: TRANSFER_DEADLINE_MS, polling: POLL_MS },
    );
  }

  /** Resolves when so many bytes of the first file are there, or it is settled. */
  async untilArrived(bytes: number): Promise<void> {
    await this.tab.page.waitForFunction(
      (wanted) => {
        const { state = "", bytes: shown } =
          document.querySelector<HTMLElement>("[data-testid=transfer]")?.dataset ?? {};
        return Number(shown) >= wanted || state === "done" || state === "failed";
      },
      { timeout: TRANSFER_DEADLINE_MS, polling: POLL_MS },
      bytes,
    );
  }

  /** Resolves when this text stands anywhere on the page. */
  async untilText(text: string): Promise<void> {
    await this.tab.page.waitForFunction(
      (wanted) => document.body.textContent.includes(wanted),
      { timeout: TRANSFER_DEADLINE_MS, polling: POLL_MS },
      text,
    );
  }
}

/** Connects two pages by typing the code, up to the point where the files can be accepted. */
export async function offer(
  sender: AppPage,
  receiver: AppPage,
  files: readonly Pick<TestFile, "path">[],
): Promise<void> {
  await sender.choose(...files);
  await receiver.typeCode(await sender.code());
}
