import { type JSX, splitProps } from "solid-js";

/** A push button; `primary` is the one thing to do on a screen. */
export function Button(
  props: { readonly kind?: "primary" | "plain" | "text" } & JSX.ButtonHTMLAttributes<HTMLButtonElement>,
): JSX.Element {
  const [own, rest] = splitProps(props, ["kind"]);
  return <button type="button" class="button" data-kind={own.kind ?? "plain"} {...rest} />;
}
