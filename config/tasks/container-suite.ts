import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BROWSER_FLAGS, BROWSER_PROGRAMS, CONTAINER_FOLDER } from "./browser-suite.ts";
import { makeBaseImage } from "./container-base-image.ts";
import { installMissing } from "./debian-packages.ts";
import { type DockerEngine, startDockerEngine } from "./docker-engine.ts";
import { isolate } from "./isolated-network.ts";
import { DOCKER, DOCKER_COMPOSE, DOCKERD, MMDEBSTRAP } from "./programs.ts";
import { type Outcome, say } from "./run.ts";
import { runTests, type TestRun, testFiles } from "./test-run.ts";

/** Names the folder with the engine's images to the tests. */
export const ENGINE_VARIABLE = "P2P_SHARE_TEST_ENGINE";

/** The image's name, as in the README. */
export const IMAGE = "p2p-share";

const PROGRAMS = [DOCKER, DOCKERD, DOCKER_COMPOSE, MMDEBSTRAP];

/** Files of tests of the container image. */
export const containerFiles = (filter?: string): string[] =>
  testFiles(`${CONTAINER_FOLDER}**/*.test.ts`, filter);

/** Tests of the image as an engine runs it, in two steps: the image can be built beside other tests. */
export class ContainerSuite {
  readonly #files: readonly string[];
  #folder: string | undefined;

  constructor(files: readonly string[]) {
    this.#files = files;
  }

  /** Whether there is an image to be tested. */
  get isReady(): boolean {
    return this.#folder !== undefined;
  }

  /** Builds the image as the README says, or says loudly why this and the tests are skipped. */
  async build(): Promise<TestRun> {
    const reason = await problem();
    if (reason !== undefined) return skipped(reason);
    this.#folder = mkdtempSync(join(tmpdir(), "p2p-share-engine-"));
    const engine = await startDockerEngine(this.#folder, "host").catch(String);
    if (typeof engine === "string") {
      this.remove();
      return skipped(engine);
    }
    const { ok, output } = await buildImage(engine, this.#folder);
    await engine.stop();
    if (!ok) this.remove();
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
  }

  /** Runs the tests on a network of their own. */
  async test(): Promise<TestRun> {
    const probe = isolate([]);
    const missing = probe.isolated ? await installMissing(BROWSER_PROGRAMS) : probe.reason;
    if (!probe.isolated || missing) return skipped(missing ?? "");
    const wrap = (command: string[]) => [
      ...probe.command,
      "env",
      `${ENGINE_VARIABLE}=${this.#folder}`,
      ...command,
    ];
    return runTests(this.#files, { flags: BROWSER_FLAGS, show: true, wrap });
  }

  /** Removes all images. */
  remove(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }
}

async function problem(): Promise<string | undefined> {
  if (process.platform !== "linux") return "containers need Linux";
  if (process.getuid?.() !== 0) return "only root can start a Docker engine";
  const probe = isolate([]);
  return probe.isolated ? installMissing(PROGRAMS) : probe.reason;
}

/** The build takes the machine's own network, so that it gets packages as everything else here does. */
async function buildImage(engine: DockerEngine, folder: string): Promise<Outcome> {
  const base = await makeBaseImage(engine, folder);
  return base.ok ? await engine.docker(["build", "--network=host", "-t", IMAGE, "."]) : base;
}

function skipped(reason: string): TestRun {
  say(`\n*** CONTAINER TESTS SKIPPED: ${reason} ***\n`);
  return { passed: 0, failed: 0, skipped: 1, output: "" };
}
