import * as v from "valibot";
import { discoveryClientEntries, discoveryServerEntries } from "../discovery/messages.ts";
import { ResumeToken, SessionCode, SessionId } from "../ids.ts";
import { MAX_LANES } from "../lanes.ts";

/** Longest SDP that is relayed, in characters. A data-channel-only description is about 1,500. */
const MAX_SDP_LENGTH = 32_768;
const MAX_CANDIDATE_LENGTH = 1_024;

/** Longest signaling message either side accepts, in characters (SIG3). */
export const MAX_SIGNALING_LENGTH = 65_536;

/** A session description as WebRTC makes it; the server relays it and never looks inside. */
export const Description = v.strictObject({
  type: v.picklist(["offer", "answer", "pranswer", "rollback"]),
  sdp: v.optional(v.pipe(v.string(), v.maxLength(MAX_SDP_LENGTH))),
});
export type Description = v.InferOutput<typeof Description>;

/** An ICE candidate in the shape of RTCIceCandidate.toJSON(). */
export const Candidate = v.strictObject({
  candidate: v.pipe(v.string(), v.maxLength(MAX_CANDIDATE_LENGTH)),
  sdpMid: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64)))),
  sdpMLineIndex: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64)))),
  usernameFragment: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(256)))),
});
export type Candidate = v.InferOutput<typeof Candidate>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Which of the lanes that a session has at a time a signal belongs to, counted from 0 (SIG25). */
const lane = v.optional(v.pipe(count, v.maxValue(MAX_LANES - 1)));

/**
 * Which of the peer connections that one lane may see a signal belongs to, counted from 0. A connection
 * that cannot be mended is replaced by the next one, and what is still on its way for the old one is dropped.
 */
const connection = v.optional(v.pipe(count, v.maxValue(1_000_000)));

const signalEntries = [
  v.strictObject({ type: v.literal("signal"), description: Description, connection, lane }),
  v.strictObject({ type: v.literal("signal"), candidate: Candidate, connection, lane }),
  /** From the receiver: this connection is beyond mending; the sender, who makes them, makes the next one. */
  v.strictObject({ type: v.literal("signal"), renew: v.pipe(count, v.maxValue(1_000_000)), lane }),
] as const;

/** What the two peers say to each other through the server: a description, a candidate, or a wish. */
export const Signal = v.union(signalEntries);
export type Signal = v.InferOutput<typeof Signal>;

/** Who made the session, and who came by its code. */
export const Role = v.picklist(["sender", "receiver"]);
export type Role = v.InferOutput<typeof Role>;

/** Whether somebody has the other place, and whether its socket is there. */
export const PeerPresence = v.picklist(["none", "here", "away"]);
export type PeerPresence = v.InferOutput<typeof PeerPresence>;

/** Everything a browser may send. Unknown types and extra keys are refused (SIG2). */
export const ClientMessage = v.variant("type", [
  v.strictObject({ type: v.literal("create") }),
  v.strictObject({ type: v.literal("join"), code: SessionCode }),
  /** On a new socket: the same place in a session that the server still knows (SIG13). */
  v.strictObject({ type: v.literal("resume"), sessionId: SessionId, resumeToken: ResumeToken }),
  /**
   * The server has forgotten the session; its two peers, who alone know its id, make it known again (SIG15).
   * The token is the one that the place had, so that an answer which is lost leaves nobody outside.
   */
  v.strictObject({
    type: v.literal("restore"),
    sessionId: SessionId,
    resumeToken: ResumeToken,
    role: Role,
  }),
  /** Whether this connection's code, which nobody has used, is for one device only or for several (MANY1). */
  v.strictObject({ type: v.literal("admit"), more: v.boolean() }),
  ...signalEntries,
  v.strictObject({ type: v.literal("ping") }),
  v.strictObject({ type: v.literal("leave") }),
  ...discoveryClientEntries,
]);
export type ClientMessage = v.InferOutput<typeof ClientMessage>;

/** One entry of RTCConfiguration.iceServers. */
export const IceServer = v.strictObject({
  urls: v.union([
    v.pipe(v.string(), v.regex(/^(stun|stuns|turn|turns):/, "a stun: or turn: URL")),
    v.array(v.pipe(v.string(), v.regex(/^(stun|stuns|turn|turns):/, "a stun: or turn: URL"))),
  ]),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
});
export type IceServer = v.InferOutput<typeof IceServer>;

/** What a peer needs to know from the server once it has a place in a session. */
const placeEntries = {
  sessionId: SessionId,
  resumeToken: ResumeToken,
  /** How long the place is kept after its socket is lost. */
  graceMs: count,
  iceServers: v.array(IceServer),
  /** Largest data-channel message that this instance's peers send, in bytes. */
  chunkBytes: count,
  /** How often a peer says `ping`. */
  heartbeatMs: count,
  /** Most peer connections that the session may have at a time. */
  lanes: v.pipe(count, v.minValue(1), v.maxValue(MAX_LANES)),
};

/** What comes with a code, and with the host's place under it. */
const codeEntries = {
  code: SessionCode,
  /** When the code stops working, by the server's clock. */
  expiresAt: count,
  /** The same as a span, for a browser whose clock differs from the server's. */
  expiresInMs: count,
  /** Where other devices open the page; null where the address that this browser used is the right one. */
  publicUrl: v.nullable(v.string()),
  /** How many devices may still join the code in all, if its host lets several (MANY2). */
  receivers: v.pipe(count, v.minValue(1)),
  ...placeEntries,
};

/** The host's place in the session that is open for the next device under the same code (MANY3). */
export const NextPlace = v.strictObject(codeEntries);
export type NextPlace = v.InferOutput<typeof NextPlace>;

/** Why the server refused a message (SIG6). */
export const ErrorCode = v.picklist([
  "bad-message",
  "too-large",
  "unknown-code",
  "unknown-session",
  "own-code",
  "already-in-session",
  "no-peer",
  "server-full",
  "rate-limited",
  "internal",
]);
export type ErrorCode = v.InferOutput<typeof ErrorCode>;

/** Everything the server may send. */
export const ServerMessage = v.variant("type", [
  v.strictObject({ type: v.literal("created"), ...codeEntries }),
  v.strictObject({ type: v.literal("joined"), ...placeEntries }),
  v.strictObject({
    type: v.literal("resumed"),
    peer: PeerPresence,
    iceServers: v.array(IceServer),
    /** As with `peer-joined`, which who was away has not heard. */
    next: v.optional(NextPlace),
  }),
  /** The answer to `admit`: what holds from now on. */
  v.strictObject({ type: v.literal("admits"), more: v.boolean() }),
  /** New ones, because the credentials of those before run out (SIG23). */
  v.strictObject({ type: v.literal("ice-servers"), iceServers: v.array(IceServer) }),
  v.strictObject({ type: v.literal("peer-joined"), next: v.optional(NextPlace) }),
  ...signalEntries,
  v.strictObject({ type: v.literal("pong") }),
  /** The other socket is lost; its place is kept for a while. */
  v.strictObject({
    type: v.literal("peer-away"),
    /** Its page was closed or reloaded. */
    reloading: v.optional(v.literal(true)),
  }),
  v.strictObject({ type: v.literal("peer-back") }),
  v.strictObject({ type: v.literal("peer-left") }),
  v.strictObject({ type: v.literal("expired") }),
  v.strictObject({
    type: v.literal("error"),
    code: ErrorCode,
    message: v.string(),
    retryAfterMs: v.optional(count),
  }),
  ...discoveryServerEntries,
]);
export type ServerMessage = v.InferOutput<typeof ServerMessage>;
export type Created = Extract<ServerMessage, { type: "created" }>;
export type Joined = Extract<ServerMessage, { type: "joined" }>;
