/** What a process of the load client is told to do, one command at a time. */
export type LoadCommand =
  /** Opens two sockets for each session, and does nothing on them. */
  | { readonly type: "open"; readonly url: string; readonly sessions: number }
  /** Each session: `create`, `created`, `join`, `joined` and `peer-joined`. */
  | { readonly type: "pair" }
  /** Each session: `leave`, `peer-left`. */
  | { readonly type: "part" }
  /** Each socket sends a `ping` and waits for an answer of the type `reply`, so many times over. */
  | { readonly type: "round-trips"; readonly passes: number; readonly reply: string }
  /** One session after the other relays one offer, at this rate, whether or not earlier ones have arrived. */
  | { readonly type: "relay"; readonly count: number; readonly perSecond: number }
  /** Each socket sends a `ping` once in `everyMs`, evenly spread, for `seconds`, and is answered with `reply`. */
  | {
      readonly type: "heartbeat";
      readonly everyMs: number;
      readonly seconds: number;
      readonly reply: string;
    };

/** What came of one command. */
export interface LoadReport {
  readonly succeeded: number;
  readonly failed: number;
  /** Why the first of the failed ones did. */
  readonly problem?: string;
  /** Of `relay`: milliseconds from before the sender's send until the receiver had the message. */
  readonly latenciesMs?: readonly number[];
  /** Of `relay` and `heartbeat`: the most milliseconds by which a message was sent later than planned. */
  readonly latestMs?: number;
}
