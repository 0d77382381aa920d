import { createUniqueId, type JSX, onMount } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { choiceOfText } from "./choice.ts";
import type { Choosing } from "./choosing.ts";

/** A text to be sent, typed or pasted. */
export function TextEntry(props: { readonly choosing: Choosing }): JSX.Element {
  const id = createUniqueId();
  let field: HTMLTextAreaElement | undefined;
  onMount(() => field?.focus());
  const draft = () => props.choosing.draft() ?? "";
  return (
    <form
      class="text-entry"
      onSubmit={(event) => {
        event.preventDefault();
        const content = draft();
        props.choosing.setDraft(undefined);
        props.choosing.take(choiceOfText(content));
      }}
    >
      <label for={id}>{text.choose.textLabel}</label>
      <textarea
        ref={field}
        id={id}
        rows={4}
        data-testid="text-input"
        value={draft()}
        onInput={(event) => props.choosing.setDraft(event.currentTarget.value)}
      />
      <div class="actions">
        <Button onClick={() => props.choosing.setDraft(undefined)}>{text.choose.closeText}</Button>
        <Button kind="primary" type="submit" data-testid="send-text" disabled={draft() === ""}>
          {text.choose.sendText}
        </Button>
      </div>
    </form>
  );
}
