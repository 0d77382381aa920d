import { describe, expect, test } from "bun:test";
import { type Sha256, sha256 } from "#protocol/ids.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { FileInfo } from "#protocol/transfer/state.ts";
import { SeededRandom } from "../../src/testing/seeded-random.ts";
import { type FileSink, NoRoom } from "../engine/ports.ts";
import { testFile } from "./saving-world.ts";

const SEED = 16;
const SIZE = 2 * PIECE_BYTES + 12_345;
const BYTES = new SeededRandom(SEED).bytes(SIZE);

/** A sink's surroundings; every test gets new ones. */
export interface SinkWorld {
  open(file: FileInfo): Promise<FileSink>;
  /** The page is gone, and another one of the same session takes its place. */
  reload(): void;
  /** What is in a finished file that was not handed out, but is where the person wanted it. */
  inPlace?(): Uint8Array;
  /** What is left of files, whatever it is. */
  leftovers(): Promise<readonly string[]> | readonly string[];
}

export interface SinkTraits<World> {
  /** Bytes survive a reload. */
  readonly keeps: boolean;
  /** Bytes can be read before the end. */
  readonly readable: boolean;
  /** Leaves no space from now on; absent where a test cannot. */
  readonly fill?: (world: World) => void;
}

/** The rules that every way of keeping a file must follow. */
export function fileSinkContract<World extends SinkWorld>(
  name: string,
  make: () => World,
  { keeps, readable, fill }: SinkTraits<World>,
): void {
  describe(name, () => {
    anyWay(make);
    if (readable) looking(make);
    if (keeps) keeping(make);
    else notKeeping(make);
    if (fill) filling(make, fill);
  });
}

function anyWay(make: () => SinkWorld): void {
  test("[XFER16] what is written comes out, although each buffer is used again", async () => {
    const world = make();
    const sink = await world.open(testFile(SIZE));
    await writePieces(sink, 0, 3);
    expect(same(await finished(world, sink), BYTES)).toBe(true);
  });

  test("[XFER16] an empty file comes out empty", async () => {
    const world = make();
    expect(await finished(world, await world.open(testFile(0)))).toHaveLength(0);
  });

  test.each([
    ["all", 0],
    ["the last piece", 2],
  ])("[XFER6] %s can be written again", async (_, pieces) => {
    const world = make();
    const sink = await world.open(testFile(SIZE));
    await writePieces(sink, 0, pieces);
    for (let i = pieces; i < 3; i++) await sink.write(piece(i).fill(0), { end: endOf(i), hash: hashOf(9) });
    await sink.truncate(pieces * PIECE_BYTES);
    await writePieces(sink, pieces, 3);
    expect(same(await finished(world, sink), BYTES)).toBe(true);
  });

  test("[XFER10] nothing is left of a file that is given up", async () => {
    const world = make();
    const sink = await world.open(testFile(SIZE));
    await writePieces(sink, 0, 2);
    await sink.abort();
    expect(await world.leftovers()).toEqual([]);
    expect((await world.open(testFile(SIZE))).kept).toEqual([]);
  });
}

function filling<World extends SinkWorld>(make: () => World, fill: (world: World) => void): void {
  test("[XFER16] a full disk is NoRoom, and what was kept can be given up", async () => {
    const world = make();
    const sink = await world.open(testFile(SIZE));
    await writePieces(sink, 0, 1);
    fill(world);
    await expect(writePieces(sink, 1, 2)).rejects.toBeInstanceOf(NoRoom);
    await sink.abort();
    expect(await world.leftovers()).toEqual([]);
  });
}

function looking(make: () => SinkWorld): void {
  test("[XFER16] what has come can be looked at before the rest, which still comes", async () => {
    const world = make();
    const sink = await world.open(testFile(SIZE));
    await writePieces(sink, 0, 2);
    const look = await (await sink.soFar())?.bytes();
    expect(same(look ?? new Uint8Array(), BYTES.subarray(0, 2 * PIECE_BYTES))).toBe(true);
    expect(same(await sink.read(10, PIECE_BYTES + 10), BYTES.subarray(10, PIECE_BYTES + 10))).toBe(true);
    await writePieces(sink, 2, 3);
    expect(same(await finished(world, sink), BYTES)).toBe(true);
  });
}

function keeping(make: () => SinkWorld): void {
  test.each([
    ["that is suspended", true],
    ["whose page crashes", false],
  ])("[XFER17] a file %s goes on behind the pieces that were kept", async (_, isSuspended) => {
    const world = make();
    const first = await world.open(testFile(SIZE));
    await writePieces(first, 0, 2);
    if (isSuspended) await first.suspend();
    world.reload();
    const second = await world.open(testFile(SIZE));
    expect(second.kept).toEqual([
      { end: endOf(0), hash: hashOf(0) },
      { end: endOf(1), hash: hashOf(1) },
    ]);
    const last = second.kept.at(-1)?.end ?? 0;
    expect(same(await second.read(PIECE_BYTES, last), BYTES.subarray(PIECE_BYTES, last))).toBe(true);
    await writePieces(second, 2, 3);
    expect(same(await finished(world, second), BYTES)).toBe(true);
  });

  test("[XFER17] what turns out to be wrong is written again", async () => {
    const world = make();
    const first = await world.open(testFile(SIZE));
    await writePieces(first, 0, 2);
    await first.suspend();
    world.reload();
    const second = await world.open(testFile(SIZE));
    await second.truncate(PIECE_BYTES);
    await second.suspend();
    world.reload();
    const third = await world.open(testFile(SIZE));
    expect(third.kept.map(({ end }) => end)).toEqual([PIECE_BYTES]);
    await writePieces(third, 1, 3);
    expect(same(await finished(world, third), BYTES)).toBe(true);
  });

  test("[XFER17] a finished file can be handed out again after a reload", async () => {
    const world = make();
    const first = await world.open(testFile(SIZE));
    await writePieces(first, 0, 3);
    await first.finish();
    world.reload();
    const second = await world.open(testFile(SIZE));
    expect(second.kept.at(-1)?.end).toBe(SIZE);
    expect(same(await finished(world, second), BYTES)).toBe(true);
  });

  test("[XFER17] another file of the session has nothing of it", async () => {
    const world = make();
    await writePieces(await world.open(testFile(SIZE)), 0, 2);
    const other = testFile(SIZE, { fileId: fileIdOf(2) });
    expect((await world.open(other)).kept).toEqual([]);
  });
}

function notKeeping(make: () => SinkWorld): void {
  test("[XFER17] nothing is said to be kept over a reload that is not", async () => {
    const world = make();
    const first = await world.open(testFile(SIZE));
    await writePieces(first, 0, 2);
    await first.suspend();
    world.reload();
    expect((await world.open(testFile(SIZE))).kept).toEqual([]);
  });
}

const fileIdOf = (number: number) =>
  testFile(0).fileId.slice(0, -1).concat(`${number}`) as FileInfo["fileId"];
const endOf = (i: number) => Math.min((i + 1) * PIECE_BYTES, SIZE);
const piece = (i: number) => BYTES.slice(i * PIECE_BYTES, endOf(i));

/** Not of the bytes: a sink keeps what it is told. */
const hashOf = (i: number): Sha256 => sha256(`${i}`.repeat(64));

/** Writes pieces `from` up to, but not including, `to`, all in the same buffer. */
async function writePieces(sink: FileSink, from: number, to: number): Promise<void> {
  const buffer = new Uint8Array(PIECE_BYTES);
  for (let i = from; i < to; i++) {
    const bytes = piece(i);
    buffer.set(bytes);
    await sink.write(buffer.subarray(0, bytes.length), { end: endOf(i), hash: hashOf(i) });
    buffer.fill(0xee);
  }
}

async function finished(world: SinkWorld, sink: FileSink): Promise<Uint8Array> {
  const saved = await sink.finish();
  if (saved.type === "blob") return saved.blob.bytes();
  if (!world.inPlace) throw new Error("the file was not handed out");
  return world.inPlace();
}

/** Quicker than the test runner's own comparison, and than its picture of the difference. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
