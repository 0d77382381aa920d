import { createEffect, createSignal } from "solid-js";
import { keptChoice } from "./kept-choice.ts";

/** Which colours the page has: those that the device asks for, or always the same. */
export const SCHEMES = ["device", "light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

export const isScheme = (name: string): name is Scheme => SCHEMES.some((scheme) => scheme === name);

/** `public/early.js` reads the same, before this. */
export const SCHEME_KEY = "p2p-share.scheme";

const chosen = keptChoice(SCHEME_KEY, isScheme);
const [shown, show] = createSignal<Scheme>(chosen.get() ?? "device");

/** The scheme that was chosen. */
export const scheme: () => Scheme = shown;

/** From now on pages of this server have these colours on this device. */
export function chooseScheme(wished: Scheme): void {
  chosen.set(wished === "device" ? undefined : wished);
  show(wished);
}

/** Has the document say which scheme was chosen; styles/tokens.css does the rest. */
export function tellScheme(): void {
  createEffect(() => {
    const { dataset } = document.documentElement;
    const now = shown();
    if (now === "device") delete dataset["scheme"];
    else dataset["scheme"] = now;
  });
}
