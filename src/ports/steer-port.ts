/**
 * Leads all new connections of a TCP port to one of the listeners that share it.
 *
 * @param index of that listener, in the order in which they began to listen
 * @returns false where the system cannot; then it chooses itself
 */
export type SteerPort = (port: number, index: number) => boolean;
