import { fileId } from "#protocol/ids.ts";
import { DownloadSaver } from "../../platform/saving-downloads.ts";
import { savingFacts } from "../../platform/saving-facts.ts";
import { StreamDownloads } from "../../platform/saving-stream.ts";
import type { SavingFacts } from "../../saving/plan.ts";
import type { SavingAnswer, SavingRequest } from "./saving.worker.ts";

/** What a test can do in the page. */
export interface SavingPage {
  facts(): Promise<SavingFacts>;
  /** Saves files, ends the worker, and hands the files to the browser. @returns how each was saved */
  save(request: SavingRequest): Promise<Outcome[]>;
}

export interface Outcome {
  readonly type: "saved" | "open" | "failed";
  readonly method?: string;
  readonly keptBytes?: number;
  readonly error?: string;
}

declare global {
  interface Window {
    saving: SavingPage;
  }
}

const streams = new StreamDownloads();
const downloads = new DownloadSaver();

window.saving = {
  facts: () => savingFacts(() => streams.canStream(), { wishesStream: true }),
  save: (request) =>
    new Promise((resolve) => {
      const worker = new Worker("/worker.js", { type: "module" });
      const outcomes: Outcome[] = [];
      const took = ({ data }: MessageEvent<SavingAnswer>) => {
        if (data.type === "stream") return void streams.start(data.download, data.port);
        if (data.type === "saved") handOver(data, request, outcomes.length);
        outcomes.push(data);
        const isLast =
          data.type !== "saved" || request.plan.asZip || outcomes.length === request.files.length;
        if (!isLast) return;
        // As in the product, whose worker ends with its session; a file that is only begun is still open.
        if (data.type !== "open") worker.terminate();
        resolve(outcomes.map(plain));
      };
      worker.onmessage = took;
      worker.onerror = ({ message }) => resolve([{ type: "failed", error: message }]);
      worker.postMessage(request);
    }),
};

function handOver(
  { saved }: Extract<SavingAnswer, { type: "saved" }>,
  { plan, files }: SavingRequest,
  number: number,
): void {
  const name = plan.asZip ? "archive.zip" : (files[number]?.name ?? "file");
  downloads.save(fileId(number), name, saved);
}

/** Without what cannot leave the browser. */
function plain({ type, ...rest }: Outcome): Outcome {
  const { method, keptBytes, error } = rest;
  return {
    type,
    ...(method && { method }),
    ...(keptBytes !== undefined && { keptBytes }),
    ...(error && { error }),
  };
}
