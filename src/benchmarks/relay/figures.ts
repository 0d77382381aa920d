/** Whose relays are measured. */
export type SideName = "product" | "coturn" | "node-turn";

export const SIDES: readonly SideName[] = ["product", "coturn", "node-turn"];

/** What the negative baseline may answer instead of a figure. */
export interface Cannot {
  /** Why not. */
  readonly cannot: string;
}

/** One figure of each side. */
export interface BySide<T> {
  readonly product: T;
  readonly coturn: T;
  readonly "node-turn": T | Cannot;
}

/** As much as goes through with a bounded number of messages under way. */
export interface FloodFigures {
  readonly messagesPerSecond: number;
  /** CPU time per message that arrived, in microseconds: of the server, and of the load process. */
  readonly serverMicros: number;
  readonly loadMicros: number;
  readonly lost: number;
  readonly wrong: number;
}

/** A steady rate. */
export interface PacedFigures {
  /** Less than was planned where the load process did not get a core in time. */
  readonly sentPerSecond: number;
  readonly lost: number;
  readonly wrong: number;
}

/** The server's memory while clients have allocations, each with a permission and a channel, and send nothing. */
export interface MemoryFigures {
  readonly idleRssBytes: number;
  readonly rssBytes: number;
  /** Growth with each further allocation. */
  readonly furtherBytes: number;
}

/** With so many pairs of clients. */
export interface PairsFigures {
  readonly pairs: number;
  readonly flood: BySide<FloodFigures>;
  readonly paced: BySide<PacedFigures>;
}

/** All sides, each step by one after the other. */
export interface Round {
  readonly byPairs: readonly PairsFigures[];
  readonly memory: BySide<MemoryFigures>;
  /** Whether ChannelData of clients is relayed; else the flood and the steady rate are of Send indications. */
  readonly takesChannelData: BySide<boolean>;
}
