import { createResource, type JSX, onMount, Show } from "solid-js";
import { text } from "../text/text.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import type { FileTools } from "./file-tools.ts";

/** A text that has arrived, to be read and copied. */
export function ReceivedText(props: {
  readonly blob: Blob;
  readonly tools: Pick<FileTools, "copy" | "reveal">;
}): JSX.Element {
  const [content] = createResource(
    () => props.blob,
    (blob) => blob.text().catch(() => ""),
  );
  return (
    <Show when={content()}>
      {(shown) => (
        <Content
          text={shown()}
          onShown={(box) => props.tools.reveal(props.blob, box.closest("li") ?? box)}
          copy={() => props.tools.copy(shown())}
        />
      )}
    </Show>
  );
}

function Content(props: {
  readonly text: string;
  readonly onShown: (box: Element) => void;
  readonly copy: () => boolean;
}): JSX.Element {
  let box: HTMLPreElement | undefined;
  onMount(() => box && props.onShown(box));
  return (
    <>
      <pre ref={box} class="received-text" data-testid="received-text" tabindex={0}>
        {props.text}
      </pre>
      <CopyButton
        label={text.transfer.copy}
        copied={text.transfer.copied}
        failed={text.transfer.copyFailed}
        copy={() => props.copy()}
      />
    </>
  );
}
