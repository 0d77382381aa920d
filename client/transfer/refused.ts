import type { FailureReason } from "#protocol/transfer/state.ts";
import type { FileRow } from "./store.ts";

/** What comes of an offer as a whole: nobody said yes to it. */
type Answer = Extract<FailureReason, "declined" | "unanswered">;

/** Whether a file failed because its whole offer did. */
export function isAnswer(reason: FailureReason): reason is Answer {
  return reason === "declined" || reason === "unanswered";
}

/** Whether all that was offered was refused in the same way, so that one sentence says it of all. */
export function isAllRefused(rows: readonly Pick<FileRow, "shown">[]): boolean {
  const [first] = rows;
  const answer = first && answerOf(first);
  return answer !== undefined && rows.every((row) => answerOf(row) === answer);
}

function answerOf({ shown }: Pick<FileRow, "shown">): Answer | undefined {
  const { transfer } = shown();
  return transfer.state === "failed" && isAnswer(transfer.reason) ? transfer.reason : undefined;
}
