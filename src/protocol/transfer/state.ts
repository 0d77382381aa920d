import type { FileId, Sha256 } from "../ids.ts";
import type { FileFailure } from "./messages.ts";

/** What both sides show of a file. */
export interface FileInfo {
  readonly fileId: FileId;
  /** Safe to show and to save under; see `safeFileName`. */
  readonly name: string;
  readonly size: number;
}

/** Why a transfer ended without its file. Each is a sentence in the client's texts. */
export type FailureReason = FileFailure | "declined" | "cancelled" | "peer-left" | "protocol";

/** One file's way from one device to the other, as a person follows it (XFER8). The same on both sides. */
export type Transfer =
  | { readonly state: "offered"; readonly file: FileInfo }
  | { readonly state: "waiting"; readonly file: FileInfo }
  | { readonly state: "moving"; readonly file: FileInfo; readonly bytes: number }
  /** The channel is lost, and the devices look for each other again. What has arrived is kept. */
  | { readonly state: "interrupted"; readonly file: FileInfo; readonly bytes: number }
  | { readonly state: "verifying"; readonly file: FileInfo }
  | { readonly state: "done"; readonly file: FileInfo; readonly sha256: Sha256 }
  | {
      readonly state: "failed";
      readonly file: FileInfo;
      readonly bytes: number;
      readonly reason: FailureReason;
    };

export type TransferEvent =
  | { readonly type: "accepted" }
  | { readonly type: "started" }
  /** The receiver has hashed and written this many bytes in all. */
  | { readonly type: "arrived"; readonly bytes: number }
  | { readonly type: "interrupted" }
  | { readonly type: "resumed" }
  | { readonly type: "verified"; readonly sha256: Sha256 }
  | { readonly type: "failed"; readonly reason: FailureReason };

/** Total: an event that means nothing in a state leaves it unchanged (late packets are normal). */
export function step(transfer: Transfer, event: TransferEvent): Transfer {
  if (isSettled(transfer)) return transfer;
  const { file } = transfer;
  switch (event.type) {
    case "accepted":
      return transfer.state === "offered" ? { state: "waiting", file } : transfer;
    case "started":
      return transfer.state === "waiting" ? arrivedUpTo({ state: "moving", file, bytes: 0 }, 0) : transfer;
    case "arrived":
      return isOnItsWay(transfer) ? arrivedUpTo(transfer, event.bytes) : transfer;
    case "interrupted":
      return transfer.state === "moving" ? { ...transfer, state: "interrupted" } : transfer;
    case "resumed":
      return transfer.state === "interrupted" ? { ...transfer, state: "moving" } : transfer;
    case "verified":
      return transfer.state === "verifying" ? { state: "done", file, sha256: event.sha256 } : transfer;
    case "failed":
      return { state: "failed", file, bytes: arrivedBytes(transfer), reason: event.reason };
  }
}

type OnItsWay = Extract<Transfer, { state: "moving" | "interrupted" }>;

function isOnItsWay(transfer: Transfer): transfer is OnItsWay {
  return transfer.state === "moving" || transfer.state === "interrupted";
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
    case "moving":
    case "interrupted":
    case "failed":
      return transfer.bytes;
    case "verifying":
    case "done":
      return transfer.file.size;
  }
}
