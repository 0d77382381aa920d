import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DockerEngine } from "./docker-engine.ts";
import { MMDEBSTRAP, pathOf } from "./programs.ts";
import { ROOT } from "./root.ts";
import { BUN, type Outcome, run } from "./run.ts";

/** What the official images leave out as well. */
const LEFT_OUT = ["doc", "info", "locale", "man"].map((name) => `path-exclude=/usr/share/${name}/*`);

/** What the official image is made of, and its user. */
const RELEASE = "bookworm";
const USER_ID = 1000;

/** Of the official image as well. */
const CHANGES = ["WORKDIR /home/bun/app", "ENV BUN_RUNTIME_TRANSPILER_CACHE_PATH=0"];

/** What the Dockerfile builds on. */
export function baseImageName(): string {
  const name = /^FROM (\S+)/m.exec(readFileSync(join(ROOT, "Dockerfile"), "utf8"))?.[1];
  if (name === undefined) throw new Error("the Dockerfile names no base image");
  return name;
}

/**
 * Makes the base image under the name that the Dockerfile asks for: the Debian release of the official one with the
 * Bun that runs this script. So a build needs no image registry.
 *
 * @param folder for files meanwhile
 */
export async function makeBaseImage(engine: DockerEngine, folder: string): Promise<Outcome> {
  const files = join(folder, "base");
  await writeBaseFiles(files);
  const system = Bun.spawn(
    [
      pathOf(MMDEBSTRAP),
      "--quiet",
      "--mode=root",
      "--variant=minbase",
      ...LEFT_OUT.map((option) => `--dpkgopt=${option}`),
      `--customize-hook=chroot "$1" groupadd --gid ${USER_ID} bun`,
      `--customize-hook=chroot "$1" useradd --uid ${USER_ID} --gid bun --shell /bin/sh --create-home bun`,
      `--customize-hook=sync-in ${files} /`,
      RELEASE,
      "-",
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const changes = CHANGES.flatMap((change) => ["--change", change]);
  const image = engine.spawn(["import", ...changes, "-", baseImageName()], system.stdout);
  const said = await Promise.all(
    [system.stderr, image.stdout, image.stderr].map((s) => new Response(s).text()),
  );
  const codes = await Promise.all([system.exited, image.exited]);
  return { ok: codes.every((code) => code === 0), output: said.join("") };
}

/**
 * Bun, and for the build in it what npm on this machine is told of its registry: which one, and whom to trust.
 * The image's own user has neither.
 */
async function writeBaseFiles(folder: string): Promise<void> {
  const bin = join(folder, "usr/local/bin");
  const root = join(folder, "root");
  for (const path of [bin, root]) mkdirSync(path, { recursive: true });
  copyFileSync(BUN, join(bin, "bun"));
  chmodSync(join(bin, "bun"), 0o755);
  const registry = await npmSetting("registry");
  const authorities = process.env["NODE_EXTRA_CA_CERTS"] || (await npmSetting("cafile"));
  if (authorities) copyFileSync(authorities, join(root, "authorities.pem"));
  const lines = [
    ...(registry ? [`registry=${registry}`] : []),
    ...(authorities ? ["cafile=/root/authorities.pem"] : []),
  ];
  writeFileSync(join(root, ".npmrc"), lines.map((line) => `${line}\n`).join(""));
}

/** Undefined where it is not set, and where there is no npm. */
async function npmSetting(name: string): Promise<string | undefined> {
  if (!Bun.which("npm")) return undefined;
  const { ok, output } = await run(["npm", "config", "get", name]);
  const value = output.trim();
  return ok && value !== "" && value !== "null" && value !== "undefined" ? value : undefined;
}
