import type { TestPage } from "./pages.ts";

/**
 * Notes what a browser has against a page, to be called before it is opened: warnings and errors of its console; in
 * Chromium also issues (deprecations, blocked or mixed content, cookies) and preloads for nothing.
 */
export async function noteComplaints(tab: TestPage, noted: string[]): Promise<void> {
  tab.page.on("console", (message) => {
    if (/^(warn|error)/.test(message.type())) noted.push(`${message.type()}: ${message.text()}`);
  });
  tab.page.on("pageerror", (error) => void noted.push(String(error)));
  if (tab.browser.engine !== "chromium") return;
  const session = await tab.page.createCDPSession();
  session.on("Audits.issueAdded", ({ issue }) => void noted.push(JSON.stringify(issue)));
  await session.send("Audits.enable");
}
