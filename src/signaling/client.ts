import { networkOf } from "../addresses/network-of.ts";

/** Who is limited. */
export interface Client {
  /** An address; or one connection, where many clients come by the same address. */
  readonly key: string;
  /** That address. */
  readonly sharedKey?: string;
}

/**
 * The client that a connection counts for (SIG16).
 *
 * @param isShared many clients come by this address, so that it tells nothing about who is who (SIG18)
 * @param connection a number that no other connection has
 */
export function clientOf(address: string, isShared: boolean, connection: number): Client {
  const key = networkOf(address);
  return isShared ? { key: `connection ${connection}`, sharedKey: key } : { key };
}
