import { Receiver } from "../transfer/receiver.ts";
import { type OutgoingFile, Sender } from "../transfer/sender.ts";
import type { Conversation, Side } from "./conversation.ts";
import type { SessionPorts } from "./ports.ts";

/** A side of the transfer and the worker that it has for as long as the session lasts. */
export interface WorkingSide {
  readonly side: Side;
  stop(): void;
}

type Ports = Pick<
  SessionPorts,
  "startReading" | "startWriting" | "report" | "save" | "showFiles" | "dispatch"
>;

/** Offers these files, and says the last word when all of them are settled. */
export function sendingSide(
  files: readonly OutgoingFile[],
  conversation: Conversation,
  ports: Ports,
): WorkingSide {
  const worker = ports.startReading();
  const sender = new Sender(files, {
    say: conversation.say,
    open: worker.open,
    report: ports.report,
    settled: () => conversation.lastWord({ type: "bye" }, "finished"),
  });
  return { side: { sender }, stop: worker.stop };
}

/** Takes what is offered, and shows it. */
export function receivingSide(conversation: Conversation, ports: Ports): WorkingSide {
  const worker = ports.startWriting();
  const receiver = new Receiver({
    say: conversation.say,
    store: worker.store,
    report: ports.report,
    offered(files) {
      ports.showFiles(files);
      ports.dispatch({ type: "offered" });
    },
    save: ports.save,
  });
  return { side: { receiver }, stop: worker.stop };
}
