import { openReceiver, openSender } from "./bare-peers.ts";
import { deadlineMs, finished } from "./finished.ts";
import { type Sides, withPair } from "./pair.ts";

/**
 * The most that one data channel gives here: memory to memory, nothing read, hashed or kept.
 *
 * The clock is the sender's: from its first send to the receiver's word that the last byte is there.
 *
 * @returns millions of bytes per second
 */
export function runBare(sides: Sides, url: string, bytes: number): Promise<number> {
  return withPair(sides, async ({ sender, receiver }) => {
    // A document of the product's own origin that runs no script.
    await Promise.all([sender, receiver].map(({ page }) => page.goto(`${url}/health`)));
    const { offer, connect, send } = await openSender(sender.page);
    await connect(await openReceiver(receiver.page, offer, bytes));
    const ms = await finished(await send(bytes), deadlineMs(bytes));
    return bytes / ms / 1_000;
  });
}
