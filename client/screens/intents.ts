import type { FileId } from "#protocol/ids.ts";
import type { ChosenFile, SavePlan } from "../engine/ports.ts";
import type { Promised } from "../session/promised.ts";

/** What a person can want, on whatever screen; the session carries it out. */
export interface Intents {
  /** While two devices are connected one more offer, else the first of a new session. */
  send(files: readonly ChosenFile[]): void;
  /** Whether several devices may join the code that is shown, and not only one. */
  admit(more: boolean): void;
  /** The same files under a new code. */
  renewCode(): void;
  /** @param promised what the person has said yes to already */
  join(code: string, promised?: Promised): void;
  readonly files: FileIntents;
  /** Ends the session. */
  cancel(): void;
  /** Back to the start, whatever is going on. */
  reset(): void;
}

/** What a person can want of files while two devices are connected. */
export interface FileIntents {
  /** Takes the offer in question. @param handle where the person wants it */
  accept(handle?: NonNullable<SavePlan["handle"]>): void;
  decline(): void;
  pause(isPaused: boolean): void;
  /** Offers once more what nobody answered in time. */
  sendAgain(): void;
  /** Nothing is under way, and the session is to go on all the same. */
  stay(): void;
  /** Gives one file up, whichever way it goes. */
  cancel(fileId: FileId): void;
  /** Once more what was chosen before this page was reloaded. */
  chooseAgain(files: readonly ChosenFile[]): void;
}

/** Asks the person where to save; each resolves with undefined where they change their mind, and never rejects. */
export interface PlacePickers {
  /** Absent where the browser has none. @param name suggested for the file */
  readonly file?: ((name: string) => Promise<FileSystemFileHandle | undefined>) | undefined;
  readonly folder?: (() => Promise<FileSystemDirectoryHandle | undefined>) | undefined;
}
