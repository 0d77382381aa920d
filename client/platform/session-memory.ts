import type { PageClock, SessionMemory } from "../session/ports.ts";
import { pageClock } from "./clock.ts";

const KEY = "p2p-share.session";

/** Browsers give a tab about 5 MiB in UTF-16, and what does not fit is not worth more than a new start. */
const MAX_LENGTH = 1_000_000;

/** How long another tab may take to say that the session is its own. */
const ANSWER_MS = 300;

/** As much of a window as it takes. */
export interface MemoryWorld {
  /** @throws where the browser keeps nothing for this page */
  readonly storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** To the other tabs of this browser. */
  readonly channel: () => BroadcastChannel;
  /** Differs from page to page. */
  readonly random: () => string;
  readonly after: PageClock["after"];
}

export interface TabMemory extends SessionMemory {
  /** The page goes away, and leaves what it remembers to the next one in this tab. */
  leave(): void;
}

/** What stands before the session in the storage: who holds it, and whether that page has left. */
interface Entry {
  readonly holder: string;
  readonly hasLeft: boolean;
  readonly text: string;
}

type Word = { readonly type: "whose" | "mine"; readonly holder: string };

/**
 * Keeps a session in the tab's own storage. A tab that was duplicated, or opened by another one, begins with a
 * copy of that storage. What the page before has not left behind may therefore belong to a page that lives: all
 * others are asked.
 */
export function tabMemory(world: MemoryWorld): TabMemory {
  let holder = "";
  let channel: BroadcastChannel | undefined;

  /** Names this page as the one that holds the session, and answers whoever asks. */
  const hold = () => {
    holder ||= world.random();
    channel ??= openChannel(world, ({ type, holder: asked }, answer) => {
      if (type === "whose" && asked === holder) answer({ type: "mine", holder });
    });
  };
  const letGo = () => {
    channel?.close();
    channel = undefined;
    holder = "";
  };
  const write = (entry: Entry) => {
    try {
      world.storage().setItem(KEY, JSON.stringify(entry));
      return true;
    } catch {
      return false; // no room, or no storage
    }
  };
  const forget = () => {
    letGo();
    try {
      world.storage().removeItem(KEY);
    } catch {
      // nothing was kept, then
    }
  };

  return {
    async recall() {
      const entry = read(world);
      if (!entry) return undefined;
      const { text, hasLeft } = entry;
      if (hasLeft || !(await isHeldElsewhere(world, entry.holder))) return { text, hasLeft };
      forget();
      return undefined;
    },
    remember(text) {
      if (text.length > MAX_LENGTH) {
        forget();
        return false;
      }
      hold();
      return write({ holder, hasLeft: false, text });
    },
    forget,
    leave() {
      const entry = holder === "" ? undefined : read(world);
      if (entry?.holder === holder) write({ ...entry, hasLeft: true });
      letGo();
    },
  };
}

/** Whether the page before this one in the tab has left something to go on with, or may have. */
export function holdsSession(world: Pick<MemoryWorld, "storage">): boolean {
  return read(world) !== undefined;
}

function read(world: Pick<MemoryWorld, "storage">): Entry | undefined {
  try {
    const entry = JSON.parse(world.storage().getItem(KEY) ?? "null") as Partial<Entry> | null;
    const { holder, hasLeft, text } = entry ?? {};
    if (typeof holder !== "string" || typeof text !== "string") return undefined;
    return { holder, hasLeft: hasLeft === true, text };
  } catch {
    return undefined;
  }
}

function isHeldElsewhere(world: MemoryWorld, holder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = openChannel(world, ({ type, holder: named }) => {
      if (type === "mine" && named === holder) settle(true);
    });
    const settle = (isHeld: boolean) => {
      channel?.close();
      resolve(isHeld);
    };
    channel?.postMessage({ type: "whose", holder } satisfies Word);
    world.after(ANSWER_MS, () => settle(false));
  });
}

/** Undefined where the browser has none. */
function openChannel(
  world: MemoryWorld,
  heard: (word: Word, answer: (word: Word) => void) => void,
): BroadcastChannel | undefined {
  try {
    const channel = world.channel();
    channel.onmessage = ({ data }: MessageEvent<Word>) => heard(data, (word) => channel.postMessage(word));
    return channel;
  } catch {
    return undefined;
  }
}

/** The tab that this page is in. */
export const thisTab: MemoryWorld = {
  storage: () => sessionStorage,
  channel: () => new BroadcastChannel(KEY),
  after: pageClock.after,
  random: () => crypto.getRandomValues(new Uint32Array(2)).join("-"),
};
