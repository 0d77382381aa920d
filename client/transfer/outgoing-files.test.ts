import { describe, expect, test } from "bun:test";
import { MAX_TEXT_BYTES } from "#protocol/transfer/limits.ts";
import { OutgoingIds, outgoingFiles, shownOutgoing } from "./outgoing-files.ts";

const blob = new Blob(["x"]);

describe("ids of files", () => {
  test.each([
    ["sender", 7, ["00000006", "00000008"]],
    ["receiver", 6, ["00000007", "00000009"]],
    ["sender", 0xffff_ffff, ["fffffffe", "00000000"]],
    ["receiver", 0xffff_ffff, ["ffffffff", "00000001"]],
  ] as const)("[XFER4] of the %s, from %i on, are %p", (role, first, ids) => {
    const own = new OutgoingIds(role, first);
    expect([own.take(), own.take()]).toEqual([...ids] as never);
  });

  test("[PAGE18] are counted on by another page", () => {
    const before = new OutgoingIds("receiver", 9);
    before.take();
    const after = new OutgoingIds("receiver", before.next);
    expect(after.take()).toBe(before.take());
  });
});

describe("files on the wire", () => {
  const one = (file: Parameters<typeof outgoingFiles>[0][number]) =>
    outgoingFiles([file], new OutgoingIds("sender", 0))[0];

  test("[XFER7] have a name, however long it was", () => {
    expect(one({ name: "x".repeat(2_000), blob })?.name).toHaveLength(1_024);
    expect(one({ name: "", blob })?.name).toBe("file");
  });

  test("[PAGE16] keep their folders, and are shown in them", () => {
    const file = one({ name: "a.jpg", path: "Photos/2026", blob });
    expect(file).toMatchObject({ path: "Photos/2026" });
    expect(file && shownOutgoing(file)).toEqual({
      fileId: "00000000" as never,
      direction: "out",
      name: "a.jpg",
      folders: ["Photos", "2026"],
      size: 1,
      isText: false,
    });
    expect(one({ name: "a.jpg", blob })).not.toHaveProperty("path");
  });

  test("[PAGE14] are texts only as long as a text may be", () => {
    expect(one({ name: "t", isText: true, blob })).toMatchObject({ isText: true });
    const long = new Blob([new Uint8Array(MAX_TEXT_BYTES + 1)]);
    expect(one({ name: "t", isText: true, blob: long })).not.toHaveProperty("isText");
  });
});
