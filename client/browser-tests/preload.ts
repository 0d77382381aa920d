import { afterAll } from "bun:test";
import { closeBrowsers } from "./harness/browsers.ts";
import { removeTempFolders } from "./harness/temp-folder.ts";

// Registered by `bun test --preload`, this runs once, after the last test file.
afterAll(
  async () => {
    await closeBrowsers();
    removeTempFolders();
  },
  { timeout: 30_000 },
);
