import { expect } from "bun:test";
import type { AppPage } from "./app.ts";
import { sha256File } from "./downloads.ts";
import type { TestFile } from "./files.ts";
import type { ServerAddresses } from "./server.ts";

/** Both pages show the only file as verified, and it lies in the download folder with the exact bytes. */
export async function expectVerified(sender: AppPage, receiver: AppPage, file: TestFile): Promise<void> {
  for (const page of [receiver, sender]) {
    expect(await page.until("done", "failed")).toMatchObject([{ state: "done", sha256: file.sha256 }]);
  }
  const saved = await receiver.tab.downloads.file({ size: file.size });
  expect(await sha256File(saved.path)).toBe(file.sha256);
}

/** The same, and all of it came by way of the relay. */
export async function expectRelayed(
  sender: AppPage,
  receiver: AppPage,
  file: TestFile,
  server: ServerAddresses,
): Promise<void> {
  await expectVerified(sender, receiver, file);
  for (const { tab } of [sender, receiver]) {
    const path = await tab.page.$eval("[data-testid=path]", (chip) => (chip as HTMLElement).dataset["path"]);
    expect(path).toBe("relayed");
  }
  expect((await stats(server))["relayBytes"]).toBeGreaterThan(file.size);
}

/** What the server counts. */
export async function stats({ url }: ServerAddresses): Promise<Record<string, number>> {
  return (await (await fetch(`${url}/stats`)).json()) as Record<string, number>;
}
