import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { AppPage } from "./harness/app.ts";
import { expectVerified } from "./harness/arrival.ts";
import { chromiumIn } from "./harness/browsers.ts";
import { sha256File } from "./harness/downloads.ts";
import { makeFile, type TestFile } from "./harness/files.ts";
import {
  makePlaces,
  removePlaces,
  SERVER_ADDRESS,
  type ShapedLink,
  shapeLink,
} from "./harness/impaired-link.ts";
import { prepareNamespaces } from "./harness/nat-network.ts";
import { startServer, type TestServer } from "./harness/server.ts";
import { tempFolder } from "./harness/temp-folder.ts";

const FILE_BYTES = 6 * PIECE_BYTES;

/** Slower than packing by far. */
const LINK_MBIT = 40;

const canMakeNamespaces = prepareNamespaces();
if (!canMakeNamespaces) {
  process.stderr.write("\n*** TESTS OF A SLOW LINK SKIPPED: named network namespaces need root ***\n\n");
}

describe.skipIf(!canMakeNamespaces)("over a slow link", () => {
  const open: AppPage[] = [];
  let link: ShapedLink;
  let server: TestServer;

  beforeAll(async () => {
    makePlaces();
    link = shapeLink(LINK_MBIT);
    server = await startServer({}, { address: SERVER_ADDRESS, wrap: (command) => [...command] });
  });

  afterAll(async () => {
    await server.stop();
    link.stop();
    removePlaces();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ tab }) => tab.close()));
  });

  async function connected(file: TestFile): Promise<{ sender: AppPage; receiver: AppPage }> {
    const sender = await AppPage.open(chromiumIn("left"), server);
    const receiver = await AppPage.open(chromiumIn("right"), server);
    open.push(sender, receiver);
    await sender.choose(file);
    await receiver.typeCode(await sender.code());
    return { sender, receiver };
  }

  test("[XFER18] what shrinks travels packed, and arrives as it was", async () => {
    const file = textFile();
    const { sender, receiver } = await connected(file);
    const before = link.counts().bytes;
    await receiver.accept();
    await expectVerified(sender, receiver, file);
    // Its first pieces go as they are, until the speed is known. Unpacked it would be 1.09, with the headers.
    expect(link.counts().bytes - before).toBeLessThan(FILE_BYTES);
  });

  test("[XFER19] a file that was sent before is sent again only as far as it has changed", async () => {
    const first = makeFile({ name: "disk.img", size: FILE_BYTES });
    const { sender, receiver } = await connected(first);
    await receiver.accept();
    await expectVerified(sender, receiver, first);
    const second = await changed(makeFile({ name: "disk.img", size: FILE_BYTES }));
    const before = link.counts().bytes;
    await sender.choose(second);
    await receiver.accept();
    await receiver.tab.downloads.files(2);
    const digests = (await receiver.until("done", "failed")).map(({ sha256 }) => sha256);
    expect(digests.toSorted()).toEqual([first.sha256, second.sha256].toSorted());
    expect(link.counts().bytes - before).toBeWithin(PIECE_BYTES, 1.5 * PIECE_BYTES);
  });
});

/** DEFLATE makes a little more than half of it. */
function textFile(): TestFile {
  const path = join(tempFolder("text"), "digits.txt");
  const text = new SeededRandom(18).bytes(FILE_BYTES / 2).toHex();
  writeFileSync(path, text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { path, name: "digits.txt", size: FILE_BYTES, sha256 };
}

/** Writes another byte into its middle. */
async function changed(file: TestFile): Promise<TestFile> {
  const handle = openSync(file.path, "r+");
  writeSync(handle, "other", FILE_BYTES / 2 + 1_000);
  closeSync(handle);
  return { ...file, sha256: await sha256File(file.path) };
}
