import { createSignal, type JSX } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";

/** Six digits from the other device. Blanks may stand between them, as the code is shown in two groups. */
export function CodeEntry(props: {
  /** What was typed the last time, to be corrected. */
  readonly typed: string;
  readonly onCode: (code: string) => void;
}): JSX.Element {
  const [code, setCode] = createSignal(props.typed);
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        props.onCode(code());
      }}
    >
      <label class="visually-hidden" for="code">
        {text.home.codeLabel}
      </label>
      <input
        id="code"
        data-testid="code-input"
        type="text"
        inputmode="numeric"
        autocomplete="one-time-code"
        enterkeyhint="go"
        placeholder="482 913"
        maxLength={12}
        value={code()}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button kind="primary" type="submit" data-testid="join">
        {text.home.join}
      </Button>
    </form>
  );
}
