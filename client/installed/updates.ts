import { type Accessor, createEffect, createRoot, createSignal } from "solid-js";
import type { Instant, Millis } from "#protocol/time.ts";
import type { PageClock } from "../session/ports.ts";

/** A page that stays open asks so often whether there is another version. */
const ASK_EVERY_MS: Millis = 3_600_000;

/** How long a version may take to replace the one before; what comes back then is whichever counts. */
const TAKE_OVER_MS: Millis = 5_000;

/** A version of the service worker, as far as its page has to know it. */
export type Version = Pick<ServiceWorker, "state" | "postMessage" | "addEventListener">;

/** What of a registration tells about versions. */
export interface Versions {
  readonly installing: Version | null;
  readonly waiting: Version | null;
  readonly active: Version | null;
  addEventListener(type: "updatefound", listener: () => void): void;
  update(): Promise<unknown>;
}

export interface UpdatePorts {
  readonly versions: Versions;
  readonly clock: PageClock;
  readonly onWake: (then: () => void) => void;
  /** Resolves when nothing is under way in any page of this browser, for one moment. */
  readonly nothingUnderWay: () => Promise<void>;
  /** @returns whether it was done, which it is not while something is under way in any page */
  readonly whileNothingIsUnderWay: (work: () => Promise<void>) => Promise<boolean>;
  /**
   * Resolves when the page fetches nothing. Chromium lets a version take over one second after the one before has nothing
   * to do any more, and gives up, for half a minute at least, where that one has to fetch something within the second. A
   * touch on a button is what has a page fetch what a session needs.
   */
  readonly quiet: () => Promise<void>;
  /** Whether this page is of another version than the one that counts. */
  readonly isOutdated: () => Promise<boolean>;
  readonly reload: () => void;
}

/** Whether to tell that there is another version of the page, and what can be done about it. */
export interface Updates {
  /** There is one, and nothing is in its way. */
  readonly isOffered: Accessor<boolean>;
  /** Comes back under the new version. */
  readonly take: () => Promise<void>;
  /** Not now: the next page that is opened asks again. */
  readonly putOff: () => void;
}

/** What this page is doing. */
export interface Occupation {
  /** Something that must not be ended. */
  readonly isUnderWay: Accessor<boolean>;
  /** Nothing that anybody would miss. */
  readonly isIdle: Accessor<boolean>;
}

/**
 * Finds new versions of the page. One that is installed waits, since it would take from the pages of the version
 * before what they have not loaded yet; it is offered when nothing is under way in any of them.
 */
export function watchUpdates(ports: UpdatePorts, { isUnderWay, isIdle }: Occupation): Updates {
  const { versions } = ports;
  const [offered, setOffered] = createSignal<Version>();
  const [isReplaced, setReplaced] = createSignal(false);
  const [isTaking, setTaking] = createSignal(false);

  const offer = async (version: Version) => {
    await ports.nothingUnderWay();
    if (version.state === "installed") setOffered(() => version);
  };
  const follow = (version: Version | null) => {
    // The first one of all replaces nothing.
    if (!version || !versions.active) return;
    const check = () => {
      if (version.state === "installed") void offer(version);
      // Another page has let it take over, or all of the version before were closed.
      if (version.state === "activated") setReplaced(true);
      // One that is newer still has come in its place.
      if (version.state === "redundant" && offered() === version) setOffered(undefined);
    };
    version.addEventListener("statechange", check);
    check();
  };
  // A version that takes over while this page is being opened is never seen waiting by it.
  void ports.isOutdated().then((is) => is && setReplaced(true));
  follow(versions.waiting);
  follow(versions.installing);
  versions.addEventListener("updatefound", () => follow(versions.installing));
  askNowAndThen(ports);
  createRoot(() =>
    createEffect(() => {
      if (isReplaced() && isIdle()) ports.reload();
    }),
  );

  return {
    isOffered: () => offered() !== undefined && !isUnderWay() && !isTaking(),
    putOff: () => setOffered(undefined),
    async take() {
      setTaking(true);
      await ports.quiet();
      const version = offered();
      if (version && (await ports.whileNothingIsUnderWay(() => takeOver(version, ports.clock)))) {
        setReplaced(true); // also where it did not come in time: the page that is opened then tries again
        return;
      }
      setTaking(false);
      setOffered(undefined); // until what a page has begun meanwhile is done
      if (version) await offer(version);
    },
  };
}

function takeOver(version: Version, clock: PageClock): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (version.state !== "installed" && version.state !== "activating") resolve();
    };
    version.addEventListener("statechange", check);
    version.postMessage({ type: "take-over" });
    check();
    clock.after(TAKE_OVER_MS, resolve);
  });
}

/** Browsers ask when a page is opened; one that stays open, or wakes up, has to ask by itself. */
function askNowAndThen({ versions, clock, onWake }: UpdatePorts): void {
  let askedAt: Instant = clock.now();
  const ask = () => {
    askedAt = clock.now();
    versions.update().catch(() => undefined); // the server is away: another time
  };
  const everyHour = () => {
    clock.after(ASK_EVERY_MS, () => {
      ask();
      everyHour();
    });
  };
  everyHour();
  onWake(() => {
    if (clock.now() - askedAt >= ASK_EVERY_MS) ask();
  });
}
