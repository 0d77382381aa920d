import type { FileId, Sha256 } from "../ids.ts";
import type { FileFailure } from "./messages.ts";

/** Which way a file goes, seen from this side. */
export type Direction = "out" | "in";

/** What both sides show of a file. */
export interface FileInfo {
  readonly fileId: FileId;
  readonly direction: Direction;
  /** Safe to show and to save under; see `safeFileName`. */
  readonly name: string;
  /** Safe folders from the outermost to the innermost; see `safeFolders`. Empty for a file by itself. */
  readonly folders: readonly string[];
  readonly size: number;
  /** A text to be shown and copied. */
  readonly isText: boolean;
}

/** Who keeps the bytes from moving. */
export type PausedBy = "me" | "peer";

/** Why a transfer ended without its file. Each is a sentence in the client's texts. */
export type FailureReason = FileFailure | "declined" | "peer-left" | "protocol";

/** One file's way from one device to the other, as a person follows it (XFER8). The same on both sides. */
export type Transfer =
  | { readonly state: "offered"; readonly file: FileInfo }
  | { readonly state: "waiting"; readonly file: FileInfo }
  | { readonly state: "moving"; readonly file: FileInfo; readonly bytes: number }
  | {
      readonly state: "paused";
      readonly file: FileInfo;
      readonly bytes: number;
      readonly by: PausedBy;
    }
  /** The channel is lost, and the devices look for each other again. What has arrived is kept. */
  | {
      readonly state: "interrupted";
      readonly file: FileInfo;
      readonly bytes: number;
      /** Paused besides, by whom. */
      readonly by?: PausedBy;
    }
  | { readonly state: "verifying"; readonly file: FileInfo }
  | { readonly state: "done"; readonly file: FileInfo; readonly sha256: Sha256 }
  | {
      readonly state: "failed";
      readonly file: FileInfo;
      readonly bytes: number;
      readonly reason: FailureReason;
    };

export type TransferEvent =
  /** `again`: before the page was reloaded, so that how much has arrived is yet to be found out. */
  | { readonly type: "accepted"; readonly again?: true }
  | { readonly type: "started" }
  /** So many bytes are with the receiver, and the first `kept` of them verified and written there. */
  | { readonly type: "arrived"; readonly bytes: number; readonly kept?: number }
  /** All that had arrived was wrong, or is lost with the receiver's page: the file travels once more. */
  | { readonly type: "restarted" }
  | { readonly type: "paused"; readonly by: PausedBy }
  | { readonly type: "unpaused" }
  | { readonly type: "interrupted" }
  | { readonly type: "resumed" }
  | { readonly type: "verified"; readonly sha256: Sha256 }
  | { readonly type: "failed"; readonly reason: FailureReason };

/** Total: an event that means nothing in a state leaves it unchanged (late packets are normal). */
export function step(transfer: Transfer, event: TransferEvent): Transfer {
  const { file } = transfer;
  // A page that is reloaded before it handed an archive over has lost what it had verified.
  if (transfer.state === "done" && event.type === "restarted") return { state: "moving", file, bytes: 0 };
  if (isSettled(transfer)) return transfer;
  switch (event.type) {
    case "accepted":
      return transfer.state === "offered" ? { state: "waiting", file } : transfer;
    case "started":
      return transfer.state === "waiting" ? arrivedUpTo({ state: "moving", file, bytes: 0 }, 0) : transfer;
    case "verified":
      return transfer.state === "verifying" ? { state: "done", file, sha256: event.sha256 } : transfer;
    case "failed":
      return { state: "failed", file, bytes: arrivedBytes(transfer), reason: event.reason };
    case "restarted":
      return isOnItsWay(transfer) || transfer.state === "verifying"
        ? { state: "moving", file, bytes: 0 }
        : transfer;
    default:
      return isOnItsWay(transfer) ? stepOnItsWay(transfer, event) : transfer;
  }
}

type OnItsWay = Extract<Transfer, { state: "moving" | "paused" | "interrupted" }>;
type WayEvent = Extract<
  TransferEvent,
  { type: "arrived" | "paused" | "unpaused" | "interrupted" | "resumed" }
>;

function stepOnItsWay(transfer: OnItsWay, event: WayEvent): Transfer {
  const { file, bytes } = transfer;
  const by = transfer.state === "moving" ? undefined : transfer.by;
  switch (event.type) {
    case "arrived":
      return arrivedUpTo(transfer, event.bytes);
    case "paused":
      return {
        state: transfer.state === "interrupted" ? "interrupted" : "paused",
        file,
        bytes,
        by: event.by,
      };
    case "unpaused":
      return transfer.state === "interrupted"
        ? { state: "interrupted", file, bytes }
        : { state: "moving", file, bytes };
    case "interrupted":
      return { state: "interrupted", file, bytes, ...(by && { by }) };
    case "resumed":
      return by ? { state: "paused", file, bytes, by } : { state: "moving", file, bytes };
  }
}

/** Whether bytes of it have come, or may come, and not all are there. */
export function isOnItsWay(transfer: Transfer): transfer is OnItsWay {
  return transfer.state === "moving" || transfer.state === "paused" || transfer.state === "interrupted";
}

function arrivedUpTo(transfer: OnItsWay, arrived: number): Transfer {
  const { file } = transfer;
  const bytes = Math.max(transfer.bytes, arrived);
  return bytes >= file.size ? { state: "verifying", file } : { ...transfer, bytes };
}

/** Whether nothing more can happen to it. */
export function isSettled(transfer: Transfer): boolean {
  return transfer.state === "done" || transfer.state === "failed";
}

/** Bytes that the receiver has, as far as this side knows. */
export function arrivedBytes(transfer: Transfer): number {
  switch (transfer.state) {
    case "offered":
    case "waiting":
      return 0;
    case "verifying":
    case "done":
      return transfer.file.size;
    default:
      return transfer.bytes;
  }
}
