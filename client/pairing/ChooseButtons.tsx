import { createUniqueId, type JSX, Show } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { choiceOfFiles } from "./choice.ts";
import type { Choosing } from "./choosing.ts";
import { TextEntry } from "./TextEntry.tsx";

/** Phones may lack it. */
const HAS_FOLDERS = "webkitdirectory" in HTMLInputElement.prototype;

/** Files, a folder or a text: the ways to choose something by hand. At most one of these may be on screen. */
export function ChooseButtons(props: {
  readonly choosing: Choosing;
  /** What the button for files says. */
  readonly label: string;
  readonly kind: "primary" | "plain";
  /** Files only, which are expected to be the same as before. */
  readonly withoutText?: boolean;
}): JSX.Element {
  return (
    <div class="choose">
      <DialogButton {...props} testId="file-input" />
      <div class="choose-more">
        <Show when={HAS_FOLDERS}>
          <DialogButton
            choosing={props.choosing}
            label={text.choose.folder}
            kind="text"
            testId="folder-input"
            takesFolder
          />
        </Show>
        <Show when={!props.withoutText && props.choosing.draft() === undefined}>
          <Button kind="text" data-testid="text-open" onClick={() => props.choosing.setDraft("")}>
            {text.choose.text}
          </Button>
        </Show>
      </div>
      <Show when={!props.withoutText && props.choosing.draft() !== undefined}>
        <TextEntry choosing={props.choosing} />
      </Show>
      <Show when={props.choosing.filesFound() !== undefined}>
        <p class="quiet figures" data-testid="reading">
          {text.readingFolder.found(props.choosing.filesFound() ?? 0)}
        </p>
        <Button kind="text" onClick={() => props.choosing.stopReading()}>
          {text.readingFolder.stop}
        </Button>
      </Show>
    </div>
  );
}

/** A label that looks like a button: it opens the file dialog of an input that cannot be styled. */
function DialogButton(props: {
  readonly choosing: Choosing;
  readonly label: string;
  readonly kind: "primary" | "plain" | "text";
  readonly testId: string;
  readonly takesFolder?: boolean;
}): JSX.Element {
  const id = createUniqueId();
  return (
    <>
      <input
        id={id}
        ref={(input) => {
          input.webkitdirectory = props.takesFolder === true;
        }}
        class="dialog visually-hidden"
        type="file"
        multiple
        data-testid={props.testId}
        onChange={({ currentTarget: input }) => {
          props.choosing.take(choiceOfFiles([...(input.files ?? [])]));
          input.value = ""; // the same files can be chosen again
        }}
      />
      <label for={id} class="button" data-kind={props.kind}>
        {props.label}
      </label>
    </>
  );
}
