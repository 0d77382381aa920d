import type { Role } from "#protocol/signaling/messages.ts";
import type { FailureReason } from "#protocol/transfer/state.ts";
import type { CodeNotice, Ending, Path, Problem } from "../session/machine.ts";

/** A screen that says what happened and what to do. */
interface Said {
  readonly title: string;
  readonly body: string;
}

const PEER_LEFT = "Ask for a new code and send what is missing again. Verified files are complete.";

/** Every word that a person reads. */
export const text = {
  name: "P2P Share",
  promise: "Files go straight from device to device, encrypted. Nothing is stored on the way.",
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
      title: "The devices cannot reach each other",
      body: "Both found this server, but no path to each other. Put both in the same network, and switch off guest Wi-Fi or client isolation.",
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
