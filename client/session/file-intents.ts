import type { FileId } from "#protocol/ids.ts";
import type { ChosenFile, SavePlan } from "../engine/ports.ts";
import type { Meeting } from "./meeting.ts";

/** What a person does about files, and about the session, while two devices are connected; at other times nothing happens. */
export class FileIntents {
  readonly #meeting: () => Meeting | undefined;

  constructor(meeting: () => Meeting | undefined) {
    this.#meeting = meeting;
  }

  /** Takes the offer in question. @param handle where the person wants it */
  accept(handle?: NonNullable<SavePlan["handle"]>): void {
    this.#meeting()?.files.accept(handle);
  }

  decline(): void {
    this.#meeting()?.files.decline();
  }

  /** One switch for all files of both directions. */
  pause(isPaused: boolean): void {
    this.#meeting()?.engine.pause(isPaused);
  }

  /** Gives one file up, whichever way it goes. */
  cancel(fileId: FileId): void {
    this.#meeting()?.engine.cancel(fileId);
  }

  /** Once more what was chosen before this page was reloaded. */
  chooseAgain(files: readonly ChosenFile[]): void {
    this.#meeting()?.files.chooseAgain(files);
  }

  /** Once more what nobody answered in time. */
  sendAgain(): void {
    this.#meeting()?.files.sendAgain();
  }

  /** Nothing is under way, and the session is to go on all the same. */
  stay(): void {
    this.#meeting()?.waits.stay("me");
  }

  /** What is there of a file that still arrives; undefined where it cannot be looked at. */
  async peek(fileId: FileId): Promise<Blob | undefined> {
    return this.#meeting()?.engine.peek(fileId);
  }
}
