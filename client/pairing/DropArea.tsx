import Upload from "lucide-solid/icons/upload";
import type { JSX } from "solid-js";
import { text } from "../text/text.ts";
import { ChooseButtons } from "./ChooseButtons.tsx";
import type { Choosing } from "./choosing.ts";

/** Where a first visitor finds every way to choose something: drop, dialog, paste and text. */
export function DropArea(props: { readonly choosing: Choosing }): JSX.Element {
  return (
    <div class="drop" data-over={props.choosing.isOver()}>
      <span class="emblem">
        <Upload size={28} aria-hidden="true" />
      </span>
      <div class="only-with-mouse">
        <strong>{text.home.drop}</strong>
        <div class="quiet">{text.home.or}</div>
      </div>
      <ChooseButtons choosing={props.choosing} label={text.home.choose} kind="primary" />
      <p class="only-with-mouse quiet small">{text.home.paste}</p>
    </div>
  );
}
