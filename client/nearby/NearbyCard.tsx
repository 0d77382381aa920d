import { type JSX, Match, Show, Switch } from "solid-js";
import { MAX_NEARBY_DEVICES, type NearbyDevice } from "#protocol/discovery/messages.ts";
import { choiceOfFiles } from "../pairing/choice.ts";
import type { Choosing } from "../pairing/choosing.ts";
import { text } from "../text/text.ts";
import { Words } from "../ui/Words.tsx";
import type { NearbyTools } from "./create-nearby.ts";
import { NearbyDevices } from "./NearbyDevices.tsx";
import { OwnName } from "./OwnName.tsx";

/** On the home screen: who is near, how to send to them, and where nobody is shown, why. */
export function NearbyCard(props: {
  readonly nearby: NearbyTools;
  readonly choosing: Choosing;
}): JSX.Element {
  let input: HTMLInputElement | undefined;
  let pressed: NearbyDevice | undefined;
  const scope = () => props.nearby.state().scope;
  const press = (device: NearbyDevice) => {
    pressed = device;
    input?.click();
  };
  const take = (files: FileList | null) => {
    if (pressed) props.nearby.aimAt(pressed);
    props.choosing.take(choiceOfFiles([...(files ?? [])]));
  };
  return (
    <Show when={scope() !== "off"}>
      <section class="card" data-testid="nearby" data-scope={scope()}>
        <div class="stack">
          <h2>{text.nearby.title}</h2>
          <Switch fallback={<p class="quiet">{text.nearby.looking}</p>}>
            <Match when={scope() === "hidden"}>
              <p class="quiet">
                <Words said={text.nearby.hidden} />
              </p>
            </Match>
            <Match when={scope() === "crowded"}>
              <p class="quiet">{text.nearby.crowded(MAX_NEARBY_DEVICES)}</p>
            </Match>
            <Match when={props.nearby.state().devices.length > 0}>
              <p class="quiet">{text.nearby.body}</p>
            </Match>
            <Match when={scope() === "network"}>
              <p class="quiet">{text.nearby.empty}</p>
            </Match>
            <Match when={scope() === "all"}>
              <p class="quiet">{text.nearby.emptyOfAll}</p>
            </Match>
          </Switch>
        </div>
        <NearbyDevices
          nearby={props.nearby}
          onPress={press}
          onDrop={(device) => props.nearby.aimAt(device)}
        />
        <input
          ref={input}
          type="file"
          multiple
          hidden
          data-testid="nearby-file-input"
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = ""; // the same files can be chosen again
          }}
        />
        <OwnName nearby={props.nearby} />
      </section>
    </Show>
  );
}
