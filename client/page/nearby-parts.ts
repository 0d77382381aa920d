import type { Component } from "solid-js";
import type { Choosing } from "../pairing/choosing.ts";

/** What a page that is loaded shows of devices nearby; it comes later than the rest of the first screen. */
export interface NearbyParts {
  /** On the home screen. */
  readonly Card: Component<{ readonly choosing: Choosing }>;
  /** Beside a code. */
  readonly Invite: Component;
  /** Over everything, while another device asks. */
  readonly Question: Component<{ readonly hasCode: boolean }>;
  /** A choice was made, of which something may have come. */
  chosen(): void;
}
