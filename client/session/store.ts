import { createSignal } from "solid-js";
import { type Session, type SessionEvent, step } from "./machine.ts";

/** The one session of this page. */
export function createSessionStore() {
  const [session, setSession] = createSignal<Session>({ at: "home" });
  return {
    session,
    /** The only writer: events in, next state out of the pure `step`. */
    dispatch: (event: SessionEvent) => void setSession((current) => step(current, event)),
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;
