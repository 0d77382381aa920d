import type { Direction, FailureReason } from "#protocol/transfer/state.ts";

const NOTHING_SAVED = "Nothing of it was saved.";
const MISMATCH = "What arrived differs from what was sent. Nothing was saved;";
const LEFT = `The other device left before the file was complete. ${NOTHING_SAVED} Send it again under a new code.`;
const PROTOCOL = `The devices misunderstood each other. ${NOTHING_SAVED} Reload this page on both and send it again.`;

/** Why a file did not arrive, as the side says it that sends (`out`) or receives it (`in`). */
export const FAILURES: Readonly<Record<FailureReason, Readonly<Record<Direction, string>>>> = {
  "hash-mismatch": { out: `${MISMATCH} send it again.`, in: `${MISMATCH} have it sent again.` },
  changed: {
    out: "This is not the file that was chosen before. Send it anew.",
    in: "The file was changed on the other device. Nothing of it was saved; have it sent anew.",
  },
  unreadable: {
    out: "This device can no longer read this file. Was it moved, changed or deleted?",
    in: "The other device can no longer read this file. Was it moved, changed or deleted there?",
  },
  "cannot-save": {
    out: "The other device could not save it: its browser refused to save it. Send it again; another browser there may do it.",
    in: "This device could not save it: its browser refused to save it. Have it sent again; another browser may do it.",
  },
  "no-room": {
    out: "The other device's disk is full. Make room there, then send it again.",
    in: "This device's disk is full. Make room here, then have it sent again.",
  },
  "too-large": {
    out: "Too large for the other device's browser. Look at its screen: it says what it can take.",
    in: "Too large for this window. Use one that is not private, or another browser.",
  },
  declined: {
    out: "Declined there. Send it again when it is wanted.",
    in: "Declined. Have it sent again if you want it after all.",
  },
  cancelled: {
    out: `Cancelled. ${NOTHING_SAVED} Send it again if it is still wanted.`,
    in: `Cancelled. ${NOTHING_SAVED} Have it sent again if you still want it.`,
  },
  unanswered: {
    out: "Nobody answered within 10 minutes, so it was taken back. Send it again when somebody is there.",
    in: "Nobody accepted it here within 10 minutes, so it was taken back. Have it sent again.",
  },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
