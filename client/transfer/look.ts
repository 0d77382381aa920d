import type { Media } from "../preview/media.ts";
import type { Shown } from "./file-book.ts";

/**
 * How much of a received file can be looked at: all of it, the beginning of a video, or nothing. What is verified
 * comes in pieces of 4 MiB, with which a browser can begin; a smaller file is complete with its only one.
 */
export function lookAt({ kind }: Media, { transfer, keptBytes }: Shown): "whole" | "beginning" | undefined {
  if (transfer.state === "done") return "whole";
  return kind === "video" && keptBytes > 0 ? "beginning" : undefined;
}
