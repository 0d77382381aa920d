import type { DeviceKind, WithdrawalReason } from "#protocol/discovery/messages.ts";
import type { AskedState } from "../../nearby/machine.ts";
import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";

const countedFiles = pluralIn("en")({ one: "# file", other: "# files" });

/** Devices that have the page open; `{device}` stands for the name of one. */
export const NEARBY = {
  title: "Nearby",
  body: "Tap a device to send to it without a code.",
  orTap: "Or tap a device nearby:",
  looking: "Looking for devices.",
  empty: "No other device is here yet. Open this page on another device of this network.",
  emptyOfAll: "No other device is here yet. Open this page on another device.",
  hidden:
    "Devices come to this server by one shared address, so it cannot tell which are on your network and shows none. Whoever runs it can set `TRUST_PROXY` to its proxy, or `DISCOVERY=all`. Codes work all the same.",
  crowded: (most: number) =>
    `${formatCount(most)} devices have this page open here already, and more would be hard to tell apart. Use a code.`,
  /** `{name}` stands for what this device is called. */
  you: "You are {name}",
  rename: "Rename this device",
  nameLabel: "Name of this device, as others nearby see it",
  save: "Save",
  cancel: "Cancel",
  kind: {
    phone: "Phone",
    tablet: "Tablet",
    computer: "Computer",
    other: "Device",
  } satisfies Record<DeviceKind, string>,
  asked: {
    waiting: "Waiting for an answer",
    accepted: "Accepted, connecting",
    declined: "Declined. Tap to ask again",
    busy: "Busy just now. Tap to ask again",
    gone: "Not there any more",
    unanswered: "No answer. Tap to ask again",
    limited: "Too many invitations from here. Tap to ask again in a minute",
    lost: "The line to the server broke. Tap to ask again",
  } satisfies Record<AskedState, string>,
  /** Of devices that are not on the list any more. */
  left: {
    gone: "{device} is not there any more. Open this page on it again, or use the code.",
    lost: "The line to the server broke before {device} answered. Tap it again once it is shown, or use the code.",
    accepted: "{device} has accepted and connects.",
    other: "{device} has left. Open this page on it again, or use the code.",
  },
  /** Read out when it changes. */
  news: (name: string, state: string) => `${name}: ${state}`,
  takeBack: (name: string) => `Take back the invitation to ${name}`,
  dismiss: "Dismiss",
  invitation: {
    /** `{amount}` stands for the files and their size. */
    title: "{device} wants to send you {amount}",
    amount: (files: number, size: string) => `${countedFiles(files)}, ${size}`,
    endsCode: "Your own code stops working when you accept.",
    accept: "Accept",
    decline: "Decline",
    close: "Close",
    over: {
      withdrawn: "{device} took the invitation back.",
      gone: "{device} is not there any more.",
      unanswered: "The invitation of {device} has run out. It can be sent again there.",
      lost: "The line to the server broke. {device} can send the invitation again.",
    } satisfies Record<WithdrawalReason | "lost", string>,
  },
} as const;
