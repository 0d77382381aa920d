import Eye from "lucide-solid/icons/eye";
import X from "lucide-solid/icons/x";
import { createResource, type JSX, Match, Show, Switch } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import type { Media } from "./media.ts";
import { Preview } from "./Preview.tsx";

/** A button that opens a preview below it, and closes it. */
export function FilePreview(props: {
  readonly name: string;
  readonly media: Media;
  readonly label: string;
  /** What can be shown now; undefined where that is nothing. */
  readonly load: () => Promise<Blob | undefined>;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}): JSX.Element {
  return (
    <>
      <Button kind="text" aria-expanded={props.isOpen} onClick={() => props.onOpen(!props.isOpen)}>
        <Show when={props.isOpen} fallback={<Eye size={18} aria-hidden="true" />}>
          <X size={18} aria-hidden="true" />
        </Show>
        {props.isOpen ? text.transfer.closePreview : props.label}
        <span class="visually-hidden">: {props.name}</span>
      </Button>
      <Show when={props.isOpen}>
        <Loaded name={props.name} media={props.media} load={props.load} />
      </Show>
    </>
  );
}

function Loaded(props: {
  readonly name: string;
  readonly media: Media;
  readonly load: () => Promise<Blob | undefined>;
}): JSX.Element {
  const [blob] = createResource(() => props.load().catch(() => undefined));
  return (
    <div class="preview" data-testid="preview">
      <Switch>
        <Match when={blob()} keyed>
          {(shown) => <Preview blob={shown} media={props.media} name={props.name} />}
        </Match>
        <Match when={blob.state === "ready"}>
          <p role="status">{text.transfer.tooLittle}</p>
        </Match>
      </Switch>
    </div>
  );
}
