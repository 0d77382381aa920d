import { beforeEach, describe, expect, test } from "bun:test";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { settled } from "../../src/testing/test-signaling.ts";
import { type SampleFile, Scenario, sampleFiles } from "../testing/scenario.ts";
import { World } from "../testing/two-pages.ts";
import { BlobSink } from "../workers/blob-sink.ts";

const SEED = 2_026;
const file = sampleFiles(SEED);
const random = new SeededRandom(SEED);
const bytesOf = ({ blob }: SampleFile) => blob.bytes();

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

describe("files from page to page", () => {
  test("[XFER6] arrive byte for byte, and both sides show the same digest", async () => {
    const files = [file("a.bin", 100_000), file("empty.txt", 0), file("b.bin", 4_096 - 16)];
    await s.accepted(...files);
    expect(s.bob.saved).toEqual(
      await Promise.all(files.map(async (f) => ({ name: f.name, bytes: await bytesOf(f) }))),
    );
    const digests = await Promise.all(
      files.map(async (f) => new Bun.CryptoHasher("sha256").update(await bytesOf(f)).digest("hex")),
    );
    for (const page of s.both) {
      expect([...page.transfers.values()].map((t) => t.state === "done" && t.sha256)).toEqual(
        digests as never,
      );
      expect(page.session).toMatchObject({ at: "ended", ending: "finished", path: "direct" });
    }
  });

  test("[XFER11] when all is done the server knows of no session and the channel closes", async () => {
    await s.accepted(file("a.bin", 10));
    s.world.clock.advance(5_000);
    await settled();
    expect(await s.world.server.store.counts()).toEqual({ sessions: 0, waiting: 0, peers: 0, away: 0 });
  });

  test("[XFER1] both learn what the other device is", async () => {
    await s.offered(file("a.bin", 10));
    expect(s.bob.session).toMatchObject({ device: "Alice's PC" });
    expect(s.alice.session).toMatchObject({ device: "Bob's phone" });
  });

  test("[XFER1] a page of another version ends it with a sentence on both screens", async () => {
    s.world.path.tamper = (message) =>
      (typeof message === "string" ? message.replace('"version":2', '"version":3') : message) as never;
    await s.waiting(file("a.bin", 10));
    s.bob.controller.join(s.alice.code());
    await s.ended();
    expect(s.alice.session).toMatchObject({ ending: "version" });
    expect(s.bob.session).toMatchObject({ ending: "version" });
  });

  test("[XFER7] a name that tries to escape is made safe before it is shown or saved", async () => {
    await s.offered(file("../../.ssh/authorized_keys", 10), file("..\\evil\u202egpj.exe", 10));
    expect([...s.bob.transfers.values()].map((t) => t.file.name)).toEqual(["authorized_keys", "evilgpj.exe"]);
    s.bob.controller.accept();
    await s.ended();
    expect(s.bob.saved.map(({ name }) => name)).toEqual(["authorized_keys", "evilgpj.exe"]);
  });

  test("[XFER4] nothing moves before the receiver accepts, and nothing after a decline", async () => {
    await s.offered(file("a.bin", 10_000));
    expect(s.alice.outcome()).toEqual(["offered"]);
    s.bob.controller.decline();
    await s.ended();
    for (const page of s.both) {
      expect(page.outcome()).toEqual(["declined"]);
      expect(page.session).toMatchObject({ ending: "declined" });
    }
    expect(s.bob.saved).toEqual([]);
  });

  test.each(["sender", "receiver"])(
    "[XFER10] a cancel by the %s ends both, and nothing is saved",
    async (who) => {
      await s.moving(file("a.bin", 3_000_000));
      (who === "sender" ? s.alice : s.bob).controller.cancel();
      await s.ended();
      for (const page of s.both) expect(page.outcome()).toEqual(["cancelled"]);
      expect(s.bob.saved).toEqual([]);
    },
  );

  test("[XFER9] a file that can no longer be read fails alone", async () => {
    const gone = file("gone.bin", 200_000);
    gone.blob.slice = () => {
      throw new DOMException("gone", "NotFoundError");
    };
    await s.accepted(file("a.bin", 5_000), gone, file("b.bin", 5_000));
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "unreadable", "done"]);
    expect(s.bob.saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin"]);
  });

  test("[XFER9] a file that became shorter while it was sent fails, and is not saved", async () => {
    const short = file("short.bin", 200_000);
    const whole = short.blob.slice.bind(short.blob);
    short.blob.slice = (start, end) => whole(start, Math.min(end ?? 0, 150_000));
    await s.accepted(short);
    for (const page of s.both) expect(page.outcome()).toEqual(["unreadable"]);
    expect(s.bob.saved).toEqual([]);
  });

  test("[XFER9] a receiver that cannot keep or save a file tells the sender", async () => {
    s.world.makeSink = () => {
      const sink = new BlobSink();
      sink.write = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      return sink;
    };
    await s.offered(file("a.bin", 50_000), file("empty.txt", 0));
    s.bob.refusesToSave = true;
    s.bob.controller.accept();
    await s.ended();
    for (const page of s.both) expect(page.outcome()).toEqual(["cannot-save", "cannot-save"]);
  });
});

test.each(["cannot-save", "wrong-offset"] as const)(
  "[XFER9] a file that the receiver gives up in the middle (%s) does not hold up the next one",
  async (reason) => {
    const first = file("a.bin", 3_000_000);
    let isArmed = true;
    s.world.path.tamper = (message, from) => {
      if (!isArmed || from !== "receiver" || typeof message !== "string") return message;
      const fileId = /"progress","fileId":"([0-9a-f]{8})"/.exec(message)?.[1];
      if (!fileId) return message;
      isArmed = false;
      return JSON.stringify({ type: "file_failed", fileId, reason }) as never;
    };
    await s.offered(first, file("b.bin", 50_000));
    s.bob.controller.accept();
    await s.alice.until((page) => page.outcome().every((state) => state === reason || state === "done"));
    expect(s.alice.outcome()).toEqual([reason, "done"]);
  },
);

describe("damage on the way", () => {
  /** Flips one bit of the n-th binary message. */
  const flip = (n: number, bit: number) => {
    let seen = 0;
    s.world.path.tamper = (message) => {
      if (typeof message !== "string" && seen++ === n) {
        const bytes = new Uint8Array(message);
        const at = (bit >> 3) % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
      }
      return message;
    };
  };

  test("[XFER6] a flipped bit in a file's bytes fails it on both sides, and nothing is saved", async () => {
    flip(3, 8 * 200);
    await s.accepted(file("a.bin", 100_000));
    for (const page of s.both) expect(page.outcome()).toEqual(["hash-mismatch"]);
    expect(s.bob.saved).toEqual([]);
  });

  test("[XFER5] a lost chunk fails the file, and the next one still arrives", async () => {
    let seen = 0;
    s.world.path.tamper = (message) => (typeof message !== "string" && seen++ === 3 ? undefined : message);
    await s.accepted(file("a.bin", 100_000), file("b.bin", 5_000));
    for (const page of s.both) expect(page.outcome()).toEqual(["wrong-offset", "done"]);
    expect(s.bob.saved.map(({ name }) => name)).toEqual(["b.bin"]);
  });

  test(`[XFER6] 200 flips anywhere in a chunk, header included, never end as done, seed ${SEED}`, async () => {
    for (let i = 0; i < 200; i++) {
      s = new Scenario(new World({ seed: i + 1 }));
      flip(random.below(5), random.below(4_096 * 8));
      await s.accepted(file("a.bin", 20_000));
      expect(s.alice.outcome().concat(s.bob.outcome())).not.toContain("done");
      expect(s.bob.saved).toEqual([]);
    }
  });

  test.each([
    ["a message that is no JSON", "shout"],
    ["an unknown type", '{"type":"shout"}'],
    ["a second end of the list", '{"type":"offer","files":1,"bytes":3000000}'],
    ["a file after the end of the list", '{"type":"file_meta","fileId":"00000009","name":"x","size":1}'],
    [
      "the end of a file that nobody offered",
      `{"type":"file_complete","fileId":"00000009","hash":"${"0".repeat(64)}"}`,
    ],
  ])("[XFER13] %s ends the session on both sides, with nothing saved", async (_, bad) => {
    let armed = false;
    s.world.path.tamper = (message, from) => {
      if (!armed || from !== "sender") return message;
      armed = false;
      return bad as never;
    };
    await s.moving(file("a.bin", 3_000_000));
    armed = true;
    await s.ended();
    for (const page of s.both) {
      expect(page.session).toMatchObject({ ending: "protocol" });
      expect(page.outcome()).toEqual(["protocol"]);
    }
    expect(s.bob.saved).toEqual([]);
  });

  test("[XFER13] bytes sent to a sender end the session", async () => {
    await s.offered(file("a.bin", 100));
    s.world.path.tamper = (message, from) =>
      (from === "receiver" ? new Uint8Array(20).buffer : message) as never;
    s.bob.controller.accept();
    await s.ended();
    expect(s.alice.session).toMatchObject({ ending: "protocol" });
  });
});
