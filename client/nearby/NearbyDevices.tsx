import X from "lucide-solid/icons/x";
import { createSignal, For, type JSX, Show } from "solid-js";
import type { NearbyDevice } from "#protocol/discovery/messages.ts";
import { text } from "../text/text.ts";
import { Filled } from "../ui/Filled.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import type { NearbyTools } from "./create-nearby.ts";
import { DeviceIcon } from "./DeviceIcon.tsx";
import { DeviceName } from "./DeviceName.tsx";
import { type Asked, type AskedState, askedAndGone, askedState } from "./machine.ts";

/** The devices nearby as large buttons, each with what became of its invitation. */
export function NearbyDevices(props: {
  readonly nearby: NearbyTools;
  readonly onPress: (device: NearbyDevice) => void;
  /** Something is dropped on a device; undefined where nothing can be. */
  readonly onDrop?: (device: NearbyDevice) => void;
}): JSX.Element {
  const state = () => props.nearby.state();
  /** Something is dragged over it that would be dropped on it. */
  const [over, setOver] = createSignal<NearbyDevice>();
  return (
    <>
      <ul class="devices">
        <For each={state().devices}>
          {(device) => {
            const asked = () => askedState(state(), device.id);
            return (
              <li>
                <button
                  type="button"
                  class="device"
                  data-testid="nearby-device"
                  data-name={device.name}
                  data-asked={asked()}
                  aria-disabled={isPending(asked())}
                  onClick={() => !isPending(asked()) && props.onPress(device)}
                  data-over={props.onDrop && over() === device}
                  onDragEnter={() => setOver(device)}
                  onDragLeave={({ currentTarget, relatedTarget }) => {
                    if (!currentTarget.contains(relatedTarget as Node | null)) setOver(undefined);
                  }}
                  onDrop={() => {
                    setOver(undefined);
                    props.onDrop?.(device);
                  }}
                >
                  <DeviceIcon kind={device.kind} />
                  <span class="device-words">
                    <DeviceName name={device.name} />
                    <Show when={asked()}>
                      {(how) => <span class="small quiet">{text.nearby.asked[how()]}</span>}
                    </Show>
                  </span>
                </button>
                <Show when={asked() === "waiting"}>
                  <IconButton
                    label={text.nearby.takeBack(device.name)}
                    testId="nearby-take-back"
                    onClick={() => props.nearby.letBe(device.id)}
                  >
                    <X size={20} aria-hidden="true" />
                  </IconButton>
                </Show>
              </li>
            );
          }}
        </For>
      </ul>
      {/* What a button says is not read out when it changes. */}
      <div class="visually-hidden" role="status">
        <For each={state().asked}>
          {({ device, state: how }) => <p>{text.nearby.news(device.name, text.nearby.asked[how])}</p>}
        </For>
      </div>
      <For each={askedAndGone(state())}>
        {(asked) => (
          <p class="device-left">
            <span>
              <Filled
                said={leftWords(asked)}
                slots={{ device: () => <DeviceName name={asked.device.name} /> }}
              />
            </span>
            <IconButton label={text.nearby.dismiss} onClick={() => props.nearby.letBe(asked.device.id)}>
              <X size={20} aria-hidden="true" />
            </IconButton>
          </p>
        )}
      </For>
    </>
  );
}

/** Nothing is to be done about it but to wait. */
function isPending(state: AskedState | undefined): boolean {
  return state === "waiting" || state === "accepted";
}

function leftWords({ state }: Asked): string {
  const { left } = text.nearby;
  return state === "gone" || state === "lost" || state === "accepted" ? left[state] : left.other;
}
