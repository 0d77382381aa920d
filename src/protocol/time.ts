/** A span of time in milliseconds. */
export type Millis = number;

/** A point in time: milliseconds since the Unix epoch. */
export type Instant = number;
