import type { PausedBy } from "#protocol/transfer/state.ts";
import { formatCount, formatList } from "../format.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");
const devices = plural({ one: "# device", other: "# devices" });
const have = plural({ one: "# device has", other: "# devices have" });
const countedFiles = plural({ one: "# file", other: "# files" });
const countedTexts = plural({ one: "# text", other: "# texts" });

/** "3 files and 1 text". */
const things = (files: number, texts: number) =>
  formatList(
    [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter((part) => part !== false),
  );
const more = plural({ one: "# more device may join.", other: "# more devices may join." });

/** "the file", "all 3 files and 1 text". */
const everything = (files: number, texts: number) => {
  if (files + texts > 1) return `all ${things(files, texts)}`;
  return files === 1 ? "the file" : "the text";
};

/** In place of a device's name, until it is known. */
const UNNAMED = "A device that joins";

/** A device within a sentence; a name stays as its owner writes it. */
const within = (device: string) => (device === UNNAMED ? "a device that joins" : device);

/** What is said where one sender has several receivers. */
export const SEVERAL = {
  allow: "Let several devices join",
  allowed: (most: number) => `Up to ${formatCount(most)} devices, each with its own progress.`,
  addOne: "Send to one more device",
  codeTitle: "The code for the next device",
  mayJoin: (count: number) => more(count),
  lastOne: "One device may join with this code.",
  closeCode: "Close code",
  /** Heading while something is under way. */
  sending: (count: number) => `Sending to ${devices(count)}`,
  /** Heading when all is over and well. */
  allHave: (count: number, files: number, texts: number) =>
    `${have(count)} ${everything(files, texts)}, verified`,
  /** Heading when all is over and something failed. */
  someHave: (done: number, count: number) =>
    done === 0 ? "No device has everything" : `${done} of ${devices(count)} have everything`,
  /** Under the heading while something is under way. */
  soFar: (done: number, count: number) =>
    done === 0 ? "No device has everything yet" : `${done} of ${devices(count)} done`,
  exact: "Each of them has exactly these bytes.",
  whatFailed: "What is missing stands below, with each device.",
  list: "Devices",
  unnamed: UNNAMED,
  giveUp: (device: string) => `Cancel for ${within(device)}`,
  pause: (device: string) => `Pause for ${within(device)}`,
  resume: (device: string) => `Resume for ${within(device)}`,
  end: "Close",
  progress: (device: string) => `Progress to ${within(device)}`,
  /** A speed and a time left. */
  pace: (speed: string, left: string) => `${speed}, ${left} left`,
  state: {
    connecting: "Connecting.",
    away: "It is away. It goes on by itself when it is back.",
    asked: "Waiting until it accepts.",
    moving: "Receiving.",
    paused: { me: "Paused here.", peer: "Paused there." } satisfies Record<PausedBy, string>,
    interrupted: "Interrupted. Looking for it again.",
    choosing: "Waiting for the files to be chosen again.",
    done: "Has everything, verified.",
    partly: (done: number, count: number) => `Has ${done} of ${countedFiles(count)}.`,
    nothing: "Has none of the files.",
    declined: "Declined. Nothing was sent.",
    cancelled: "Cancelled.",
    left: "Left before everything had arrived.",
    stopped: (title: string, body: string) => `${title}. ${body}`,
  },
} as const;
