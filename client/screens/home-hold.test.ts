import { expect, test } from "bun:test";
import { createRoot, createSignal } from "solid-js";
import { FakeClock } from "../../src/testing/fake-clock.ts";
import type { Session } from "../session/machine.ts";
import { createHomeHold } from "./home-hold.ts";

const role = "receiver" as const;

function held(
  run: (hold: ReturnType<typeof createHomeHold>, go: (to: Session) => void, clock: FakeClock) => void,
) {
  createRoot((dispose) => {
    const clock = new FakeClock();
    const [session, setSession] = createSignal<Session>({ at: "home" });
    run(
      createHomeHold(() => session().at, clock),
      (to) => setSession(to),
      clock,
    );
    dispose();
  });
}

test("[FLOW1] the home screen stays while a code is tried by itself, and a second at least", () =>
  held((hold, go, clock) => {
    go({ at: "joining" });
    expect(hold.isHeld()).toBe(false);
    hold.begin();
    expect(hold.isHeld()).toBe(true);
    go({ at: "connecting", role });
    clock.advance(400);
    go({ at: "connected", role });
    expect(hold.isHeld()).toBe(true);
    clock.advance(600);
    expect(hold.isHeld()).toBe(false);
  }));

test("[FLOW1] the next screen comes when it takes longer, or when there is something to say", () =>
  held((hold, go, clock) => {
    hold.begin();
    go({ at: "joining" });
    clock.advance(2_400);
    expect(hold.isHeld()).toBe(true);
    clock.advance(100);
    expect(hold.isHeld()).toBe(false);
    hold.begin();
    go({ at: "stopped", problem: "server-unreachable", sending: false });
    expect(hold.isHeld()).toBe(false);
  }));
