import { createSignal } from "solid-js";
import type { ChosenFile } from "../engine/ports.ts";
import type { Session } from "../session/machine.ts";
import type { Promised } from "../session/promised.ts";
import type { SessionPart } from "./session-part.ts";

/** What a person waits for while the part that can do it is still being loaded. */
export type Awaited = "opening" | "joining";

/**
 * The part of the page that sessions need. It is fetched as soon as somebody is there to use it, which most often is
 * before they need it: what a person does before it has come is done as soon as it has.
 *
 * @param load fetches what starts the part
 */
export function createSessionLoader(load: () => Promise<(code: string | undefined) => SessionPart>) {
  const [part, setPart] = createSignal<SessionPart>();
  const [awaited, setAwaited] = createSignal<Awaited>();
  const [hasFailed, setFailed] = createSignal(false);
  let isComing = false;
  let next: ((part: SessionPart) => void) | undefined;
  /** Of the link that led here, until somebody goes back. */
  let linked: string | undefined;

  const begin = async () => {
    if (isComing) return;
    isComing = true;
    setFailed(false);
    try {
      const startSessions = await load();
      const started = startSessions(linked);
      // Before anybody looks at its session, which nobody is to take for one where nothing was chosen.
      next?.(started);
      next = undefined;
      setPart(started);
    } catch {
      isComing = false; // what somebody wants later is worth another try
      setFailed(true);
    }
  };
  const start = (code?: string) => {
    if (code !== undefined) setAwaited("joining");
    linked = code;
    return begin();
  };
  const ask = (waitsFor: Awaited, then: (part: SessionPart) => void) => {
    const there = part();
    if (there) return then(there);
    next = then;
    setAwaited(waitsFor);
    void begin();
  };
  return {
    /** Undefined until it is there. */
    part,
    /** What was begun before it is there is under way all the same. */
    session: (): Session => part()?.session() ?? { at: awaited() ?? "home" },
    /** What waits under the code that is shown. */
    offered: () => part()?.offered(),
    /** What those are called that this page is connected with. */
    served: () => part()?.served() ?? [],
    /** Undefined where nobody waits. */
    awaited,
    /** It could not be loaded: the server is away, or has another page since. */
    hasFailed,
    /** Fetches the part now, to join at once by the code of a link. */
    start,
    /** Somebody is there: what they will need is fetched while they find their way. */
    prepare: (): void => void begin(),
    take: (files: readonly ChosenFile[]): void => ask("opening", (there) => there.take(files)),
    join: (code: string, promised?: Promised): void => ask("joining", (there) => there.join(code, promised)),
    /** Nobody waits any more. */
    forget(): void {
      next = undefined;
      linked = undefined;
      setAwaited(undefined);
      part()?.reset();
    },
  };
}

export type SessionLoader = ReturnType<typeof createSessionLoader>;
