import type { AppPage } from "./app.ts";
import type { TestFile } from "./files.ts";

const device = (name: string) => `[data-testid=nearby-device][data-name="${name}"]`;

/** What this page calls itself. */
export async function ownName({ tab }: AppPage): Promise<string> {
  const shown = await tab.page.waitForSelector("[data-testid=device-name]");
  return (await shown?.evaluate((element) => element.textContent)) ?? "";
}

/** Resolves when the page shows a device of this name. */
export async function sees({ tab }: AppPage, name: string): Promise<void> {
  await tab.page.waitForSelector(device(name));
}

/** Resolves when the page shows no device of this name. */
export async function seesNot({ tab }: AppPage, name: string): Promise<void> {
  await tab.page.waitForSelector(device(name), { hidden: true });
}

/** Presses a device on the home screen and chooses files for it. */
export async function sendTo({ tab }: AppPage, name: string, ...files: readonly TestFile[]): Promise<void> {
  const button = await tab.page.waitForSelector(device(name));
  const [chooser] = await Promise.all([tab.page.waitForFileChooser(), button?.click()]);
  await chooser.accept(files.map(({ path }) => path));
}

/** Presses a device beside a code. */
export async function ask({ tab }: AppPage, name: string): Promise<void> {
  await tab.page.locator(`[data-testid=nearby-invite] ${device(name)}`).click();
}

/** Resolves when the page says this of the invitation of a device. */
export async function untilAsked({ tab }: AppPage, name: string, state: string): Promise<void> {
  await tab.page.waitForSelector(`${device(name)}[data-asked=${state}]`);
}

/** What the page is asked, once it is. */
export async function question({ tab }: AppPage): Promise<string> {
  const shown = await tab.page.waitForSelector("[data-testid=invitation]:not([data-over]) h2");
  return (await shown?.evaluate((element) => element.textContent)) ?? "";
}

/** Answers the question on screen. */
export async function answer({ tab }: AppPage, how: "accept" | "decline"): Promise<void> {
  await tab.page.locator(`[data-testid=invitation-${how}]`).click();
  await tab.page.waitForSelector("[data-testid=invitation]", { hidden: true });
}
