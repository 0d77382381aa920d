import { expect, test } from "bun:test";
import { join } from "node:path";
import type { Setting } from "./settings/setting.ts";
import { settings } from "./settings.ts";

const ROOT = join(import.meta.dir, "..");
const text = (path: string) => Bun.file(join(ROOT, path)).text();

const dockerfile = await text("Dockerfile");
const compose = await text("config/compose.yaml");
const readme = await text("README.md");

/** What the server listens on where nothing is set, as Docker writes ports. */
const LISTENS = [
  [settings.port, ["tcp"]],
  [settings.httpsPort, ["tcp"]],
  [settings.turnPort, ["tcp", "udp"]],
  [settings.turnTlsPort, ["tcp"]],
] as const;
const PORTS = LISTENS.flatMap(([setting, protocols]) => protocols.map((p) => `${setting.default}/${p}`));

/** Those without TLS, which is off by default. */
const PLAIN_PORTS = PORTS.filter((port) => !/^(8443|5349)\//.test(port));

const withProtocol = (port: string) => (port.includes("/") ? port : `${port}/tcp`);
const instructions = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, "gm"))].map(([, rest]) => rest ?? "");

test("[BOX7] the image is built on one pinned version of the official Bun image, that of the README", async () => {
  const [version] = /\d+\.\d+\.\d+/.exec(/bun@[\d.]+/.exec(readme)?.[0] ?? "") ?? [];
  const bases = instructions("FROM").map((base) => base.split(" ")[0]);
  expect(bases).toEqual([`oven/bun:${version}-slim`, `oven/bun:${version}-slim`]);
  expect(JSON.parse(await text("package.json")).devDependencies["bun-types"]).toBe(version);
});

test("[BOX7] nothing in it depends on the processor", () => {
  expect(dockerfile).not.toMatch(/amd64|arm64|aarch64|x86|x64|musl|--platform|TARGETARCH/i);
  // No package's install script runs, so none compiles or fetches anything; what ships is JavaScript and the page.
  expect(instructions("RUN").filter((command) => /\binstall\b/.test(command))).toEqual([
    "bun install --frozen-lockfile --ignore-scripts",
    "install --directory --owner=bun --group=bun /data",
  ]);
  const shipped = instructions("COPY").filter((files) => files.startsWith("--from=build"));
  expect(shipped.map((files) => files.split(" ")[1])).toEqual([
    "/app/LICENSE",
    "/app/client/dist",
    "/app/dist",
  ]);
});

test("[BOX7] it runs as a user without privileges, gets signals itself, and says which ports it has", () => {
  expect(instructions("USER")).toEqual(["bun"]);
  expect(instructions("ENTRYPOINT").map((command) => JSON.parse(command))).toEqual([["bun", "dist/main.js"]]);
  expect(instructions("VOLUME")).toEqual([]);
  const exposed = instructions("EXPOSE").flatMap((ports) => ports.split(" "));
  expect(exposed.map(withProtocol).sort()).toEqual([...PORTS].sort());
});

test("[BOX7] the README's line publishes the ports, each under its own number", () => {
  const published = [...readme.matchAll(/ -p (\S+)/g)].map(([, port]) => port ?? "");
  const expected = PLAIN_PORTS.map((port) => `${port.split("/")[0]}:${port}`);
  expect(published.map(withProtocol).sort()).toEqual(expected.sort());
});

test("[BOX6] every line of the compose file says what it is for", () => {
  const bare = compose.split("\n").filter((line) => line.trim() !== "" && !/#.*\w/.test(line));
  expect(bare).toEqual([]);
});

/** The file, and the file with everything in it that is commented out. */
const WAYS = [
  ["as it is", compose, PLAIN_PORTS],
  ["with all that it offers", uncommented(compose), PORTS],
] as const;

test.each(WAYS)("[BOX6] the compose file, %s, has ports and settings that exist", (_, yaml, ports) => {
  const { services } = Bun.YAML.parse(yaml) as { services: Record<string, Service> };
  const [service] = Object.values(services);
  const expected = ports.map((port) => `${port.split("/")[0]}:${port}`);
  expect(service?.ports.map(withProtocol).sort()).toEqual(expected.sort());
  const known = Object.values<Setting<unknown>>(settings).map(({ env }) => env);
  expect(Object.keys(service?.environment ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges"],
    env_file: "example.env",
  });
});

interface Service {
  readonly ports: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
}

/** A line is a part that is left out where a comment begins with a key or an entry of a list. */
function uncommented(yaml: string): string {
  return yaml.replace(/^( *)# ((?: *)(?:- "|- data:|\w+:))/gm, "$1$2");
}
