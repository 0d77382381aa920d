/** What is measured of both servers in one round, in the same way. */
export interface SideFigures {
  /** New connections, opened and upgraded and nothing else, per second of the server's CPU time. */
  readonly connectionsPerCpuSecond: number;
  /** What the server's memory has grown by for each socket that is open and idle. */
  readonly openBytesPerSocket: number;
  /** A small message and its answer, per second of the server's CPU time. */
  readonly roundTripsPerCpuSecond: number;
  /** Share of one core that the server takes while sockets only say that they are there. */
  readonly idleCpuShare: number;
  readonly failures: number;
}

/** What is measured of the product in one round. */
export interface ProductFigures extends SideFigures {
  /** The server's memory while all sessions are joined. */
  readonly joinedRssBytes: number;
  /** The most of it in the whole round. */
  readonly peakRssBytes: number;
  /** What the server's memory has grown by for each socket in a joined session. */
  readonly joinedBytesPerSocket: number;
  /** `create` and `join` of one session, five messages, per second of the server's CPU time. */
  readonly pairsPerCpuSecond: number;
  readonly relay: RelayFigures;
}

/** Milliseconds from before the sender's send until the receiver has the message, both in one process. */
export interface RelayFigures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** The most by which the load client itself was late to send. */
  readonly latestMs: number;
}

/** Both servers, one after the other. */
export interface Round {
  readonly bare: SideFigures;
  readonly product: ProductFigures;
}
