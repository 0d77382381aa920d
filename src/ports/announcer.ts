/** What the LAN is told of this server. */
export interface Announcement {
  /** One label: the name before `.local`. */
  readonly label: string;
  /** TCP port of the page. */
  readonly port: number;
  /** To which the name leads, IPv4 among them. */
  readonly addresses: readonly string[];
}

/** Makes this server known on the LAN by multicast DNS (RFC 6762) and DNS-SD (RFC 6763). */
export interface Announcer {
  /**
   * Asks the LAN whether the name is free, and if so announces it.
   *
   * @param onLost called where another device has the name later on: it is not announced any more
   * @returns whether the name was free
   * @throws {AnnounceError} where this host cannot speak to the LAN
   */
  announce(announcement: Announcement, onLost: () => void): Promise<boolean>;
  /** Says goodbye for what is announced, so that nobody keeps it for later. */
  stop(): Promise<void>;
}

/** Why nothing can be announced, as half a sentence for the operator. */
export class AnnounceError extends Error {
  override readonly name = "AnnounceError";
}
