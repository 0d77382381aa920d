import { type Accessor, createSignal } from "solid-js";
import type { Millis } from "#protocol/time.ts";
import { NOT_TAKEN, type Shared, type ShareState } from "../saving/share-messages.ts";
import type { PageClock } from "../session/ports.ts";

/** A service worker that says nothing for so long has been ended, and what it was reading is lost. */
const SILENCE_MS: Millis = 15_000;

/** How a share is doing that this page was opened for; undefined when it is in the page's hands. */
export type Arrival =
  | { readonly state: "reading"; readonly bytes: number }
  | { readonly state: "failed"; readonly reason: "no-room" | "broken" | "gone" | typeof NOT_TAKEN };

export interface ClaimPorts {
  readonly clock: PageClock;
  /** Keeps the share's files from being removed, before anything is asked. @returns what lets go of them */
  readonly hold: (id: string) => Promise<() => void>;
  /** Asks the service worker for a share. @returns the port on which it answers; undefined where there is none */
  readonly claim: (id: string) => Promise<Pick<MessagePort, "onmessage" | "close"> | undefined>;
}

/** Gets what was shared from the service worker that has taken it in. */
export function claimShare(
  id: string,
  ports: ClaimPorts,
  take: (shared: Shared, letGo: () => void) => void,
): { readonly arrival: Accessor<Arrival | undefined>; readonly dismiss: () => void } {
  const isKnown = id !== NOT_TAKEN;
  const [arrival, setArrival] = createSignal<Arrival | undefined>(
    isKnown ? { state: "reading", bytes: 0 } : { state: "failed", reason: NOT_TAKEN },
  );
  const fail = (reason: "no-room" | "broken" | "gone"): void => {
    setArrival({ state: "failed", reason });
  };

  const follow = async () => {
    const letGo = await ports.hold(id);
    const port = await ports.claim(id);
    if (!port) {
      letGo();
      return fail("gone");
    }
    const end = () => {
      cancel();
      port.close();
    };
    const silent = () => {
      end();
      letGo();
      fail("broken");
    };
    let cancel = ports.clock.after(SILENCE_MS, silent);
    port.onmessage = ({ data }: MessageEvent<ShareState>) => {
      cancel();
      if (data.type === "reading") {
        cancel = ports.clock.after(SILENCE_MS, silent);
        setArrival({ state: "reading", bytes: data.bytes });
        return;
      }
      end();
      if (data.type === "ready") {
        setArrival(undefined);
        take(data.shared, letGo);
      } else {
        letGo();
        fail(data.reason);
      }
    };
  };
  if (isKnown) void follow();
  return { arrival, dismiss: () => setArrival(undefined) };
}
