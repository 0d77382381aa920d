import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { baseImageName } from "../../../config/tasks/container-base-image.ts";
import { ENGINE_VARIABLE, IMAGE } from "../../../config/tasks/container-suite.ts";
import { type DockerEngine, startDockerEngine } from "../../../config/tasks/docker-engine.ts";
import { DOCKER_COMPOSE, pathOf } from "../../../config/tasks/programs.ts";
import { run } from "../../../config/tasks/run.ts";
import { AppPage, offer } from "../harness/app.ts";
import { expectRelayed } from "../harness/arrival.ts";
import { chromium } from "../harness/browsers.ts";
import { makeFile } from "../harness/files.ts";
import { answerOf, Container, PORTS, PUBLISHED } from "./container.ts";

const MIB = 1_048_576;

/** Most that the image may add to its base. */
const MOST_ADDED_BYTES = 15_000_000;

let engine: DockerEngine;

beforeAll(async () => {
  engine = await startDockerEngine(process.env[ENGINE_VARIABLE] ?? "", "bridge");
});

afterAll(() => engine.stop());

test("[BOX1] the image is little larger than the one that it is made from", async () => {
  const sizes = await answerOf(engine, ["image", "inspect", "--format={{.Size}}", IMAGE, baseImageName()]);
  const [image = Number.NaN, base = Number.NaN] = sizes.split("\n").map(Number);
  process.stdout.write(`the image adds ${((image - base) / 1e6).toFixed(2)} MB to ${base / 1e6} MB\n`);
  expect(image - base).toBeGreaterThan(0);
  expect(image - base).toBeLessThanOrEqual(MOST_ADDED_BYTES);
});

describe("a container that can write nothing, has no privileges and publishes three ports", () => {
  let container: Container;

  beforeAll(async () => {
    container = await Container.start(engine, IMAGE, { ports: PORTS });
  });

  test("[BOX2] turns healthy", async () => {
    expect(await container.health()).toBe("health_status: healthy");
  });

  test("[BOX3] relays a file between two browsers outside", async () => {
    const options = { path: "/?ice=relay" };
    const sender = await AppPage.open(chromium("a"), PUBLISHED, options);
    const receiver = await AppPage.open(chromium("b"), PUBLISHED, options);
    const file = makeFile({ name: "through the container.bin", size: 16 * MIB });
    await offer(sender, receiver, [file]);
    await receiver.accept();
    await expectRelayed(sender, receiver, file, PUBLISHED);
    for (const { tab } of [sender, receiver]) {
      expect(tab.errors).toEqual([]);
      await tab.close();
    }
  });

  test("[BOX4] ends by itself when it is told to, with nothing wrong in its log and nothing written", async () => {
    // One that had to be killed would have 137.
    expect(await container.stop()).toBe(0);
    expect(await container.log()).not.toContain(`"level":"error"`);
    expect(await container.changes()).toBe("");
  });
});

test("[BOX2] the probe finds the server whatever its HOST and PORT are", async () => {
  const places = [
    { HOST: "::", PORT: "8123" }, // with no IPv6 in the container
    { HOST: "127.0.0.1", PORT: "80" },
  ];
  const containers = await Promise.all(places.map((env) => Container.start(engine, IMAGE, { env })));
  const found = await Promise.all(containers.map((container) => container.health()));
  expect(found).toEqual(["health_status: healthy", "health_status: healthy"]);
});

test("[BOX5] a volume for DATA_DIR belongs to the user whom the server runs as, and keeps its authority", async () => {
  const volumes = ["kept:/data"];
  const env = { TLS: "local-ca", DATA_DIR: "/data" };
  const container = await Container.start(engine, IMAGE, { env, volumes });
  expect(await container.health()).toBe("health_status: healthy");
  const list = [
    "--rm",
    "--volume=kept:/data",
    "--entrypoint=sh",
    IMAGE,
    "-c",
    "stat --format=%u /data /data/*",
  ];
  const owners = (await answerOf(engine, ["run", ...list])).split("\n");
  expect(owners.length).toBeGreaterThan(1);
  expect(new Set(owners)).toEqual(new Set(["1000"]));
});

test("[BOX6] Docker Compose takes the compose file", async () => {
  const command = [pathOf(DOCKER_COMPOSE), "--file", "config/compose.yaml", "config", "--quiet"];
  expect(await run(command)).toEqual({ ok: true, output: "" });
});
