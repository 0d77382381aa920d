/** What trying a connection to the server came to. */
export type SocketProbe =
  | { readonly type: "open"; readonly roundTripMs: number }
  | { readonly type: "silent" }
  /** @see CLOSE. A browser tells 1006 for whatever came before it was open. */
  | { readonly type: "closed"; readonly code: number };

/** An ICE candidate's part that matters here. */
export interface FoundCandidate {
  readonly type: "host" | "srflx" | "prflx" | "relay";
  /** An address, or a `.local` name in its place. */
  readonly address: string;
}

/** What a browser found while it asked a STUN server. */
export interface StunProbe {
  readonly candidates: readonly FoundCandidate[];
  /** Gathering ended by itself, long before a request without an answer would have been given up. */
  readonly hasEnded: boolean;
  /** The browser said that no answer came. */
  readonly hasFailed: boolean;
  /** Whether silence in this browser means that an answer came. */
  readonly tellsFailures: boolean;
  /** The browser said that it cannot look up the server's name. */
  readonly isNameUnknown: boolean;
}

/** What two connections in this page found that could use one relay only. */
export type LoopOutcome =
  | { readonly type: "passed"; readonly roundTripMs: number; readonly bytesPerSecond: number }
  /** @property code of the relay's answer, or 701 where none came; undefined where the browser told nothing */
  | { readonly type: "no-candidate"; readonly code: number | undefined; readonly isNameUnknown: boolean }
  | { readonly type: "no-connection" }
  /** Bytes came back changed, or stopped coming. */
  | { readonly type: "damaged" }
  | { readonly type: "no-webrtc" };

/** What two connections in this page found that could use no server. */
export type DirectProbe =
  | {
      readonly type: "tried";
      readonly candidates: readonly FoundCandidate[];
      readonly isConnected: boolean;
    }
  | { readonly type: "no-webrtc" };

/** What a browser is, and can do. */
export interface BrowserFacts {
  /** "Firefox on Android". */
  readonly label: string;
  readonly userAgent: string;
  readonly hasWebRtc: boolean;
  readonly hasWebSocket: boolean;
  readonly hasWorkers: boolean;
  readonly hasWebAssembly: boolean;
  /** Whether a data channel can be handed to a worker. */
  readonly transfersChannels: boolean;
}

/** How this page was opened. */
export interface PagePlace {
  /** `http://192.168.1.5:8080`. */
  readonly origin: string;
  readonly isSecure: boolean;
}
