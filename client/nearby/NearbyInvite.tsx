import { type JSX, Show } from "solid-js";
import { text } from "../text/text.ts";
import type { NearbyTools } from "./create-nearby.ts";
import { NearbyDevices } from "./NearbyDevices.tsx";

/** Beside a code: the same without it, for devices that are near. Nothing where none are. */
export function NearbyInvite(props: { readonly nearby: NearbyTools }): JSX.Element {
  const state = () => props.nearby.state();
  return (
    <Show when={state().devices.length + state().asked.length > 0}>
      <div class="nearby-invite" data-testid="nearby-invite">
        <p class="quiet small">{text.nearby.orTap}</p>
        <NearbyDevices nearby={props.nearby} onPress={(device) => props.nearby.ask(device)} />
      </div>
    </Show>
  );
}
