import { SHARED_PARAMETER, type ShareRequest, shareLock } from "../saving/share-messages.ts";
import { activeServiceWorker } from "./service-worker.ts";

/** The share that this page was opened for, once: a reload must not ask for it again. */
export function shareInAddress(): string | undefined {
  const address = new URL(location.href);
  const id = address.searchParams.get(SHARED_PARAMETER);
  if (id === null) return undefined;
  address.searchParams.delete(SHARED_PARAMETER);
  history.replaceState(null, "", address);
  return id;
}

/** Keeps a share's files from being removed. @returns what lets go of them, and has them removed */
export function holdShare(id: string): Promise<() => void> {
  return new Promise((held) => {
    const hold = () => new Promise<void>((release) => held(release));
    const holding = navigator.locks.request(shareLock(id), { mode: "shared" }, hold);
    // Not before the lock is free; where this page is closed first, the next one has it done.
    void holding.then(tidyShares).catch(() => held(() => undefined));
  });
}

/** Asks the service worker for a share. @returns where it answers */
export async function askForShare(id: string): Promise<MessagePort | undefined> {
  const { port1, port2 } = new MessageChannel();
  return (await tell({ type: "claim-share", id }, [port2])) ? port1 : undefined;
}

/** Has the files of shares removed whose pages are gone. */
export async function tidyShares(): Promise<void> {
  await tell({ type: "tidy-shares" });
}

async function tell(request: ShareRequest, transfer: Transferable[] = []): Promise<boolean> {
  const worker = await activeServiceWorker();
  worker?.postMessage(request, transfer);
  return worker !== undefined;
}
