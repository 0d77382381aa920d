import { KIB, MIB, type Target } from "../../src/benchmarks/table.ts";
import { delayLink, shapeLink } from "../browser-tests/harness/impaired-link.ts";
import { openLan, openPlaces, type Stage } from "./stage.ts";

/** One of the ways in which the product is measured against a bare channel. */
export interface Section {
  readonly title: string;
  readonly files: number;
  readonly bytesPerFile: number;
  readonly target: Target;
  /** What the product's speed is divided by for the target, in MB/s; the bare channel's speed, unless given. */
  readonly linkMegabytesPerSecond?: number;
  /** Of the product's pages. */
  readonly query?: string;
  /** Whether `--size` applies: so many small files are what it is about, otherwise. */
  readonly isSizeFree: boolean;
  readonly open: () => Promise<Stage & { readonly secureUrl?: string }>;
}

const SHAPED_MBIT = 100;

/** The relay is reached without the link, so it has to be left out there. */
const OVER_LINK = { files: 1, query: "?ice=direct", isSizeFree: true } as const;

/** Any: with the same one, the same packets of a link are lost. */
const SEED = 5;

const delayed = (roundTripMs: number, lossRate: number) => () =>
  openPlaces(() => delayLink({ oneWayDelayMs: roundTripMs / 2, lossRate, seed: SEED }));

/** By their names in `--only`. Sizes are such that five rounds of each end within ten minutes. */
export const SECTIONS = {
  lan: {
    title: "one file, no impairment",
    files: 1,
    bytesPerFile: 256 * MIB,
    target: { atLeast: 1 },
    isSizeFree: true,
    open: openLan,
  },
  rtt20: {
    ...OVER_LINK,
    title: "one file, round trip of 20 ms",
    bytesPerFile: 96 * MIB,
    target: { atLeast: 1.6 },
    open: delayed(20, 0),
  },
  loss: {
    ...OVER_LINK,
    title: "one file, round trip of 50 ms, 1 % lost",
    bytesPerFile: 12 * MIB,
    target: { atLeast: 3 },
    open: delayed(50, 0.01),
  },
  shaped: {
    ...OVER_LINK,
    title: `one file, link of ${SHAPED_MBIT} Mbit/s`,
    bytesPerFile: 96 * MIB,
    target: { atLeast: 0.85 },
    linkMegabytesPerSecond: SHAPED_MBIT / 8,
    open: () => openPlaces(() => shapeLink(SHAPED_MBIT)),
  },
  small: {
    title: "many small files, saved as one archive",
    files: 2_000,
    bytesPerFile: 10 * KIB,
    target: { atLeast: 0.5 },
    isSizeFree: false,
    open: openLan,
  },
} as const satisfies Record<string, Section>;

export type SectionName = keyof typeof SECTIONS;

export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];
