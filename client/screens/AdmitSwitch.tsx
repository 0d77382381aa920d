import type { JSX } from "solid-js";
import { text } from "../text/text.ts";

/** Whether one device or several may join the code that is shown. */
export function AdmitSwitch(props: {
  readonly isOn: boolean;
  /** How many may, at most. */
  readonly most: number;
  /** The server cannot be asked just now. */
  readonly isDisabled: boolean;
  readonly onChange: (isOn: boolean) => void;
}): JSX.Element {
  return (
    <label class="admit">
      <input
        type="checkbox"
        role="switch"
        data-testid="admit"
        checked={props.isOn}
        aria-checked={props.isOn}
        aria-describedby="admit-most"
        disabled={props.isDisabled}
        onChange={(event) => {
          props.onChange(event.currentTarget.checked);
          event.currentTarget.checked = props.isOn; // it shows what the server says
        }}
      />
      <span>
        {text.several.allow}
        <span class="quiet small" id="admit-most">
          {text.several.allowed(props.most)}
        </span>
      </span>
    </label>
  );
}
