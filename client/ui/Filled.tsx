import { For, type JSX } from "solid-js";

/**
 * A sentence with more in it than words: each `{name}` gives way to what it stands for, wherever the language has
 * put it.
 */
export function Filled(props: {
  readonly said: string;
  readonly slots: Readonly<Record<string, () => JSX.Element>>;
}): JSX.Element {
  const parts = () => props.said.split(/\{(\w+)\}/);
  return <For each={parts()}>{(part, at) => (at() % 2 === 1 ? props.slots[part]?.() : part)}</For>;
}
