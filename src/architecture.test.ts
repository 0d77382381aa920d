import { describe, expect, test } from "bun:test";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dir, "..");
const IMPORT = /(?:from|import)\s*\(?\s*"([^"]+)"/g;

/** Time, randomness, storage, network and environment that come from nowhere. */
const AMBIENT =
  /\b(Date\.now|new Date|Math\.random|performance\.now|setTimeout|setInterval|crypto\.(getRandomValues|randomUUID|subtle)|process\.env|Bun\.(serve|listen|udpSocket|file)|localStorage|indexedDB|new WebSocket|new RTCPeerConnection|new Worker|fetch\()/;

interface Source {
  readonly path: string;
  readonly text: string;
  /** What it imports, as a path from the repository's root or as a package name. */
  readonly imports: readonly string[];
}

const sources: readonly Source[] = await Promise.all(
  ["src/**/*.ts", "client/**/*.ts", "client/**/*.tsx", "config/*.ts"]
    .flatMap((pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })])
    .filter((path) => !/^client\/dist\/|\.test\.ts$|\.d\.ts$/.test(path))
    .map(read),
);

async function read(path: string): Promise<Source> {
  const text = await Bun.file(join(ROOT, path)).text();
  const imports = [...text.matchAll(IMPORT)].map(([, specifier]) => resolve(path, specifier ?? ""));
  return { path, text, imports };
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("#protocol/")) return specifier.replace("#protocol/", "src/protocol/");
  if (specifier.startsWith("#config/")) return specifier.replace("#config/", "config/");
  if (!specifier.startsWith(".")) return specifier;
  return relative(ROOT, join(ROOT, from, "..", specifier));
}

const below = (folder: string) => sources.filter(({ path }) => path.startsWith(folder));

/** "what imports what", for every import that `isForbidden`. */
function breaches(folder: string, isForbidden: (target: string) => boolean): string[] {
  return below(folder).flatMap(({ path, imports }) =>
    imports.filter(isForbidden).map((target) => `${path} imports ${target}`),
  );
}

const inAny = (folders: readonly string[]) => (target: string) =>
  folders.some((folder) => target.startsWith(folder));
const outside = (allowed: readonly string[]) => (target: string) => !inAny(allowed)(target);

describe("the walls", () => {
  test("[ARCH0] the checks see the files they are about", () => {
    for (const folder of [
      "src/protocol/",
      "src/signaling/",
      "src/relay/",
      "src/http/",
      "src/listeners/",
      "src/tls/",
      "src/discovery/",
      "client/session/",
      "client/workers/",
      "config/",
    ]) {
      expect(below(folder).length).toBeGreaterThan(1);
    }
    expect(sources.flatMap(({ imports }) => imports)).toContain("src/protocol/ids.ts");
  });

  test("[ARCH1] the protocol imports nothing but itself and Valibot", () => {
    expect(breaches("src/protocol/", outside(["src/protocol/", "valibot"]))).toEqual([]);
  });

  test("[ARCH2] the client takes only the protocol from the server's side", () => {
    const server = (target: string) =>
      inAny(["src/", "config/"])(target) && !target.startsWith("src/protocol/");
    const product = (source: string) => !/^client\/(browser-tests|benchmarks|testing)\//.test(source);
    expect(breaches("client/", server).filter(product)).toEqual([]);
  });

  test.each([
    [
      "src/signaling/",
      [
        "src/discovery/",
        "src/relay/",
        "src/http/",
        "src/observability/",
        "src/adapters/",
        "src/app.ts",
        "elysia",
      ],
    ],
    [
      "src/relay/",
      ["src/signaling/", "src/http/", "src/observability/", "src/adapters/", "src/app.ts", "elysia"],
    ],
    [
      "src/discovery/",
      [
        "src/signaling/",
        "src/relay/",
        "src/http/",
        "src/observability/",
        "src/adapters/",
        "src/app.ts",
        "elysia",
      ],
    ],
    ["src/http/", ["src/signaling/", "src/relay/", "src/adapters/", "src/app.ts"]],
    ["src/adapters/", ["src/signaling/", "src/relay/", "src/http/", "src/app.ts"]],
    ["src/listeners/", ["src/signaling/", "src/relay/", "src/http/", "src/adapters/", "src/app.ts"]],
    [
      "src/tls/",
      [
        "src/signaling/",
        "src/relay/",
        "src/http/",
        "src/adapters/",
        "src/listeners/",
        "src/app.ts",
        "elysia",
      ],
    ],
    [
      "src/self-check/",
      ["src/signaling/", "src/relay/", "src/http/", "src/adapters/", "src/app.ts", "elysia"],
    ],
    [
      "src/observability/",
      ["src/signaling/", "src/relay/", "src/http/", "src/adapters/", "src/app.ts", "@opentelemetry/"],
    ],
    ["src/collections/", ["src/signaling/", "src/relay/", "src/http/", "src/adapters/"]],
    ["src/ports/", ["src/signaling/", "src/relay/", "src/http/", "src/adapters/", "src/collections/"]],
    ["config/", ["src/signaling/", "src/relay/", "src/http/", "src/adapters/", "src/app.ts", "client/"]],
  ])("[ARCH3] %s does not know its neighbours", (folder, forbidden) => {
    expect(breaches(folder, inAny(forbidden))).toEqual([]);
  });

  test.each([
    [
      "client/session/",
      [
        "client/platform/",
        "client/screens/",
        "client/pairing/",
        "client/ui/",
        "client/text/",
        "solid-js/web",
      ],
    ],
    [
      "client/engine/",
      [
        "client/platform/",
        "client/saving/",
        "client/session/",
        "client/transfer/",
        "client/workers/",
        "solid-js",
      ],
    ],
    [
      "client/saving/",
      ["client/platform/", "client/session/", "client/transfer/", "client/workers/", "solid-js"],
    ],
    [
      "client/preview/",
      ["client/platform/", "client/screens/", "client/pairing/", "client/session/", "client/transfer/"],
    ],
    ["client/transfer/", ["client/platform/", "client/screens/", "client/pairing/"]],
    [
      "client/diagnostics/",
      ["client/platform/", "client/screens/", "client/pairing/", "client/transfer/", "client/workers/"],
    ],
    [
      "client/ui/",
      [
        "client/session/",
        "client/transfer/",
        "client/screens/",
        "client/pairing/",
        "client/platform/",
        "src/",
      ],
    ],
    [
      "client/menu/",
      ["client/session/", "client/transfer/", "client/screens/", "client/pairing/", "client/page/", "src/"],
    ],
    ["client/workers/", ["client/platform/", "client/session/", "client/transfer/", "solid-js"]],
    ["client/nearby/", ["client/platform/", "client/screens/", "client/transfer/", "client/workers/"]],
    [
      "client/scanning/",
      ["client/platform/", "client/screens/", "client/transfer/", "client/engine/", "client/page/"],
    ],
    ["client/screens/", ["client/platform/"]],
    [
      "client/installed/",
      ["client/platform/", "client/screens/", "client/page/", "client/transfer/", "client/workers/"],
    ],
    [
      "client/service-worker/",
      ["client/platform/", "client/session/", "client/transfer/", "client/workers/", "solid-js"],
    ],
    ["client/pairing/", ["client/platform/", "client/screens/"]],
  ])("[ARCH3] %s does not know what is built on it", (folder, forbidden) => {
    expect(breaches(folder, inAny(forbidden))).toEqual([]);
  });

  test("[OBS6] traces' SDK is loaded by one adapter, which is loaded only where there is a collector", () => {
    const importers = (target: RegExp) =>
      sources.filter(({ imports }) => imports.some((path) => target.test(path))).map(({ path }) => path);
    expect(importers(/^@opentelemetry\//)).toEqual(["src/adapters/otlp-tracer.ts"]);
    expect(importers(/^src\/adapters\/otlp-tracer\.ts$/)).toEqual(["src/main.ts"]);
    const edge = sources.find(({ path }) => path === "src/main.ts")?.text ?? "";
    expect(edge.match(/otlp-tracer\.ts"/g)).toEqual(['otlp-tracer.ts"']);
    expect(edge).toContain('await import("./adapters/otlp-tracer.ts")');
  });

  test("[ARCH4] only adapters, the platform, the edge and tests touch the world", () => {
    const edge =
      /^src\/(adapters|benchmarks|testing)\/|^src\/(main|health-check)\.ts$|^src\/http\/(page|built-file)\.ts$|^src\/(relay|listeners|self-check)\/sockets\.ts$|^client\/(platform|browser-tests|benchmarks|testing|service-worker)\/|^client\/saving\/browser-storage\.ts$|\.worker\.ts$|^client\/(main|page\/(page-session|sessions))\.tsx?$/;
    const ambient = sources
      .filter(({ path, text }) => !edge.test(path) && AMBIENT.test(text))
      .map(({ path }) => path);
    expect(ambient).toEqual([]);
  });

  test("[ARCH5] no file is over 300 lines and none only passes on others", () => {
    for (const { path, text } of sources) {
      expect([path, text.split("\n").length <= 301]).toEqual([path, true]);
      expect([path, /^export (\*|\{[^}]*\}) from/m.test(text)]).toEqual([path, false]);
    }
  });

  test("[ARCH6] what plain http does not have is asked for in the platform only, where its absence is handled", () => {
    const missing =
      /crypto\.subtle|randomUUID|navigator\.(clipboard|storage|serviceWorker|locks|wakeLock)|showSaveFilePicker|showDirectoryPicker/;
    const users = below("client/").filter(
      ({ path, text }) =>
        !/^client\/(browser-tests|benchmarks|platform|service-worker)\//.test(path) && missing.test(text),
    );
    expect(users.map(({ path }) => path)).toEqual(["client/page/sessions.tsx"]);
  });

  test("[BOX8] only the entry asks where its file is, which in the bundle is another place", () => {
    const product = (path: string) => !/^src\/(benchmarks|testing|interop-tests)\//.test(path);
    const askers = below("src/").filter(({ path, text }) => product(path) && text.includes("import.meta"));
    expect(askers.map(({ path }) => path)).toEqual(["src/main.ts"]);
  });
});
