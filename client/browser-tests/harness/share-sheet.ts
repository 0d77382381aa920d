import type { ElementHandle } from "puppeteer-core";
import type { TestFile } from "./files.ts";
import type { TestPage } from "./pages.ts";

/** Stands for a device's share sheet: a page of another origin, with the form that a share sheet posts. */
export interface ShareSheet {
  /** Shares with the installed page in this tab, which shows it afterwards. */
  share(
    tab: TestPage,
    shared: { readonly files?: readonly Pick<TestFile, "path">[]; readonly text?: string },
  ): Promise<void>;
  stop(): Promise<void>;
}

/** @param origin of the installed page */
export function startShareSheet(origin: string): ShareSheet {
  const form = `<!doctype html><title>Share</title>
    <form method="post" enctype="multipart/form-data" action="${origin}/share">
    <input name="title"><input name="text"><input name="url"><input type="file" name="files" multiple>
    <button>Share</button></form>`;
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => new Response(form, { headers: { "Content-Type": "text/html; charset=utf-8" } }),
  });
  return {
    async share({ page }, { files = [], text = "" }) {
      await page.goto(`http://127.0.0.1:${server.port}/`);
      await page.type("input[name=text]", text);
      const input = (await page.$("input[type=file]")) as ElementHandle<HTMLInputElement> | null;
      await input?.uploadFile(...files.map(({ path }) => path));
      await Promise.all([page.waitForNavigation(), page.click("button")]);
    },
    stop: () => server.stop(true),
  };
}
