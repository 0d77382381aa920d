import { beforeEach, describe, expect, test } from "bun:test";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { type SampleFile, Scenario, sampleFiles } from "../../testing/scenario.ts";

const SEED = 17;
const file = sampleFiles(SEED);

/** Several pieces, of which some arrive before anything happens. */
const LARGE_BYTES = 3 * PIECE_BYTES + 1_000;

let s: Scenario;
/** Bytes of files that were carried. */
let movedBytes: number;

beforeEach(() => {
  s = new Scenario();
  movedBytes = 0;
  s.world.path.tamper = (message) => {
    if (typeof message !== "string") movedBytes += message.byteLength - 16;
    return message;
  };
});

/** Bob has some of the first file's pieces. */
async function partly(...files: readonly SampleFile[]): Promise<void> {
  await s.moving(...files);
  await s.bob.until(() => movedBytes > PIECE_BYTES * 1.5);
}

async function expectAllIsThere(...files: readonly SampleFile[]): Promise<void> {
  await s.settled();
  for (const page of s.both) expect(page.outcome()).toEqual(files.map(() => "done"));
  const saved = await s.bob.savedFiles();
  expect(saved.map(({ name, bytes }) => [name, bytes && Bun.hash(bytes)])).toEqual(
    await Promise.all(files.map(async ({ name, blob }) => [name, Bun.hash(await blob.bytes())])),
  );
}

describe("a receiver's page that is reloaded", () => {
  test("[PAGE18] goes on behind what is kept, and says at once that it comes back", async () => {
    const files = [file("a.bin", LARGE_BYTES), file("b.bin", 1_000)];
    await partly(...files);
    const reloaded = s.bob.reload();
    await s.alice.isInterrupted();
    expect(s.alice.session).toMatchObject({
      peerReloading: true,
      interruptedUntil: s.world.clock.now() + 15_000,
    });
    await reloaded;
    expect(s.bob.session).toMatchObject({ at: "connected", role: "receiver" });
    await expectAllIsThere(...files);
    for (const page of s.both) expect(page.session).not.toHaveProperty("peerReloading");
    // What was on its way for the piece that was not complete is all that travels again.
    expect(movedBytes).toBeLessThan(LARGE_BYTES + 1_000 + PIECE_BYTES);
  });

  test("[XFER17] shows what was verified before as it was, and does not save it again", async () => {
    const files = [file("a.bin", 1_000), file("b.bin", LARGE_BYTES)];
    await partly(...files);
    await s.bob.reload();
    await s.bob.until(() => s.bob.outcome()[0] === "done");
    await expectAllIsThere(...files);
  });

  test("[XFER17] believes nothing of what it kept: damaged bytes are fetched again", async () => {
    const files = [file("a.bin", LARGE_BYTES)];
    await partly(...files);
    const reloaded = s.bob.reload();
    s.bob.saving.damage(5);
    await reloaded;
    await expectAllIsThere(...files);
  });

  test("[XFER17] has lost its last bytes with a crash, of which nobody was told", async () => {
    const files = [file("a.bin", LARGE_BYTES)];
    await partly(...files);
    s.world.path.hold();
    await s.world.pass(1_000);
    s.world.path.release();
    s.bob.saving.loseLastBytes(1);
    await s.bob.reload("crash");
    expect(s.alice.session).not.toHaveProperty("peerReloading");
    await expectAllIsThere(...files);
  });

  test("[PAGE18] is asked again about an offer that it had not answered", async () => {
    const files = [file("a.bin", LARGE_BYTES)];
    await partly(...files);
    s.alice.controller.send([file("b.bin", 10)]);
    await s.bob.isAsked();
    await s.bob.reload();
    await s.bob.until(({ session }) => session.at === "connected" && session.offered?.offer === 1);
    s.bob.controller.files.accept();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "done"]);
  });

  test("[PAGE18] again and again comes back each time", async () => {
    const files = [file("a.bin", LARGE_BYTES)];
    await partly(...files);
    for (let i = 0; i < 4; i++) {
      await s.bob.reload();
      await s.bob.isMended();
    }
    await expectAllIsThere(...files);
  });
});

describe("a sender's page that is reloaded", () => {
  const files = [file("a.bin", LARGE_BYTES), { ...file("b.bin", 1_000), path: "folder/within" }];
  const again = () => files.map(({ blob, ...rest }) => ({ ...rest, blob: new Blob([blob]) }));

  test("[XFER17] asks for its files once more, and goes on behind what the receiver has", async () => {
    await partly(...files);
    await s.alice.reload();
    expect(s.alice.session).toMatchObject({
      at: "connected",
      role: "sender",
      chooseAgain: {
        files: [
          { name: "a.bin", size: LARGE_BYTES },
          { name: "b.bin", path: "folder/within", size: 1_000 },
        ],
      },
    });
    await Promise.all(s.both.map((page) => page.isMended()));
    await s.world.pass(300_000); // a person takes time, and nobody gives up
    s.alice.controller.files.chooseAgain(again());
    expect(s.alice.session).not.toHaveProperty("chooseAgain");
    await expectAllIsThere(...files);
    expect(movedBytes).toBeLessThan(LARGE_BYTES + 1_000 + PIECE_BYTES);
  });

  test("[XFER17] tells the receiver that they have to be chosen, on each channel, until they are", async () => {
    await partly(...files);
    await s.alice.reload();
    await s.bob.until(({ hearsOfChoosing }) => hearsOfChoosing);
    await s.bob.reload();
    expect(s.bob.hearsOfChoosing).toBe(false);
    await s.bob.until(({ hearsOfChoosing }) => hearsOfChoosing);
    s.alice.controller.files.chooseAgain(again().slice(1));
    await s.world.pass(1_000);
    expect(s.bob.hearsOfChoosing).toBe(true);
    s.alice.controller.files.chooseAgain(again());
    await s.bob.until(({ hearsOfChoosing }) => !hearsOfChoosing);
    await expectAllIsThere(...files);
  });

  test("[XFER17] has nothing to tell of files that were chosen while there was no channel", async () => {
    await partly(...files);
    s.world.path.blocked = true;
    await s.alice.reload();
    await s.world.pass(1_000);
    s.alice.controller.files.chooseAgain(again());
    const heard: boolean[] = [];
    const settled = s.bob.until(({ hearsOfChoosing, session }) => {
      heard.push(hearsOfChoosing);
      return session.at === "connected" && session.settled === true;
    });
    s.world.path.blocked = false;
    await s.world.pass(20_000);
    await settled;
    expect(heard).not.toContain(true);
    await expectAllIsThere(...files);
  });

  test("[XFER17] names what is missing among the files that were chosen, and waits for it", async () => {
    await partly(...files);
    await s.alice.reload();
    await s.alice.isMended();
    const [first, second] = again();
    if (!first || !second) throw new Error("there are two files");
    s.alice.controller.files.chooseAgain([first, { name: "b.bin", blob: second.blob }]);
    expect(s.alice.session).toMatchObject({
      chooseAgain: { files: [{ name: "b.bin", path: "folder/within" }], missing: "b.bin" },
    });
    s.alice.controller.send([second]); // what is dropped on the page is taken for it, too
    await expectAllIsThere(...files);
  });

  test("[XFER17] cannot go on with another file of the same name and size", async () => {
    await partly(...files);
    await s.alice.reload();
    await s.alice.isMended();
    const [, second] = again();
    if (!second) throw new Error("there are two files");
    s.alice.controller.files.chooseAgain([file("a.bin", LARGE_BYTES), second]);
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["changed", "done"]);
  });

  test("[PAGE18] counts its offers and ids on from where they were", async () => {
    await s.accepted(file("first.bin", 10));
    s.alice.controller.send(files);
    await s.bob.isAsked();
    s.bob.controller.files.accept();
    await s.bob.until(() => movedBytes > PIECE_BYTES);
    await s.alice.reload();
    await s.alice.isMended();
    s.alice.controller.files.chooseAgain(again());
    s.alice.controller.send([file("more.bin", 10)]);
    await s.bob.until(({ session }) => session.at === "connected" && session.offered?.offer === 2);
    s.bob.controller.files.accept();
    await s.settled();
    expect(s.bob.outcome()).toEqual(["done", "done", "done", "done"]);
    expect(s.alice.outcome()).toEqual(["done", "done", "done"]);
    expect([...s.alice.transfers.keys()].every((id) => s.bob.transfers.has(id))).toBe(true);
  });

  test("[PAGE18] may hear a decline of what nobody had answered before", async () => {
    await partly(...files);
    s.alice.controller.send([file("more.bin", 10)]);
    await s.bob.isAsked();
    await s.alice.reload();
    await s.alice.isMended();
    s.alice.controller.files.chooseAgain([...again(), file("more.bin", 10)]);
    s.bob.controller.files.decline();
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "done", "declined"]);
  });

  test("[XFER17] was receiving, too", async () => {
    await s.offered(...files);
    const back = file("back.bin", 3 * PIECE_BYTES);
    s.bob.controller.send([back]);
    await s.alice.isAsked();
    for (const page of s.both) page.controller.files.accept();
    await s.alice.until(() => movedBytes > 4 * PIECE_BYTES);
    await s.alice.reload();
    await s.alice.isMended();
    s.alice.controller.files.chooseAgain(again());
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done", "done", "done"]);
    expect(await s.alice.savedFiles()).toEqual([{ name: "back.bin", bytes: await back.blob.bytes() }]);
  });
});

describe("both pages", () => {
  test("[PAGE18] may be reloaded at the same time", async () => {
    const sent = file("a.bin", LARGE_BYTES);
    await partly(sent);
    await Promise.all(s.both.map((page) => page.reload()));
    await s.world.pass(1_000);
    await s.alice.isMended();
    s.alice.controller.files.chooseAgain([sent]);
    await expectAllIsThere(sent);
  });
});
