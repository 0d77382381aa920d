import type { Role } from "#protocol/signaling/messages.ts";
import type { Direction, Transfer } from "#protocol/transfer/state.ts";
import type { CodeNotice, Ending, Path } from "../../session/machine.ts";
import { formatCount, formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Said } from "../said.ts";
import { atStart, OTHER_DEVICE } from "./device.ts";
import { FAILURES } from "./failures.ts";
import { CHART, PATH_DETAILS, READING, SCAN, SPOKEN, STAY, TITLE, TOLD, WAITING } from "./flow.ts";
import { FRAME } from "./frame.ts";
import { INSTALLED } from "./installed.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";
import { SEVERAL } from "./several.ts";

const SOME_FAILED =
  "What is marked below did not arrive, and nothing of it was saved. Look there for what to do.";
const PEER_LEFT = "Ask for a new code and send what is missing again. Verified files are complete.";

const plural = pluralIn("en");
const countedFiles = plural({ one: "# file", other: "# files" });
const countedTexts = plural({ one: "# text", other: "# texts" });

const countedFound = plural({
  one: "Reading the folder: # file so far.",
  other: "Reading the folder: # files so far.",
});

const UNANSWERED = FAILURES.unanswered;
const NOT_CHOSEN = "Nobody did it within 10 minutes. Send the files again under a new code.";
const PAUSED = "Nobody went on for 12 hours. Send what is missing again; verified files are complete.";
const STALLED =
  "The other device is connected but has sent nothing for a long time. Reload this page on both and send again.";

/** "3 files and 1 text". */
const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );

/** "“a”, “b”, “c”, and 3 more". */
const named = (names: readonly string[]) => {
  const shown = names.slice(0, 3).map((name) => `“${name}”`);
  return formatList(names.length > 3 ? [...shown, `${formatCount(names.length - 3)} more`] : shown);
};

/** Every word of the page in English; what other languages say of the same is checked against it. */
export const english = {
  name: "P2P Share",
  description: "Send files from this device to another one, directly.",
  promise: "Files go from device to device, encrypted. Nothing is stored on the way.",
  frame: FRAME,
  home: {
    sendTitle: "Send files",
    drop: "Drop files or folders here",
    or: "or",
    choose: "Choose files",
    paste: "Pasting files or text works too.",
    receiveTitle: "Receive files",
    receiveBody: "Type the six digits from the other device, or scan its QR code.",
    codeLabel: "Code from the other device",
    join: "Receive",
    /** What went wrong, before the sentences that say more. */
    problem: (title: string) => `${title}.`,
    joining: "Connecting",
  },
  /** `{open}` and `{trust}` stand for links, whose words are below. */
  secure: {
    line: "{open} to scan codes with the camera, to keep the screen on and to save large files straight to disk.",
    lineWithTrust:
      "{open} to scan codes with the camera, to keep the screen on and to save large files straight to disk; first {trust}.",
    open: "Open this page over HTTPS",
    trust: "have this device trust the server",
  },
  /** Ways to choose what is sent, on every screen that has them. */
  choose: {
    files: "Send more files",
    folder: "or a folder",
    text: "or a text",
    textLabel: "Text to send",
    sendText: "Send text",
    closeText: "Cancel",
    emptyFolders: (names: readonly string[]) =>
      `${names.length === 1 ? "An empty folder is" : "Empty folders are"} not sent: ${named(names)}.`,
    unreadable: (names: readonly string[]) => `This browser cannot read ${named(names)}. It is not sent.`,
    nothing: "There is nothing in it to send.",
    tooMany: (most: number) =>
      `At most ${formatCount(most)} files can be sent at once. Send them in parts, or in an archive.`,
    dismiss: "Dismiss",
  },
  code: {
    title: "Ready to send",
    /** `{address}` stands for the page's address. */
    howTo: "On the other device, open {address} and type the code, or scan it with the camera.",
    onlyHere: (host: string) =>
      `Other devices cannot open ${host}. On them, open this page under the address that this computer has in your network, and type the code. With PUBLIC_URL set to that address there is a QR code here.`,
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
    returning: {
      title: "Coming back",
      body: "This page was reloaded. It looks for the other device and goes on where it was.",
    },
    answer: (device: string): Said => ({
      title: `Waiting for ${device}`,
      body: "The files go out as soon as they are accepted there; after 10 minutes they are taken back.",
    }),
    answerWithoutRoom: (device: string): Said => ({
      title: `Waiting for ${device}`,
      body: "The files can go out only if another place is chosen for them there.",
    }),
  } as const,
  interrupted: {
    body: (device: string) => `The connection to ${device} broke. What has arrived is kept.`,
    left: (left: string) => `Reconnecting for another ${left}.`,
    reloading: (device: string) => `${atStart(device)} closed or reloaded the page; it may come back:`,
  },
  /** After a refusal: when another try is worth it. */
  comeBack: (wait: string) => `Try again in ${wait}.`,
  relayOnly,
  mendRelay,
  offer: OFFER,
  capacity: CAPACITY,
  transfer: {
    sending: (device: string) => `Sending to ${device}`,
    receiving: (device: string) => `Receiving from ${device}`,
    both: (device: string) => `Exchanging files with ${device}`,
    otherDevice: OTHER_DEVICE,
    progress: "Total progress",
    speed: "Speed",
    timeLeft: "Time left",
    measuring: "–",
    cancel: "Cancel",
    cancelFile: (name: string) => `Cancel ${name}`,
    pause: "Pause",
    resume: "Resume",
    path: { direct: "Direct on your network", relayed: "Relayed by your server" } satisfies Record<
      Path,
      string
    >,
    files: (files: number, texts: number, size: string) => `${things(files, texts)}, ${size}`,
    waitingThere: (device: string, files: number, texts: number, size: string) =>
      `Waiting for ${device} to accept ${things(files, texts)}, ${size}.`,
    keepOn: "Keep this screen on: a device that sleeps stops the transfer.",
    direction: { out: "Sending", in: "Receiving" } satisfies Record<Direction, string>,
    way: {
      out: (amount: string) => `Sending ${amount}`,
      in: (amount: string) => `Receiving ${amount}`,
    } satisfies Record<Direction, (amount: string) => string>,
    state: {
      offered: "",
      waiting: "next",
      moving: "",
      paused: "paused",
      interrupted: "waits",
      verifying: "comparing",
      done: "",
      failed: "",
    } satisfies Record<Transfer["state"], string>,
    restarted: "once more from its beginning",
    /** May be broken between the two only. */
    of: (arrived: string, size: string) => `${arrived} of\u00a0${size}`,
    text: "Text",
    verified: "Verified ✓",
    mismatch: "Hash mismatch ✗",
    save: "Save again",
    saveArchive: (name: string) => `Save ${name} again`,
    inPlace: "Saved where you chose.",
    /** Name of an archive, from the folder of its first file. */
    archive: (folder = "files") => `${folder}.zip`,
    digest: "SHA-256",
    preview: "Preview",
    playSoFar: "Play what is here",
    closePreview: "Close preview",
    tooLittle: "Too little has arrived to show something.",
    noPreview: "This browser cannot show it.",
    copy: "Copy text",
    copied: "Text copied",
    copyFailed: "Copying did not work here. Select the text and copy it by hand.",
  },
  ended: {
    allDone: (files: number, texts: number, size: string) => `${things(files, texts)}, ${size}, verified`,
    someDone: (done: number, count: number) => `${formatCount(done)} of ${countedFiles(count)} verified`,
    /** Everything is verified. */
    exact: {
      out: "The other device has exactly these bytes.",
      in: "Saved with your downloads. The bytes are exactly those that were sent.",
      inPlace: "Saved where you chose. The bytes are exactly those that were sent.",
      both: "Both devices have exactly the bytes that were sent.",
      text: "The text is exactly what was sent.",
    },
    body: {
      finished: { sender: SOME_FAILED, receiver: SOME_FAILED },
      declined: {
        sender: "The other device declined. Send it again when it is wanted.",
        receiver: "You declined. Nothing was saved. Have it sent again if you want it after all.",
      },
      cancelled: {
        sender: "The transfer was cancelled. Send again what is still wanted.",
        receiver: "The transfer was cancelled. Have sent again what you still want.",
      },
      "peer-left": { sender: PEER_LEFT, receiver: PEER_LEFT },
      protocol: {
        sender: "The devices misunderstood each other. Reload this page on both and send again.",
        receiver: "The devices misunderstood each other. Reload this page on both and send again.",
      },
      version: {
        sender: "The two pages are of different versions. Reload this page on both devices.",
        receiver: "The two pages are of different versions. Reload this page on both devices.",
      },
      "page-failed": { sender: PAGE_FAILED, receiver: PAGE_FAILED },
      "not-chosen": { sender: NOT_CHOSEN, receiver: NOT_CHOSEN },
      "paused-too-long": { sender: PAUSED, receiver: PAUSED },
      stalled: { sender: STALLED, receiver: STALLED },
      unanswered: { sender: UNANSWERED.out, receiver: UNANSWERED.in },
    } satisfies Record<Ending | "unanswered", Record<Role, string>>,
    title: {
      finished: "Done",
      declined: "Declined",
      cancelled: "Cancelled",
      "peer-left": "The other device left",
      protocol: "Stopped",
      version: "Stopped",
      "page-failed": "Stopped",
      "not-chosen": "The files were not chosen again",
      "paused-too-long": "Paused for too long",
      stalled: "Nothing came any more",
      unanswered: "Not answered",
    } satisfies Record<Ending | "unanswered", string>,
    sendBack: "Send something back",
    close: "Close",
    again: "Send or receive more",
  },
  chooseAgain: {
    title: "Choose the files again",
    body: "This page was reloaded, and a browser forgets files then. Choose the same ones: they go on where they were.",
    needed: (count: number, size: string) => `Needed: ${countedFiles(count)}, ${size}`,
    missing: (name: string) => `“${name}” was not among them, or is not as large as before.`,
    files: "Choose the files",
    there: (device: string) => `${atStart(device)} has to choose the files again. What has arrived is kept.`,
  },
  several: SEVERAL,
  failure: FAILURES,
  scan: SCAN,
  stay: STAY,
  waiting: WAITING,
  readingFolder: { ...READING, found: countedFound },
  told: TOLD,
  title: TITLE,
  chart: CHART,
  spoken: SPOKEN,
  pathDetails: PATH_DETAILS,
  installed: INSTALLED,
  expired: {
    title: "The code has expired",
    body: "Nobody used it in time. The files are still chosen: a new code is one tap away.",
    renew: "New code",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  /** A span of time that is only known roughly. */
  about: (span: string) => `about ${span}`,
  back: "Back",
  tryAgain: "Try again",
  reload: "Reload the page",
  diagnostics: "Diagnostics",
  /** On the screens that say why there is no connection. */
  findOut: "Find out what is in the way",
} as const;
