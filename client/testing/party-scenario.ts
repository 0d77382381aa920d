import { sampleFiles } from "./scenario.ts";
import type { TestPage } from "./test-page.ts";
import type { TestParty } from "./test-party.ts";

const file = sampleFiles(15);

/** Alice shows a code for several devices. */
export async function admitting(alice: TestParty, ...names: readonly string[]): Promise<string> {
  alice.party.send(names.map((name) => file(name, 200_000)));
  const first = alice.page(0);
  await first.at("waiting");
  first.controller.code.admit(true);
  await first.until(({ session }) => session.at === "waiting" && session.admitsMore === true);
  return first.code();
}

/** They join, one after the other, as soon as the code is there for the next. */
export async function asked(code: string, ...pages: readonly TestPage[]): Promise<void> {
  for (const page of pages) {
    page.controller.join(code);
    await page.isAsked();
  }
}

/** These accept, and what they do so with is verified on both sides. */
export async function accepted(alice: TestParty, ...pages: readonly TestPage[]): Promise<void> {
  for (const page of pages) page.controller.files.accept();
  await Promise.all(pages.map((page) => page.isSettled()));
  const connected = alice.pages.filter(({ session }) => session.at === "connected");
  await Promise.all(connected.map((page) => page.isSettled()));
}
