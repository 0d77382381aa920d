import type { Role } from "#protocol/signaling/messages.ts";
import type { FailureReason } from "#protocol/transfer/state.ts";
import type { Ending } from "../session/machine.ts";
import { formatBytes } from "../text/format.ts";
import { text } from "../text/text.ts";
import type { FileTools } from "../transfer/file-tools.ts";
import type { FileRow, TransferStore } from "../transfer/store.ts";
import { isAllDone, itemCount } from "../transfer/totals.ts";

/** What became of everything, in words. */
export interface Outcome {
  /** All of it is verified. */
  readonly isGood: boolean;
  readonly title: string;
  readonly body: string;
}

/** @param end how the session ended; absent while the devices are still connected */
export function outcomeOf(
  store: TransferStore,
  tools: FileTools,
  role: Role,
  end: Ending = "finished",
): Outcome {
  const totals = store.totals();
  if (isAllDone(totals)) {
    const title = text.ended.allDone(totals.files, totals.texts, formatBytes(totals.bytes));
    return { isGood: true, title, body: exactly(store, tools) };
  }
  const why = end === "finished" ? whyAllFailed(store.rows()) : undefined;
  if (why) {
    const side = why.direction === "out" ? "sender" : "receiver";
    return { isGood: false, title: text.ended.title[why.reason], body: text.ended.body[why.reason][side] };
  }
  const title =
    end === "finished" ? text.ended.someDone(totals.done, itemCount(totals)) : text.ended.title[end];
  return { isGood: false, title, body: text.ended.body[end][role] };
}

/** Where the bytes are, and that they are the right ones. */
function exactly(store: TransferStore, tools: FileTools): string {
  const { exact } = text.ended;
  const [sent, received] = [store.totalsOf("out"), store.totalsOf("in")];
  if (store.totals().files === 0) return exact.text;
  if (received.files === 0) return exact.out;
  if (sent.files > 0) return exact.both;
  const first = store.rows().find(({ file }) => file.direction === "in" && !file.isText);
  return first && tools.kept(first.file.fileId)?.type === "in-place" ? exact.inPlace : exact.in;
}

const WILLED = ["declined", "cancelled", "unanswered"] as const satisfies readonly FailureReason[];

/** Where nothing arrived because a person wanted it so. */
function whyAllFailed(rows: readonly FileRow[]) {
  const [first] = rows;
  const reason = WILLED.find((willed) =>
    rows.every(({ shown }) => {
      const { transfer } = shown();
      return transfer.state === "failed" && transfer.reason === willed;
    }),
  );
  return first && reason && { reason, direction: first.file.direction };
}
