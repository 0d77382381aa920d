import type { EngineOptions, RawChannel, TransferEngine } from "../engine/ports.ts";
import type { StreamedDownload } from "../saving/storage.ts";
import type { EngineHostEvents } from "../session/ports.ts";
import type { EngineAnswer, EngineRequest } from "../workers/messages.ts";
import { carryOver } from "../workers/port-link.ts";

type EngineCall = Extract<EngineRequest, { type: "call" }>["call"];

/** As much of a Worker as it takes. */
export type EngineWorker = Pick<
  Worker,
  "postMessage" | "terminate" | "onmessage" | "onerror" | "onmessageerror"
>;

export interface EngineWorkerPorts {
  readonly open: () => EngineWorker;
  /** Starts a download whose bytes come from a port. */
  readonly startDownload: (download: StreamedDownload, source: MessagePort) => void;
}

export function openTransferWorker(): EngineWorker {
  return new Worker(new URL("../workers/transfer.worker.ts", import.meta.url), { type: "module" });
}

/** Starts the engine in a worker of its own, which ends with `stop`. What is called before it runs is kept. */
export function startTransferEngine(
  options: EngineOptions,
  events: EngineHostEvents,
  { open, startDownload }: EngineWorkerPorts,
): TransferEngine {
  const worker = open();
  /** How many channels each lane has had. */
  const channels = new Map<number, number>();
  const questions = new Map<number, (value: Blob | undefined) => void>();
  let asked = 0;
  let hasFailed = false;

  const post = (request: EngineRequest, transfer: Transferable[] = []) => {
    if (!hasFailed) worker.postMessage(request, transfer);
  };
  const call =
    <Name extends keyof TransferEngine>(name: Name) =>
    (...args: Parameters<TransferEngine[Name]>) =>
      post({ type: "call", call: [name, ...args] as unknown as EngineCall });
  const ask = (request: EngineCall): Promise<Blob | undefined> =>
    new Promise((resolve) => {
      if (hasFailed) return resolve(undefined);
      questions.set(++asked, resolve);
      post({ type: "call", call: request, question: asked });
    });
  const end = () => {
    worker.terminate();
    for (const resolve of questions.values()) resolve(undefined);
    questions.clear();
  };
  const failed = () => {
    if (hasFailed) return;
    hasFailed = true;
    end();
    events.failed();
  };

  worker.onerror = failed;
  worker.onmessageerror = failed;
  worker.onmessage = ({ data }: MessageEvent<EngineAnswer>) => {
    if (data.type === "download") return startDownload(data.download, data.source);
    if (data.type === "answer") {
      questions.get(data.question)?.(data.value);
      questions.delete(data.question);
      return;
    }
    const [name, ...args] = data.event;
    // What an older channel of a lane tells came too late.
    if (data.channel !== undefined && data.channel !== channels.get(Number(args[0]))) return;
    (events[name] as (...args: readonly unknown[]) => void)(...args);
  };
  post({ type: "start", options });

  return {
    attach(lane, { channel }) {
      channels.set(lane, (channels.get(lane) ?? 0) + 1);
      handOver(lane, channel as RTCDataChannel, post);
    },
    use: call("use"),
    detach: call("detach"),
    say: call("say"),
    greeted: call("greeted"),
    offer: call("offer"),
    offerAgain: call("offerAgain"),
    restore: call("restore"),
    tellCapacity: call("tellCapacity"),
    accept: call("accept"),
    decline: call("decline"),
    pause: call("pause"),
    cancel: call("cancel"),
    peek: (fileId) => ask(["peek", fileId]),
    interrupt: call("interrupt"),
    goOn: call("goOn"),
    end: call("end"),
    async stop(keep) {
      await ask(["stop", keep]);
      end();
    },
  };
}

/** A browser that cannot transfer a channel says so at once; then the main thread carries its messages. */
function handOver(
  lane: number,
  channel: RTCDataChannel,
  post: (request: EngineRequest, transfer: Transferable[]) => void,
): void {
  const attach = (raw: RawChannel["channel"]): EngineRequest => ({
    type: "call",
    call: ["attach", lane, { channel: raw }],
  });
  try {
    post(attach(channel), [channel]);
  } catch {
    const { port1, port2 } = new MessageChannel();
    carryOver(channel, port1);
    post(attach(port2), [port2]);
  }
}
