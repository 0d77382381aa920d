import Pencil from "lucide-solid/icons/pencil";
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { MAX_DEVICE_NAME_LENGTH } from "#protocol/discovery/device-name.ts";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { Filled } from "../ui/Filled.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import type { NearbyTools } from "./create-nearby.ts";
import { DeviceName } from "./DeviceName.tsx";

/** What this device is called by the others, and how to change that. */
export function OwnName(props: { readonly nearby: NearbyTools }): JSX.Element {
  const id = createUniqueId();
  const [isEditing, setEditing] = createSignal(false);
  let input: HTMLInputElement | undefined;
  let place: HTMLDivElement | undefined;
  const open = () => {
    setEditing(true);
    input?.select();
  };
  const close = () => {
    setEditing(false);
    place?.querySelector("button")?.focus();
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    props.nearby.rename(input?.value ?? "");
    close();
  };
  return (
    <div ref={place}>
      <Show
        when={isEditing()}
        fallback={
          <p class="own-name">
            <span>
              <Filled
                said={text.nearby.you}
                slots={{
                  name: () => (
                    <strong data-testid="device-name">
                      <DeviceName name={props.nearby.name()} />
                    </strong>
                  ),
                }}
              />
            </span>
            <IconButton label={text.nearby.rename} testId="device-rename" onClick={open}>
              <Pencil size={18} aria-hidden="true" />
            </IconButton>
          </p>
        }
      >
        <form class="rename" onSubmit={save} onKeyDown={({ key }) => key === "Escape" && close()}>
          <label for={id}>{text.nearby.nameLabel}</label>
          <input
            id={id}
            ref={input}
            data-testid="device-name-input"
            value={props.nearby.name()}
            maxLength={MAX_DEVICE_NAME_LENGTH}
            autocomplete="off"
            dir="auto"
          />
          <div class="actions">
            <Button onClick={close}>{text.nearby.cancel}</Button>
            <Button kind="primary" type="submit" data-testid="device-name-save">
              {text.nearby.save}
            </Button>
          </div>
        </form>
      </Show>
    </div>
  );
}
