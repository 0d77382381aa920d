import type { PausedBy } from "#protocol/transfer/state.ts";
import type { ScanFailure } from "../../scanning/scan.ts";
import type { Said } from "../said.ts";
import { atStart } from "./device.ts";

/** Looking for a code through the camera. */
export const SCAN = {
  open: "Scan with the camera",
  title: "Scan the code",
  body: "Hold the camera on the QR code of the other device.",
  starting: "Starting the camera. Allow it if the browser asks.",
  picture: "Picture of the camera",
  sawOther: "This is a QR code of something else. Scan the one that the other device shows.",
  again: "Try again",
  close: "Close",
  elsewhere: {
    title: "A code of another address",
    body: (host: string) =>
      `This code was made at ${host}. Open it there; if that is this very server by another name, the code works here as well.`,
    open: (host: string) => `Open ${host}`,
    here: "Use the code here",
  },
  failed: {
    denied: {
      title: "The camera is not allowed",
      body: "Allow it for this page in the browser's settings and try again, or type the six digits.",
    },
    "no-camera": {
      title: "There is no camera",
      body: "This browser finds none. Type the six digits instead.",
    },
    "in-use": {
      title: "The camera is in use",
      body: "Another program or tab has it. Close that one and try again, or type the six digits.",
    },
    "no-picture": {
      title: "The camera shows nothing",
      body: "The browser gave no picture. Try again, or type the six digits.",
    },
    "no-reader": {
      title: "This browser could not read the picture",
      body: "Reload the page and try again, or type the six digits.",
    },
    "nothing-seen": {
      title: "No code was seen",
      body: "The camera was on for two minutes and is off now. Try again with more light, or type the six digits.",
    },
  } satisfies Record<ScanFailure, Said>,
} as const;

/** A session with nothing under way. */
export const STAY = {
  /** `{left}` stands for what is left: 0:48. */
  ends: "Ends by itself in {left}",
  stay: "Stay connected",
  stays: {
    me: () => "You stay connected until one of you closes this, or for 30 minutes with nothing sent.",
    peer: (device: string) =>
      `${atStart(device)} wants to stay connected: until one of you closes this, or for 30 minutes with nothing sent.`,
  } satisfies Record<PausedBy, (device: string) => string>,
} as const;

/** What is said of waits that take long. */
export const WAITING = {
  pausedBy: {
    me: (_device: string, time: string) => `Paused here since ${time}. Nothing moves until you resume.`,
    peer: (device: string, time: string) =>
      `${atStart(device)} has paused since ${time}. It goes on when it is resumed there.`,
  } satisfies Record<PausedBy, (device: string, time: string) => string>,
  stalled: (device: string, time: string) =>
    `Nothing has arrived since ${time}. Is ${device} awake, with its page in front? It goes on by itself, or cancel it.`,
  sendAgain: "Send again",
} as const;

/** Reading folders. */
export const READING = {
  stop: "Stop reading",
} as const;

/** What a person asks to be told, and hears. */
export const TOLD = {
  ask: "Tell me when it is done",
  willTell: "You will be told when it is done.",
  done: { title: "Done", body: "Everything has arrived and is verified." },
  notDone: { title: "Not everything arrived", body: "Open the page to see what is missing, and why." },
} as const;

/** The title of the window, before the product's name. */
export const TITLE = {
  of: (what: string, name: string) => `${what} · ${name}`,
  ready: "Ready to send",
  connecting: "Connecting",
  connected: "Connected",
  asked: "Accept?",
  paused: "Paused",
  interrupted: "Reconnecting",
  done: "✓ Done",
  failed: "✗ Stopped",
} as const;

/** The speed of the last minute. */
export const CHART = {
  label: (now: string, most: string) => `${now} now, ${most} at most`,
} as const;

/** What a screen reader says on the way. */
export const SPOKEN = {
  progress: (percent: string, left: string) => `${percent}, ${left} left`,
} as const;

/** What stands behind the words "direct" and "relayed". */
export const PATH_DETAILS = {
  open: "Details",
  path: "Path",
  paths: {
    direct: "From device to device; the server sees nothing of it.",
    relayed: "Through the relay of your server, which sees encrypted packets only.",
  },
  lanes: "Connections",
} as const;
