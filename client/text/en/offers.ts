import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import { atStart } from "./device.ts";

const plural = pluralIn("en");

const WITH_DOWNLOADS = "Saved with your downloads.";

const SAVED: Readonly<Record<SaveMethod, string>> = {
  opfs: WITH_DOWNLOADS,
  indexeddb: WITH_DOWNLOADS,
  stream: WITH_DOWNLOADS,
  memory: "Kept in memory until it is complete, then saved with your downloads.",
  file: "Saved where you choose.",
  folder: "Saved in the folder that you choose.",
};

/** What is said of files before they are accepted, on both sides. */
export const OFFER = {
  title: (device: string) => `${atStart(device)} sends you`,
  accept: "Accept",
  decline: "Decline",
  pickFile: "Choose where to save",
  pickFolder: "Choose a folder",
  /** A text has at most one character per byte. */
  textOf: (bytes: number) =>
    bytes === 1 ? "A text of one character" : `A text, up to ${formatCount(bytes)} characters`,
  saved: SAVED,
  textsOnly: "Shown here, to be copied. Nothing is saved.",
  zipOfFolders: "Saved as one zip, so that the folders stay as they are.",
  zipOfMany: "Saved as one zip, because there are so many files.",
  free: (free: string) => `Free here: ${free}.`,
  cap: (most: string) =>
    `Kept in memory, at most ${most} in all: use a window that is not private for larger files.`,
  /** Nothing can be accepted. */
  none: {
    cap: (most: string) =>
      `Too large: this window can keep at most ${most}. Use one that is not private, or another browser.`,
    free: (free: string) => `Too large: only ${free} are free here. Make room, and have it sent again.`,
  },
  /** In place of the above, where the person can pick a place. */
  pickInstead: "It may fit where you choose to save it.",
  leftOut: plural({
    one: "One file does not fit on this device. It will be left out.",
    other: "# files do not fit on this device. They will be left out.",
  }),
} as const;

/** What the other device can take, said to the sender. */
export const CAPACITY = {
  free: (device: string, free: string) => `Free space on ${device}: ${free}.`,
  memory: (device: string) =>
    `${atStart(device)} keeps files in memory until they are complete: large ones may not fit.`,
  leftOut: (count: number, device: string, free: string) =>
    count === 1
      ? `One file does not fit: ${device} has room for ${free}. It will be left out.`
      : `${formatCount(count)} files do not fit: ${device} has room for ${free}. They will be left out.`,
  /** Nothing fits, unless the person there picks another place. */
  none: (device: string, free: string) => `Too large: ${device} has room for ${free} only.`,
} as const;
