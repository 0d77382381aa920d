import { openReceiver, openSender } from "./bare-peers.ts";
import { finished } from "./finished.ts";
import { withPair } from "./pair.ts";
import { watchPeaks } from "./peaks.ts";
import type { Run } from "./report.ts";

/**
 * The most that one data channel gives here: memory to memory, nothing read, hashed or kept.
 *
 * The clock is the sender's: from its first send to the receiver's word that the last byte is there.
 */
export function runBare(url: string, bytes: number): Promise<Run> {
  return withPair(async (pair) => {
    const { sender, receiver } = pair;
    // A document of the product's own origin that runs no script.
    await Promise.all([sender, receiver].map(({ page }) => page.goto(`${url}/health`)));
    const { offer, connect, send } = await openSender(sender.page);
    await connect(await openReceiver(receiver.page, offer, bytes));
    const peaks = await watchPeaks(pair);
    const ms = await finished(await send(bytes));
    return { megabytesPerSecond: bytes / ms / 1_000, ...peaks() };
  });
}
