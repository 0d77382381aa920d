import { createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { text } from "../text/text.ts";
import type { Media } from "./media.ts";

/** One picture or video, small. The file is never opened as a document, so that nothing in it can run. */
export function Preview(props: {
  readonly blob: Blob;
  readonly media: Media;
  readonly name: string;
}): JSX.Element {
  const [isBroken, setBroken] = createSignal(false);
  const url = URL.createObjectURL(props.blob.slice(0, props.blob.size, props.media.type));
  onCleanup(() => URL.revokeObjectURL(url));
  return (
    <Show when={!isBroken()} fallback={<p role="status">{text.transfer.noPreview}</p>}>
      <Switch>
        <Match when={props.media.kind === "image"}>
          <img src={url} alt={props.name} loading="lazy" onError={() => setBroken(true)} />
        </Match>
        <Match when={props.media.kind === "video"}>
          {/* biome-ignore lint/a11y/useMediaCaption: a received file brings its captions with it, or has none */}
          <video
            src={url}
            controls
            playsinline
            preload="metadata"
            aria-label={props.name}
            onError={() => setBroken(true)}
          />
        </Match>
      </Switch>
    </Show>
  );
}
