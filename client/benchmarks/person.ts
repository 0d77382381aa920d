import { AppPage } from "../browser-tests/harness/app.ts";
import type { TestBrowser } from "../browser-tests/harness/browsers.ts";
import type { TestFile } from "../browser-tests/harness/files.ts";
import type { ServerAddresses } from "../browser-tests/harness/server.ts";
import type { ShareSheet } from "../browser-tests/harness/share-sheet.ts";
import { wordsShown } from "../browser-tests/harness/words-shown.ts";

/** What a person did on one side of a flow. */
export interface Effort {
  taps: number;
  keys: number;
  /** On the screens where something had to be done, each as it was when it was done, and on the last one. */
  words: number;
}

/** A phone, upright. */
const PHONE = { width: 390, height: 844 };

/** Somebody with a phone, whose every tap and key is counted; what the system's own dialogs ask for is not. */
export class Person {
  readonly effort: Effort = { taps: 0, keys: 0, words: 0 };
  /** Of the first action, by this process's clock. */
  startedAtMs: number | undefined;
  readonly app: AppPage;

  private constructor(app: AppPage) {
    this.app = app;
  }

  /** @param isSecure where cameras and service workers are, which plain http has not */
  static async at(browser: Promise<TestBrowser>, server: ServerAddresses, isSecure = false): Promise<Person> {
    const app = await AppPage.open(browser, server, { viewport: PHONE, isSecure });
    await app.tab.page.waitForNetworkIdle();
    return new Person(app);
  }

  /** Taps what this selector finds, once it is there. */
  async tap(selector: string): Promise<void> {
    const target = await this.app.tab.page.waitForSelector(selector);
    await this.#act();
    this.effort.taps++;
    await target?.click();
  }

  /** Opens the file dialog, by the button for it or by what this selector finds, and chooses a file in it. */
  async choose({ path }: TestFile, opener = "input[data-testid=file-input] + label"): Promise<void> {
    const { page } = this.app.tab;
    await page.waitForSelector(opener);
    const [chooser] = await Promise.all([page.waitForFileChooser(), this.tap(opener)]);
    await chooser.accept([path]);
  }

  /** Shares a file with the installed page: one tap on its name in the share sheet, outside of the page. */
  async share(sheet: ShareSheet, file: TestFile): Promise<void> {
    this.startedAtMs ??= performance.now();
    this.effort.taps++;
    await sheet.share(this.app.tab, { files: [file] });
  }

  /** Types a code into its field; the page tries it by itself. */
  async typeCode(code: string): Promise<void> {
    await this.tap("[data-testid=code-input]");
    await this.type(code);
  }

  async type(text: string): Promise<void> {
    this.effort.keys += text.length;
    await this.app.tab.page.keyboard.type(text);
  }

  /** Follows a link, from a message or from what the system's camera has read: one tap on it, outside of the page. */
  async follow(code: string): Promise<void> {
    this.startedAtMs ??= performance.now();
    this.effort.taps++;
    await this.app.openLink(code);
  }

  /** What was done so far counts no more. */
  forget(): void {
    Object.assign(this.effort, { taps: 0, keys: 0, words: 0 });
    this.startedAtMs = undefined;
  }

  /** Looks at the screen as it is at the end. */
  async look(): Promise<void> {
    this.effort.words += await wordsShown(this.app.tab.page);
  }

  async #act(): Promise<void> {
    await this.look();
    this.startedAtMs ??= performance.now();
  }
}
