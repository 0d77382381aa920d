import { createEffect, createSignal, type JSX, on, onMount, Show } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";
import { codeIn, inGroups } from "./code-text.ts";

/** Six digits from the other device, however they are written; tried by itself at the sixth (FLOW1). */
export function CodeEntry(props: {
  /** What was tried the last time, to be corrected. */
  readonly typed: string;
  /** It is being tried just now. */
  readonly isJoining: boolean;
  /** @param isByItself nobody has pressed anything */
  readonly onCode: (code: string, isByItself: boolean) => void;
  /** Another way to enter a code. */
  readonly children?: JSX.Element;
}): JSX.Element {
  const [code, setCode] = createSignal(props.typed);
  let input!: HTMLInputElement;
  /** A code that was wrong is not tried again before it was changed. */
  let tried = codeIn(props.typed);

  const correct = () => {
    input.focus({ preventScroll: true });
    input.select();
  };
  const take = (typed: string) => {
    const found = codeIn(typed);
    setCode(found ? inGroups(found) : typed);
    if (!found || found === tried || props.isJoining) return;
    tried = found;
    props.onCode(found, true);
  };
  onMount(() => {
    if (props.typed !== "") correct();
  });
  createEffect(
    on(
      () => props.isJoining,
      (isJoining, wasJoining) => {
        if (wasJoining && !isJoining && props.typed !== "") correct(); // else another screen comes
      },
    ),
  );
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (props.isJoining) return;
        tried = codeIn(code());
        props.onCode(tried ?? code(), false);
      }}
    >
      <label class="visually-hidden" for="code">
        {text.home.codeLabel}
      </label>
      <input
        id="code"
        ref={input}
        data-testid="code-input"
        type="text"
        inputmode="numeric"
        autocomplete="one-time-code"
        enterkeyhint="go"
        dir="ltr"
        placeholder="482 913"
        value={code()}
        readOnly={props.isJoining}
        onInput={(event) => take(event.currentTarget.value)}
      />
      <Button kind="primary" type="submit" data-testid="join" aria-disabled={props.isJoining}>
        <Show when={props.isJoining} fallback={text.home.join}>
          {text.home.joining}
        </Show>
      </Button>
      {props.children}
      <p class="visually-hidden" role="status">
        {props.isJoining ? text.wait.joining.title : ""}
      </p>
    </form>
  );
}
