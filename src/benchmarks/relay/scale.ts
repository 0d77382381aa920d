/** Pairs of clients at the same time, of which one sends and the other receives. */
export const PAIRS = [1, 8] as const;

/** Application data of one message: what fits into a packet of WebRTC. */
export const DATA_BYTES = 1_200;

/** Messages that one pair has under way: the buffers of coturn's sockets hold fewer than 60. */
export const WINDOW = 32;

/** Messages of all pairs together where they come at a steady rate. */
export const PACED_PER_SECOND = 10_000;

/** How many allocations there are while memory is measured, first and last. */
export const ALLOCATIONS = { first: 1_000, last: 4_000 } as const;
