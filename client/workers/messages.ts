import type { EngineEvents, EngineOptions, TransferEngine } from "../engine/ports.ts";
import type { StreamedDownload } from "../saving/storage.ts";

/** A call of one of T's functions: its name and its arguments. */
type CallOf<T> = {
  [Name in keyof T]: T[Name] extends (...args: infer Args) => unknown
    ? readonly [name: Name, ...args: Args]
    : never;
}[keyof T];

/** Page to the worker; handled strictly in order. A channel in it is transferred. */
export type EngineRequest =
  | { readonly type: "start"; readonly options: EngineOptions }
  | {
      readonly type: "call";
      readonly call: CallOf<TransferEngine>;
      /** Names the answer, where one is waited for. */
      readonly question?: number;
    };

/** Worker to page. */
export type EngineAnswer =
  | {
      readonly type: "event";
      readonly event: CallOf<EngineEvents>;
      /** For what happens to a lane: how many channels it has had, so that an older one's end is told apart. */
      readonly channel?: number;
    }
  | { readonly type: "answer"; readonly question: number; readonly value: Blob | undefined }
  /** Only the page can start a download; its bytes come from the port. */
  | { readonly type: "download"; readonly download: StreamedDownload; readonly source: MessagePort };

/** A data channel that stayed on the main thread, to the worker: over a port of its own. */
export type FromChannel =
  | { readonly type: "opened" }
  | { readonly type: "closed" }
  | { readonly type: "message"; readonly message: string | ArrayBuffer }
  /** So many of the bytes that the worker sent have left the device, in all. */
  | { readonly type: "left"; readonly bytes: number };

/** Worker to such a channel. */
export type ToChannel =
  | { readonly type: "send"; readonly message: string | ArrayBuffer }
  /** Tell as soon as no more than this is queued. */
  | { readonly type: "drain"; readonly markBytes: number };
