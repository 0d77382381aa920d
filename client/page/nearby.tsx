import { createEffect, createSignal, type JSX, Show } from "solid-js";
import { createNearby, type NearbyHost } from "../nearby/create-nearby.ts";
import type { InvitationDialog } from "../nearby/InvitationDialog.tsx";
import { NearbyCard } from "../nearby/NearbyCard.tsx";
import { NearbyInvite } from "../nearby/NearbyInvite.tsx";
import { pageClock } from "../platform/clock.ts";
import { deviceKind } from "../platform/device-kind.ts";
import { askInstance } from "../platform/instance.ts";
import { ownName } from "../platform/own-name.ts";
import { pageRandom } from "../platform/random.ts";
import { openSignalingSocket } from "../platform/signaling-socket.ts";
import { onWake } from "../platform/wake.ts";
import type { NearbyParts } from "./nearby-parts.ts";

/** Wires devices nearby to the browser. Lives as long as its owner. */
export function startNearby(host: NearbyHost): NearbyParts {
  const nearby = createNearby(host, {
    clock: pageClock,
    openSignaling: openSignalingSocket,
    random: pageRandom,
    isWanted: async () => (await askInstance()).discovery !== "off",
    kind: deviceKind(navigator.userAgent, navigator.maxTouchPoints),
    name: ownName,
  });
  onWake(() => nearby.wake());
  const question = () => nearby.state().question;
  const [Dialog, setDialog] = createSignal<typeof InvitationDialog>();
  createEffect(() => {
    if (!question() || Dialog()) return;
    // Who cannot be asked says no: the server has another page since, or is gone.
    import("../nearby/InvitationDialog.tsx").then(
      (loaded) => setDialog(() => loaded.InvitationDialog),
      () => nearby.decline(),
    );
  });
  return {
    Card: (props) => <NearbyCard nearby={nearby} choosing={props.choosing} />,
    Invite: () => <NearbyInvite nearby={nearby} />,
    Question: (props): JSX.Element => (
      <Show when={Dialog() && question()}>
        {(asked) => {
          const Shown = Dialog() as typeof InvitationDialog;
          return <Shown nearby={nearby} question={asked()} hasCode={props.hasCode} />;
        }}
      </Show>
    ),
    chosen: nearby.chosen,
  };
}
