import type { AppPage } from "./app.ts";

/** What a sender's page shows of one device. */
export interface ShownReceiver {
  readonly device: string;
  readonly state: string;
  readonly files: readonly string[];
  readonly sha256: readonly (string | undefined)[];
}

/** Each device's card, in order. */
export function receivers({ tab }: AppPage): Promise<ShownReceiver[]> {
  return tab.page.$$eval("[data-testid=receiver]", (cards) =>
    cards.map((card) => {
      const { device = "", state = "" } = (card as HTMLElement).dataset;
      const rows = [...card.querySelectorAll<HTMLElement>("[data-testid=transfer]")];
      const sha256 = rows.map(({ dataset }) => dataset["sha256"]);
      return { device, state, files: rows.map(({ dataset }) => dataset["state"] ?? ""), sha256 };
    }),
  );
}

/** Resolves when the devices are in these states, in any order. */
export async function untilStates({ tab }: AppPage, ...states: readonly string[]): Promise<void> {
  const wanted = [...states].sort().join(" ");
  await tab.page.waitForFunction(
    (due) => {
      const cards = [...document.querySelectorAll<HTMLElement>("[data-testid=receiver]")];
      return (
        cards
          .map(({ dataset }) => dataset["state"] ?? "")
          .sort()
          .join(" ") === due
      );
    },
    { timeout: 60_000, polling: 50 },
    wanted,
  );
}
