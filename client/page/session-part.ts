import type { Component } from "solid-js";
import type { ChosenFile } from "../engine/ports.ts";
import type { WaitingFiles } from "../nearby/nearby-controller.ts";
import type { Choosing } from "../pairing/choosing.ts";
import type { Session } from "../session/machine.ts";
import type { Promised } from "../session/promised.ts";
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
  /** @param promised what may come unasked, by an invitation; then whatever else was going on ends */
  join(code: string, promised?: Promised): void;
  /** Back to the start, whatever is going on. */
  reset(): void;
  /** What waits under the code that is shown; undefined where none is. */
  readonly offered: () => WaitingFiles | undefined;
  /** What those are called that this page is connected with. */
  readonly served: () => readonly string[];
  /** Every screen besides the first one. */
  readonly Screens: Component<ScreensProps>;
}

export interface ScreensProps {
  readonly choosing: Choosing;
  /** Devices nearby, once they are known. */
  readonly nearby: () => NearbyParts | undefined;
  readonly onBack: () => void;
}
