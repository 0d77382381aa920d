import type { Problem, RelayFacts } from "../../session/machine.ts";
import type { Said } from "../said.ts";

const NO_PATH = "The devices cannot reach each other";
const SAME_NETWORK = "Put both devices in the same network, without guest Wi-Fi or client isolation";
const RELAY_ONLY =
  "This page tries the relay only, because its address says ?ice=relay. Open it without that";

/** A worker is missing: most often because the server has a newer page since. */
export const PAGE_FAILED = "A part of this page is missing or has failed. Reload the page and send again.";

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

/** In place of a problem's own body, where no direct path was tried. */
export const relayOnly = (problem: Problem): string =>
  `${AT_RELAY[problem] ?? ""}${RELAY_ONLY} to try direct paths too.`;

/** What mends a relay that is of no use to this device; what is to be typed stands between backticks. */
export const mendRelay = ({ host, port, answer }: RelayFacts): string =>
  answer === undefined
    ? `Open port ${port} of ${host} for UDP and TCP; in Docker, publish it (\`-p ${port}:${port}\` \`-p ${port}:${port}/udp\`). Where the relay has another name, set EXTERNAL_HOST.`
    : `${host} answers with error ${answer}. ${REFUSALS[answer] ?? "Try again; if it stays, look at the server's log."}`;

/** Why no connection came about, and the next step. */
export const PROBLEMS: Readonly<Record<Problem, Said>> = {
  "bad-code": { title: "Not a code", body: "A code has six digits, such as 482 913. Check what was typed." },
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
    body: "This one is, but there is no direct path. Look at the other device's screen: it says what is in its way.",
  },
  "relay-failed": {
    title: NO_PATH,
    body: `Both are at the relay, but nothing passes through it. Try again; if it stays, look at the server's log. ${SAME_NETWORK}, to do without a relay.`,
  },
  "no-webrtc": {
    title: "This browser opens no connection",
    body: "A setting or an extension has switched WebRTC off, or the server's ICE_SERVERS are wrong. Try another browser.",
  },
  "page-failed": { title: "The page is out of date", body: PAGE_FAILED },
  "already-in-session": { title: "Already connected", body: "Finish here first, then try again." },
  "no-peer": { title: "The other device left", body: "It closed the page or lost its network. Try again." },
  "bad-message": { title: "The page is out of date", body: "Reload it and try again." },
  "too-large": { title: "The page is out of date", body: "Reload it and try again." },
  internal: {
    title: "The server made a mistake",
    body: "Try again. If it stays, look at the server's log.",
  },
};
