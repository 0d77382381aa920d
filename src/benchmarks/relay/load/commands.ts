import type { FlowCounts } from "./flow.ts";

/** A name and a password for one pair of clients. */
export interface Account {
  readonly username: string;
  readonly password: string;
}

/** What the load process is told to do, one command at a time. It holds up its whole process meanwhile. */
export type LoadCommand =
  /** Opens further pairs: two allocations each, which talk to each other over a channel. */
  | { readonly type: "open"; readonly port: number; readonly accounts: readonly Account[] }
  /** The first of each pair sends; in the first so many pairs as many at a time as the window holds. */
  | {
      readonly type: "flood";
      readonly pairs: number;
      readonly seconds: number;
      readonly window: number;
    }
  /** The same at a steady rate, of all pairs together. */
  | {
      readonly type: "pace";
      readonly pairs: number;
      readonly seconds: number;
      readonly perSecond: number;
    };

/** What came of one command. */
export interface LoadReport extends FlowCounts {
  /** Messages that had arrived when the time was over. */
  readonly inTime: number;
  readonly seconds: number;
  /** CPU time of the load process, in seconds. */
  readonly cpuSeconds: number;
  /** Of `open`: whether the server relays ChannelData of clients; else data is sent as Send indications. */
  readonly takesChannelData: boolean;
}
