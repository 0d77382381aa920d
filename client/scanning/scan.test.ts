import { beforeEach, describe, expect, test } from "bun:test";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { WAITS } from "../session/waits.ts";
import { type Camera, Scan, type ScanFailure, type ScanState } from "./scan.ts";

const picture = {} as MediaStream;

let clock: FakeClock;
let states: ScanState[];
let codes: string[];
/** Cameras that are on. */
let on: number;
let seen: readonly string[];
let lose: () => void;

beforeEach(() => {
  clock = new FakeClock();
  [states, codes, on, seen] = [[], [], 0, []];
});

function camera(): Camera {
  on++;
  return {
    picture,
    lost: (then) => {
      lose = then;
    },
    stop: () => {
      on--;
    },
  };
}

function scan(ports: Partial<ConstructorParameters<typeof Scan>[0]> = {}): Scan {
  const all = {
    clock,
    origin: "http://nas:8080",
    openCamera: async () => camera(),
    openReader: async () => async () => seen,
    ...ports,
  };
  return new Scan(all, {
    changed: (state) => states.push(state),
    found: (code) => codes.push(code),
  });
}

const latest = () => states.at(-1);

async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    clock.advance(Math.min(100, left));
    await settled();
  }
}

describe("a scan", () => {
  test("[FLOW2] takes a code of this page, and switches the camera off", async () => {
    await scan().start();
    expect([latest(), on]).toEqual([{ at: "looking", picture }, 1]);
    await pass(500);
    seen = ["http://nas:8080/#482913"];
    await pass(100);
    expect([codes, on]).toEqual([["482913"], 0]);
    await pass(1_000);
    expect(codes).toHaveLength(1);
  });

  test("[FLOW2] says that it saw something else, and goes on", async () => {
    seen = ["https://example.com/"];
    await scan().start();
    expect(latest()).toEqual({ at: "looking", picture, sawOther: true });
    expect(on).toBe(1);
    seen = ["https://example.com/", "482 913"];
    await pass(100);
    expect(codes).toEqual(["482913"]);
  });

  test("[FLOW2] names another server, and does not go there", async () => {
    seen = ["https://other.example/#482913"];
    await scan().start();
    expect(latest()).toEqual({
      at: "elsewhere",
      code: "482913",
      url: "https://other.example/#482913",
      host: "other.example",
    } as never);
    expect([codes, on]).toEqual([[], 0]);
  });

  test.each<ScanFailure>(["denied", "no-camera", "in-use", "no-picture"])(
    "[FLOW2] says so where the camera cannot be had: %s",
    async (why) => {
      await scan({ openCamera: () => Promise.reject(new Error("", { cause: why })) }).start();
      expect(latest()).toEqual({ at: "failed", why });
    },
  );

  test("[FLOW2] says so where what reads codes cannot be loaded, or fails", async () => {
    await scan({ openReader: () => Promise.reject(new Error("gone")) }).start();
    expect([latest(), on]).toEqual([{ at: "failed", why: "no-reader" }, 0]);
    await scan({ openReader: async () => () => Promise.reject(new Error("broken")) }).start();
    expect([latest(), on]).toEqual([{ at: "failed", why: "no-reader" }, 0]);
  });

  test("[FLOW2] says so where the camera goes", async () => {
    await scan().start();
    lose();
    expect([latest(), on]).toEqual([{ at: "failed", why: "in-use" }, 0]);
  });

  test("[FLOW6] does not wait for ever for the camera, and switches off one that comes too late", async () => {
    const late = Promise.withResolvers<Camera>();
    const started = scan({ openCamera: () => late.promise }).start();
    clock.advance(WAITS.camera);
    expect(latest()).toEqual({ at: "failed", why: "no-picture" });
    late.resolve(camera());
    await started;
    expect(on).toBe(0);
  });

  test("[FLOW6] does not look for ever", async () => {
    await scan().start();
    await pass(WAITS.scan);
    expect([latest(), on]).toEqual([{ at: "failed", why: "nothing-seen" }, 0]);
  });

  test("[FLOW2] switches the camera off when it is not wanted any more, and tells nothing then", async () => {
    const one = scan();
    await one.start();
    one.stop();
    const told = states.length;
    seen = ["482913"];
    await pass(1_000);
    expect([on, codes, states.length]).toEqual([0, [], told]);
  });
});
