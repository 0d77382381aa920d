import type { JSX } from "solid-js";
import { text } from "../text/text.ts";
import { Button } from "../ui/Button.tsx";

/** Below what goes on with one device: the same files for another one. */
export function AddOne(props: { readonly onAdd: () => void }): JSX.Element {
  return (
    <p class="aside">
      <Button kind="text" data-testid="add-one" onClick={() => props.onAdd()}>
        {text.several.addOne}
      </Button>
    </p>
  );
}
