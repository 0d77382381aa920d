import type { Role } from "#protocol/signaling/messages.ts";
import type { FailureReason } from "#protocol/transfer/state.ts";
import type { CodeNotice, Ending, Path, Problem, RelayFacts } from "../session/machine.ts";

/** A screen that says what happened and what to do. */
interface Said {
  readonly title: string;
  readonly body: string;
}

const NO_PATH = "The devices cannot reach each other";
const SAME_NETWORK = "Put both devices in the same network, without guest Wi-Fi or client isolation";
const RELAY_ONLY =
  "This page tries the relay only, because its address says ?ice=relay. Open it without that";

const PEER_LEFT = "Ask for a new code and send what is missing again. Verified files are complete.";

/** What the answers of a relay ask for, by error code (RFC 8656 §19). */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "Is TURN_SECRET the same there, and are both clocks right?",
  403: "It does not allow this by its settings.",
  486: "This session uses it too often. Try again in a few minutes, or raise TURN_USER_QUOTA.",
  508: "It is full. Try again in a few minutes, or raise TURN_TOTAL_QUOTA.",
};

/** What is known of a relay that this device is at. */
const AT_RELAY: Partial<Record<Problem, string>> = {
  "relay-unreachable-there": "This one is. The other device's screen says what is in its way. ",
  "relay-failed":
    "Both are at the relay, but nothing passes through it. Try again; if it stays, look at the server's log. ",
};

/** Every word that a person reads. */
export const text = {
  name: "P2P Share",
  promise: "Files go from device to device, encrypted. Nothing is stored on the way.",
  home: {
    sendTitle: "Send files",
    drop: "Drop files here",
    or: "or",
    choose: "Choose files",
    receiveTitle: "Receive files",
    receiveBody: "Type the six digits from the other device, or scan its QR code.",
    codeLabel: "Code from the other device",
    join: "Receive",
  },
  code: {
    title: "Ready to send",
    open: "On the other device, open",
    thenType: "and type the code, or scan it with the camera.",
    qrLabel: "QR code that opens the link on the other device",
    codeLabel: (code: string) => `Code ${[...code].join(" ")}`,
    copy: "Copy link",
    copied: "Link copied",
    copyFailed: "Copy did not work here. The link:",
    waiting: "Waiting for the other device.",
    valid: (left: string) => `The code works for another ${left}.`,
    expiring: "This code runs out soon. Take a new one if the other device is not there yet.",
    serverAway: "The server does not answer just now. The code works again as soon as it does.",
    notice: {
      "own-code": "This is the code of this very device. Type it on the other device.",
      "code-replaced":
        "The server no longer knows the old code: it was restarted, or this device was away. Use this new one.",
    } satisfies Record<CodeNotice, string>,
  },
  wait: {
    opening: { title: "Getting a code", body: "Asking this P2P Share server." },
    joining: { title: "Looking for the other device", body: "Asking this P2P Share server about the code." },
    connecting: { title: "Connecting", body: "The two devices look for the shortest path to each other." },
    peerAway: {
      title: "The other device is away",
      body: "It sleeps or has lost its network. Open P2P Share on it again: it goes on by itself.",
    },
    serverAway: {
      title: "The server does not answer",
      body: "This device tries to reach it again, and then goes on connecting.",
    },
    files: { title: "Connected", body: "Waiting for the list of files." },
    answer: (device: string): Said => ({
      title: `Waiting for ${device}`,
      body: "The files go out as soon as they are accepted there.",
    }),
  } as const,
  interrupted: {
    body: (device: string) => `The connection to ${device} broke. What has arrived is kept.`,
    left: (left: string) => `Reconnecting for another ${left}.`,
  },
  /** After a refusal: when another try is worth it. */
  comeBack: (wait: string) => `Try again in ${wait}.`,
  /** In place of a problem's own body, where no direct path was tried. */
  relayOnly: (problem: Problem) => `${AT_RELAY[problem] ?? ""}${RELAY_ONLY} to try direct paths too.`,
  /** What mends a relay that is of no use to this device. */
  mendRelay: ({ host, port, answer }: RelayFacts) =>
    answer === undefined
      ? `Open port ${port} of ${host} for UDP and TCP; in Docker, publish it (-p ${port}:${port} -p ${port}:${port}/udp). Where the relay has another name, set EXTERNAL_HOST.`
      : `${host} answers with error ${answer}. ${REFUSALS[answer] ?? "Try again; if it stays, look at the server's log."}`,
  offer: {
    title: (device: string) => `${device} sends you`,
    accept: "Accept",
    decline: "Decline",
  },
  transfer: {
    sending: (device: string) => `Sending to ${device}`,
    receiving: (device: string) => `Receiving from ${device}`,
    otherDevice: "the other device",
    progress: "Total progress",
    speed: "Speed",
    timeLeft: "Time left",
    measuring: "–",
    cancel: "Cancel",
    path: { direct: "Direct on your network", relayed: "Relayed by your server" } satisfies Record<
      Path,
      string
    >,
    files: (count: number, size: string) => `${count === 1 ? "1 file" : `${count} files`}, ${size}`,
    state: {
      offered: "",
      waiting: "next",
      moving: "",
      interrupted: "waits",
      verifying: "comparing",
      done: "",
      failed: "",
    },
    of: (arrived: string, size: string) => `${arrived} of ${size}`,
    verified: "Verified ✓",
    save: "Save again",
    digest: "SHA-256",
    leaving: "Files are still on their way.",
  },
  ended: {
    allDone: (count: number, size: string) =>
      `${count === 1 ? "1 file" : `${count} files`}, ${size}, verified`,
    someDone: (done: number, count: number) => `${done} of ${count} files verified`,
    body: {
      finished: {
        sender: "The other device has exactly these bytes.",
        receiver: "Saved with your downloads. The bytes are exactly those that were sent.",
      },
      declined: { sender: "The other device declined.", receiver: "You declined. Nothing was saved." },
      cancelled: { sender: "The transfer was cancelled.", receiver: "The transfer was cancelled." },
      "peer-left": { sender: PEER_LEFT, receiver: PEER_LEFT },
      protocol: {
        sender: "The devices misunderstood each other. Reload this page on both and send again.",
        receiver: "The devices misunderstood each other. Reload this page on both and send again.",
      },
      version: {
        sender: "The two pages are of different versions. Reload this page on both devices.",
        receiver: "The two pages are of different versions. Reload this page on both devices.",
      },
    } satisfies Record<Ending, Record<Role, string>>,
    title: {
      finished: "Done",
      declined: "Declined",
      cancelled: "Cancelled",
      "peer-left": "The other device left",
      protocol: "Stopped",
      version: "Stopped",
    } satisfies Record<Ending, string>,
    someFailed: "What is marked below did not arrive. Nothing of it was saved.",
    again: "Send or receive more",
  },
  failure: {
    "hash-mismatch": "What arrived differs from what was sent. Nothing was saved; send it again.",
    "wrong-offset": "A part of the file was missing. Nothing was saved; send it again.",
    unreadable: "The sending device can no longer read this file. Was it moved, changed or deleted?",
    "cannot-save": "The receiving device has no room for this file, or its browser refused to save it.",
    declined: "Declined.",
    cancelled: "Cancelled. Nothing of it was saved.",
    "peer-left": "The other device left before the file was complete. Nothing of it was saved.",
    protocol: "The devices misunderstood each other. Nothing of it was saved.",
  } satisfies Record<FailureReason, string>,
  expired: {
    title: "The code has expired",
    body: "Nobody used it in time. The files are still chosen: a new code is one tap away.",
    renew: "New code",
  },
  problem: {
    "bad-code": { title: "Not a code", body: "A code has six digits, such as 482 913." },
    "unknown-code": {
      title: "Nobody waits under this code",
      body: "Check the digits. A code works once and for a few minutes; the sender can show a new one.",
    },
    "unknown-session": {
      title: "The server has forgotten this session",
      body: "P2P Share was restarted, or this device was away for too long. Start again with a new code.",
    },
    "rate-limited": {
      title: "Too many tries",
      body: "This server slows down when codes are tried too often.",
    },
    "own-code": {
      title: "This is this device's own code",
      body: "This is the code of this very device. Type it on the other device.",
    },
    "no-files": { title: "Nothing to send", body: "Choose from 1 to 10,000 files." },
    "server-full": {
      title: "The server is busy",
      body: "This P2P Share server has as many sessions as it allows. Try again in a few minutes.",
    },
    "server-unreachable": {
      title: "The server does not answer",
      body: "Is this device still in the same network, and is P2P Share still running there?",
    },
    "peer-left": {
      title: "The other device left",
      body: "It closed the page or lost its network. Try again.",
    },
    "cannot-connect": {
      title: NO_PATH,
      body: `Both found this server, but no path to each other, and the server offers no relay. ${SAME_NETWORK}, or switch the relay on (TURN_ENABLED).`,
    },
    "no-direct-path": {
      title: NO_PATH,
      body: "This page tries direct paths only, because its address says ?ice=direct. Open it without that to use the relay.",
    },
    "relay-missing": {
      title: "This server offers no relay",
      body: `${RELAY_ONLY}, or switch the relay on (TURN_ENABLED).`,
    },
    "relay-unreachable": {
      title: "This device cannot reach the relay",
      body: "There is no direct path either.",
    },
    "relay-refused": {
      title: "The relay refuses this device",
      body: "There is no direct path either.",
    },
    "relay-unreachable-there": {
      title: "The other device is not at the relay",
      body: "This one is, but there is no direct path. The other device's screen says what is in its way.",
    },
    "relay-failed": {
      title: NO_PATH,
      body: `Both are at the relay, but nothing passes through it. Try again; if it stays, look at the server's log. ${SAME_NETWORK}, to do without a relay.`,
    },
    "no-webrtc": {
      title: "This browser opens no connection",
      body: "A setting or an extension has switched WebRTC off, or the server's ICE_SERVERS are wrong. Try another browser.",
    },
    "already-in-session": { title: "Already connected", body: "Finish here first, then try again." },
    "no-peer": { title: "The other device left", body: "It closed the page or lost its network. Try again." },
    "bad-message": { title: "The page is out of date", body: "Reload it and try again." },
    "too-large": { title: "The page is out of date", body: "Reload it and try again." },
    internal: {
      title: "The server made a mistake",
      body: "Try again. If it stays, look at the server's log.",
    },
  } satisfies Record<Problem, Said>,
  back: "Back",
  tryAgain: "Try again",
} as const;
