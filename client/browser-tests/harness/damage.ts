/**
 * Runs in a page before its own code. The data channels stay on the page's thread, as in a browser that cannot
 * hand them to a worker, so that messages can be changed on their way: the tenth binary message leaves with one
 * bit flipped, or every one where the page was opened with `?damage=all`.
 */
export function flipBits(): void {
  const isAlways = location.search.includes("damage=all");
  const post = Worker.prototype.postMessage as (this: Worker, ...args: unknown[]) => void;
  Worker.prototype.postMessage = function posting(this: Worker, message: unknown, transfer?: unknown) {
    const isChannel = Array.isArray(transfer) && transfer.some((one) => one instanceof RTCDataChannel);
    if (isChannel) throw new DOMException("not here", "DataCloneError");
    post.call(this, message, transfer);
  };
  const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: unknown) => void;
  let count = 0;
  RTCDataChannel.prototype.send = function damaged(data: unknown) {
    if (typeof data === "string" || (++count !== 10 && !isAlways)) return send.call(this, data);
    const copy = new Uint8Array(data as ArrayBuffer | Uint8Array<ArrayBuffer>).slice();
    copy[5_000] = (copy[5_000] ?? 0) ^ 1;
    return send.call(this, copy);
  };
}
