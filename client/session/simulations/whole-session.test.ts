import { beforeEach, describe, expect, test } from "bun:test";
import { TRANSFER_VERSION } from "#protocol/transfer/messages.ts";
import { settled } from "../../../src/testing/test-signaling.ts";
import { type SampleFile, Scenario, sampleFiles } from "../../testing/scenario.ts";

const SEED = 2_026;
const file = sampleFiles(SEED);
const bytesOf = ({ blob }: SampleFile) => blob.bytes();

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

describe("files from page to page", () => {
  test("[XFER6] arrive byte for byte, and both sides show the same digest", async () => {
    const files = [file("a.bin", 100_000), file("empty.txt", 0), file("b.bin", 4_096 - 16)];
    await s.accepted(...files);
    // Small ones may be saved before a larger one that began earlier.
    const saved = (await s.bob.savedFiles()).toSorted((one, two) => one.name.localeCompare(two.name));
    expect(saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin", "empty.txt"]);
    for (const f of files) {
      expect(saved.find(({ name }) => name === f.name)?.bytes).toEqual(await bytesOf(f));
    }
    const digests = await Promise.all(
      files.map(async (f) => new Bun.CryptoHasher("sha256").update(await bytesOf(f)).digest("hex")),
    );
    for (const page of s.both) {
      expect([...page.transfers.values()].map((t) => t.state === "done" && t.sha256)).toEqual(
        digests as never,
      );
      expect(page.session).toMatchObject({ at: "connected", settled: true, path: "direct" });
    }
  });

  test("[XFER1] both learn what the other device is", async () => {
    await s.offered(file("a.bin", 10));
    expect(s.bob.session).toMatchObject({ device: "Alice's PC" });
    expect(s.alice.session).toMatchObject({ device: "Bob's phone" });
  });

  test("[XFER1] the first word is said again until it is answered, and counts once", async () => {
    const said: string[] = [];
    let lost = 3;
    s.world.path.tamper = (message, from) => {
      const type = typeof message === "string" && /"type":"(hello|file_meta)"/.exec(message)?.[1];
      if (type) said.push(`${from} ${type}`);
      return type === "hello" && from === "sender" && lost-- > 0 ? undefined : message;
    };
    await s.waiting(file("a.bin", 10));
    s.bob.controller.join(s.alice.code());
    await s.alice.at("connected");
    for (let i = 0; i < 3; i++) await s.world.pass(1_000);
    await s.bob.isAsked();
    await s.world.pass(5_000);
    const hellos = Array.from({ length: 4 }, () => "sender hello");
    expect(said).toEqual([...hellos, "receiver hello", "sender file_meta"]);
  });

  test("[XFER1] a page of another version ends it with a sentence on both screens", async () => {
    s.world.path.rewrite = (message) =>
      message.type === "hello" ? { ...message, version: TRANSFER_VERSION + 1 } : message;
    await s.waiting(file("a.bin", 10));
    s.bob.controller.join(s.alice.code());
    await s.ended();
    for (const page of s.both) expect(page.session).toMatchObject({ ending: "version" });
  });

  test("[XFER7] a name that tries to escape is made safe before it is shown or saved", async () => {
    await s.offered(file("../../.ssh/authorized_keys", 10), file("..\\evil\u202egpj.exe", 10));
    expect([...s.bob.transfers.values()].map((t) => t.file.name)).toEqual(["authorized_keys", "evilgpj.exe"]);
    s.bob.controller.files.accept();
    await s.settled();
    expect(s.bob.saved.map(({ name }) => name)).toEqual(["authorized_keys", "evilgpj.exe"]);
  });

  test("[XFER4] nothing moves before the receiver accepts, and nothing after a decline", async () => {
    await s.offered(file("a.bin", 10_000));
    expect(s.alice.outcome()).toEqual(["offered"]);
    s.bob.controller.files.decline();
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
      for (const page of s.both) {
        await page.until(() => page.outcome()[0] === "cancelled");
        expect(page.session).toMatchObject({ ending: "cancelled" });
      }
      expect(s.bob.saved).toEqual([]);
    },
  );

  test("[XFER10] a page that goes back to its start while files move says so to the other one", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.alice.controller.reset();
    await s.bob.at("ended");
    expect(s.bob.session).toMatchObject({ ending: "cancelled" });
    expect(s.alice.session).toEqual({ at: "home" });
  });

  test("[XFER9] a file that can no longer be read fails alone", async () => {
    const gone = file("gone.bin", 200_000);
    gone.blob.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
    await s.accepted(file("a.bin", 5_000), gone, file("b.bin", 5_000));
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "unreadable", "done"]);
    expect(s.bob.saved.map(({ name }) => name)).toEqual(["a.bin", "b.bin"]);
  });

  test("[XFER16] the sender is told what the receiver can take before it has answered", async () => {
    s.bob.plan = { method: "memory", asZip: false, capBytes: 400, freeBytes: 400 };
    await s.offered(file("a.bin", 401), file("b.bin", 399));
    await s.alice.until(({ session }) => session.at === "connected" && session.capacity !== undefined);
    expect(s.alice.session).toMatchObject({ capacity: { method: "memory", freeBytes: 400 } });
    expect(s.bob.session).toMatchObject({ offered: { offer: 0, plan: s.bob.plan } });
    s.bob.controller.files.accept();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["too-large", "done"]);
  });
});

describe("a message that breaks the rules", () => {
  test.each([
    ["a message that is no JSON", "shout"],
    ["an unknown type", '{"type":"shout"}'],
    ["a frame that is none", new ArrayBuffer(20)],
  ])("[XFER13] %s ends the session on both sides, with nothing saved", async (_, bad) => {
    let isArmed = false;
    s.world.path.tamper = (message, from) => {
      if (!isArmed || from !== "sender") return message;
      isArmed = false;
      return bad as never;
    };
    await s.moving(file("a.bin", 3_000_000));
    isArmed = true;
    await s.ended();
    for (const page of s.both) {
      await page.until(() => page.outcome()[0] === "protocol");
      expect(page.session).toMatchObject({ ending: "protocol" });
    }
    expect(s.bob.saved).toEqual([]);
  });
});

describe("the part of a page that moves files", () => {
  test("[PAGE19] is missed while files move: they have failed, and the session ends on both sides", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.hold();
    s.bob.engineEvents?.failed();
    expect(s.bob.session).toMatchObject({ at: "ended", ending: "page-failed" });
    expect(s.bob.outcome()).toEqual(["cannot-save"]);
    await s.alice.at("ended");
    expect(s.alice.session).toMatchObject({ ending: "peer-left" });
  });

  test("[PAGE19] is missed just when a path is found: the other one hears that this device left", async () => {
    const { openSignaling } = s.world;
    s.world.openSignaling = (events) =>
      openSignaling({
        ...events,
        message(message) {
          const isAnswer = message.type === "signal" && "description" in message;
          if (isAnswer && message.description.type === "answer") s.bob.engineEvents?.failed();
          events.message(message);
        },
      });
    await s.waiting(file("a.bin", 100));
    s.bob.controller.join(s.alice.code());
    await Promise.all([s.alice.at("stopped"), s.bob.at("stopped")]);
    expect(s.alice.session).toMatchObject({ problem: "peer-left", sending: true });
    expect(s.bob.session).toMatchObject({ problem: "page-failed" });
    await settled();
    const { planned } = s.world.clock;
    s.alice.engineEvents?.laneOpened(0); // what its worker says last comes too late
    expect(s.world.clock.planned).toBe(planned);
  });

  test("[PAGE19] is missed before there is a path: the person is told, and the other one hears of it", async () => {
    s.world.path.blocked = true;
    await s.waiting(file("a.bin", 100));
    s.bob.controller.join(s.alice.code());
    await Promise.all([s.alice.at("connecting"), s.bob.at("connecting")]);
    s.alice.engineEvents?.failed();
    expect(s.alice.session).toMatchObject({ at: "stopped", problem: "page-failed", sending: true });
    await settled();
    expect(s.bob.session).toMatchObject({ at: "stopped", problem: "peer-left" });
  });
});
