import { MAX_LANES } from "#protocol/lanes.ts";
import { bytes, integer } from "../parsers.ts";
import type { Setting } from "./setting.ts";

/** How bytes travel between two browsers. */
export const transferSettings = {
  chunkBytes: {
    env: "CHUNK_SIZE",
    parse: bytes(1_024, 262_144),
    default: "64KiB",
    doc: "size of a data-channel message",
  },
  lanes: {
    env: "LANES",
    parse: integer(1, MAX_LANES),
    default: "4",
    doc: `most peer connections that one session's bytes are spread over, 1 to ${MAX_LANES}`,
  },
} satisfies Record<string, Setting<unknown>>;
