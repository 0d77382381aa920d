import { expect, test } from "bun:test";
import { fileId, sha256 } from "#protocol/ids.ts";
import { PIECE_BYTES } from "#protocol/transfer/piece.ts";
import type { FileInfo, Transfer } from "#protocol/transfer/state.ts";
import type { Media } from "../preview/media.ts";
import { lookAt } from "./look.ts";

const video: Media = { kind: "video", type: "video/mp4" };
const image: Media = { kind: "image", type: "image/png" };
const file: FileInfo = {
  fileId: fileId(1),
  direction: "in",
  name: "holiday.mp4",
  folders: [],
  size: 3 * PIECE_BYTES,
  isText: false,
};
const moving: Transfer = { state: "moving", file, bytes: 2 * PIECE_BYTES };
const paused: Transfer = { ...moving, state: "paused", by: "me" };
const done: Transfer = { state: "done", file, sha256: sha256("0".repeat(64)) };

test.each([
  ["a video of which nothing has arrived", video, { ...moving, bytes: 0 }, 0, undefined],
  ["a video of which nothing that has arrived is verified", video, moving, 0, undefined],
  ["a video with a verified beginning", video, moving, PIECE_BYTES, "beginning"],
  ["a video that is paused", video, paused, PIECE_BYTES, "beginning"],
  ["a video that is there", video, done, 0, "whole"],
  ["a picture that is still arriving", image, moving, PIECE_BYTES, undefined],
  ["a picture that is there", image, done, 0, "whole"],
] as const)("[PAGE15] %s can be looked at as far as it is", (_, media, transfer, keptBytes, look) => {
  expect(lookAt(media, { transfer, isRestarted: false, isCounted: true, keptBytes })).toBe(look);
});
