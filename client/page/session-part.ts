import type { Component } from "solid-js";
import type { ChosenFile } from "../engine/ports.ts";
import type { Choosing } from "../pairing/choosing.ts";
import type { Session } from "../session/machine.ts";
import type { NearbyParts } from "./nearby-parts.ts";

/** What the first screen needs of sessions, which are loaded apart from it. */
export interface SessionPart {
  readonly session: () => Session;
  /** Whether files may be dropped on the page as it is. */
  readonly mayDrop: () => boolean;
  /** Whether something that was accepted is still to come. */
  readonly isUnfinished: () => boolean;
  /** Takes what a person has chosen for what the screen asks: to send it, or once more after a reload. */
  take(files: readonly ChosenFile[]): void;
  join(code: string): void;
  /** Back to the start, whatever is going on. */
  reset(): void;
  /** Undefined until it is known that there are any, and what they need is there. */
  readonly nearby: () => NearbyParts | undefined;
  /** Every screen besides the first one. */
  readonly Screens: Component<ScreensProps>;
}

export interface ScreensProps {
  readonly choosing: Choosing;
  readonly onBack: () => void;
}
