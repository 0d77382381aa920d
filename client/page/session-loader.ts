import { createSignal } from "solid-js";
import type { ChosenFile } from "../engine/ports.ts";
import type { SessionPart } from "./session-part.ts";

/** What a person waits for while the part that can do it is still being loaded. */
export type Awaited = "opening" | "joining";

/**
 * The part of the page that sessions need, from the moment at which the first screen is there: what a person does
 * before it has come is done as soon as it has.
 *
 * @param load fetches what starts the part
 */
export function createSessionLoader(load: () => Promise<(code: string | undefined) => SessionPart>) {
  const [part, setPart] = createSignal<SessionPart>();
  const [awaited, setAwaited] = createSignal<Awaited>();
  const [hasFailed, setFailed] = createSignal(false);
  let next: ((part: SessionPart) => void) | undefined;

  const ask = (waitsFor: Awaited, then: (part: SessionPart) => void) => {
    const there = part();
    if (there) return then(there);
    next = then;
    setAwaited(waitsFor);
  };
  return {
    /** Undefined until it is there. */
    part,
    /** Undefined where nobody waits. */
    awaited,
    /** It could not be loaded: the server is away, or has another page since. */
    hasFailed,
    /** @param code to join at once */
    async start(code: string | undefined): Promise<void> {
      if (code !== undefined) setAwaited("joining");
      try {
        const startSessions = await load();
        const started = startSessions(code);
        setPart(started);
        next?.(started);
      } catch {
        setFailed(true);
      }
      next = undefined;
    },
    take: (files: readonly ChosenFile[]): void => ask("opening", (there) => there.take(files)),
    join: (code: string): void => ask("joining", (there) => there.join(code)),
    /** Nobody waits any more. */
    forget(): void {
      next = undefined;
      setAwaited(undefined);
      part()?.reset();
    },
  };
}

export type SessionLoader = ReturnType<typeof createSessionLoader>;
