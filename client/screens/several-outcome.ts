import { text } from "../text/text.ts";
import type { Totals } from "../transfer/totals.ts";
import { isOver, type ReceiverState } from "./receiver-view.ts";

/** What has become of all devices together, in words. */
export interface SeveralOutcome {
  /** Undefined while something is under way, or may still come. */
  readonly isGood: boolean | undefined;
  readonly title: string;
  readonly body: string;
}

/**
 * @param states one of each device
 * @param totals what each of them is to get
 * @param isOpen whether another device may still come
 */
export function severalOutcome(
  states: readonly ReceiverState[],
  { files, texts }: Pick<Totals, "files" | "texts">,
  isOpen: boolean,
): SeveralOutcome {
  const [count, done] = [states.length, states.filter((state) => state === "done").length];
  if (isOpen || !states.every(isOver)) {
    return { isGood: undefined, title: text.several.sending(count), body: text.several.soFar(done, count) };
  }
  if (done === count)
    return { isGood: true, title: text.several.allHave(count, files, texts), body: text.several.exact };
  return { isGood: false, title: text.several.someHave(done, count), body: text.several.whatFailed };
}
