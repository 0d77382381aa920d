import type { Plugin } from "vite";

/** What main.tsx imports as soon as it finds a code in the page's address. */
const FOR_A_CODE = /\/client\/page\/(sessions|SessionScreens)\.tsx$/;

/** Where the page's head says which files these are. */
const SCRIPT = '<script src="/early.js"';

/**
 * Puts into the page's head what a link's code needs, with all that it imports: `public/early.js` asks for it before
 * any module could (LOAD8). In the page, since that is never of another build than its files.
 */
export const linkedParts: Plugin = {
  name: "linked-parts",
  transformIndexHtml: {
    order: "post", // when the page names its own files
    handler: (html, { bundle }) =>
      bundle
        ? html.replace(SCRIPT, `${SCRIPT} data-session="${partsOfALink(html, Object.values(bundle))}"`)
        : html,
  },
};

type Files = Parameters<NonNullable<Extract<Plugin["generateBundle"], (...args: never) => unknown>>>[1];
type Part = Files[string];

function partsOfALink(html: string, parts: readonly Part[]): string {
  const chunks = parts.filter((part) => part.type === "chunk");
  const needed = new Set<string>();
  const add = (fileName: string) => {
    const address = `/${fileName}`;
    if (needed.has(address) || html.includes(`"${address}"`)) return;
    needed.add(address);
    for (const name of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) add(name);
  };
  for (const { fileName, facadeModuleId } of chunks)
    if (facadeModuleId && FOR_A_CODE.test(facadeModuleId)) add(fileName);
  return [...needed].join(" ");
}
