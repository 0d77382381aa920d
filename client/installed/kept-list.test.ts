import { expect, test } from "bun:test";
import { KeptList } from "./kept-list.ts";

/** Chunks as a build describes them: which module each was made for, and whether that is imported lazily. */
const BUNDLE = {
  "assets/index-1.js": { type: "chunk", facadeModuleId: "/p/client/index.html", isDynamicEntry: false },
  "assets/index-2.js": { type: "chunk", facadeModuleId: "/p/client/text/de/index.ts", isDynamicEntry: true },
  "assets/en-1.js": { type: "chunk", facadeModuleId: "/p/client/text/en/more.ts", isDynamicEntry: true },
  "assets/FilePreview-1.js": {
    type: "chunk",
    facadeModuleId: "/p/client/preview/FilePreview.tsx",
    isDynamicEntry: true,
  },
  "assets/Screens-1.js": {
    type: "chunk",
    facadeModuleId: "/p/client/page/Screens.tsx",
    isDynamicEntry: true,
  },
  "assets/shared-1.js": { type: "chunk", facadeModuleId: null, isDynamicEntry: false },
  "icon.svg": { type: "asset" },
};

test("[PWA3] what is kept from the start is the page by its address, and all but languages and rare parts", async () => {
  const list = new KeptList();
  const bundle = Object.fromEntries(
    Object.entries(BUNDLE).map(([fileName, part]) => [fileName, { ...part, fileName }]),
  );
  (list.plugin.generateBundle as (options: unknown, bundle: unknown) => void)({}, bundle);
  const files = ["index.html", ...Object.keys(BUNDLE), "assets/authority-1.css"];
  const entries = files.map((url) => ({ url, revision: null, size: 1 }));
  const { manifest } = await list.transform(entries);
  expect(manifest.map(({ url }) => url)).toEqual([
    "/",
    "/assets/index-1.js",
    "/assets/en-1.js",
    "/assets/Screens-1.js",
    "/assets/shared-1.js",
    "/icon.svg",
  ]);
});
