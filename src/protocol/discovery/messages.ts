import * as v from "valibot";
import { DeviceId, InvitationId, SessionCode } from "../ids.ts";
import { MAX_FILES } from "../transfer/limits.ts";
import { DeviceName } from "./device-name.ts";

/** Most devices that see each other in one place (NEAR5). */
export const MAX_NEARBY_DEVICES = 100;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** What a device looks like, as far as its browser tells. */
export const DeviceKind = v.picklist(["phone", "tablet", "computer", "other"]);
export type DeviceKind = v.InferOutput<typeof DeviceKind>;

const describedEntries = { name: DeviceName, kind: DeviceKind };

/** A device whose page is open; its id is good as long as its socket is. */
export const NearbyDevice = v.strictObject({ id: DeviceId, ...describedEntries });
export type NearbyDevice = v.InferOutput<typeof NearbyDevice>;

/** How much is to be sent. Never what: names of files go from browser to browser only. */
const amountEntries = {
  files: v.pipe(count, v.minValue(1), v.maxValue(MAX_FILES)),
  bytes: count,
};

/** Whom a device can see. */
export const NearbyScope = v.picklist([
  /** Those of its network, as far as addresses tell. */
  "network",
  /** All of this server. */
  "all",
  /** Nobody: the operator does not want it. */
  "off",
  /** Nobody: many come by its address, so that it tells nothing about its network. */
  "hidden",
  /** Nobody: too many are there already. */
  "crowded",
]);
export type NearbyScope = v.InferOutput<typeof NearbyScope>;

/** What became of an invitation. */
export const InvitationOutcome = v.picklist([
  "accepted",
  "declined",
  /** The other one has as many invitations as wait there, or has accepted another one. */
  "busy",
  /** The other one is not there, or not any more. */
  "gone",
  /** Not answered in time. */
  "unanswered",
  /** Too many invitations came from this address. */
  "limited",
]);
export type InvitationOutcome = v.InferOutput<typeof InvitationOutcome>;

/** Why a question that was asked is none any more. */
export const WithdrawalReason = v.picklist(["withdrawn", "gone", "unanswered"]);
export type WithdrawalReason = v.InferOutput<typeof WithdrawalReason>;

/** What a browser says about devices nearby. */
export const discoveryClientEntries = [
  /** This page is open, under this name; said once more, something of that has changed. */
  v.strictObject({
    type: v.literal("announce"),
    ...describedEntries,
    /** It serves others, and wants to ask and not to be asked: it is on nobody's list (NEAR17). */
    busy: v.optional(v.literal(true)),
  }),
  v.strictObject({ type: v.literal("invite"), to: DeviceId, code: SessionCode, ...amountEntries }),
  v.strictObject({ type: v.literal("withdraw"), to: DeviceId }),
  v.strictObject({ type: v.literal("answer"), invitation: InvitationId, accepted: v.boolean() }),
] as const;

/** What the server says about them. */
export const discoveryServerEntries = [
  v.strictObject({
    type: v.literal("nearby"),
    scope: NearbyScope,
    you: DeviceId,
    /** All that can be asked, this one among them where it is not busy. */
    devices: v.pipe(v.array(NearbyDevice), v.maxLength(MAX_NEARBY_DEVICES)),
    /** How often the page says `ping`. */
    heartbeatMs: count,
  }),
  v.strictObject({
    type: v.literal("invited"),
    invitation: InvitationId,
    from: NearbyDevice,
    code: SessionCode,
    ...amountEntries,
  }),
  v.strictObject({
    type: v.literal("uninvited"),
    invitation: InvitationId,
    reason: WithdrawalReason,
  }),
  v.strictObject({ type: v.literal("answered"), to: DeviceId, outcome: InvitationOutcome }),
] as const;

const ClientEntries = v.variant("type", discoveryClientEntries);
/** Everything that a browser says about devices nearby. */
export type DiscoveryMessage = v.InferOutput<typeof ClientEntries>;

const ServerEntries = v.variant("type", discoveryServerEntries);
/** Everything that the server says about them. */
export type DiscoveryNews = v.InferOutput<typeof ServerEntries>;
export type Invited = Extract<DiscoveryNews, { type: "invited" }>;
