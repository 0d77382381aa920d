/**
 * Runs in a page before its own code: its introduction names an older version, as that of a page from before an
 * update does; where the page was opened with `?words=garbled`, it was damaged on its way instead. The data channels
 * stay on the page's thread, as in a browser that cannot hand them to a worker.
 */
export function speakAsBefore(): void {
  const isGarbled = location.search.includes("words=garbled");
  const post = Worker.prototype.postMessage as (this: Worker, ...args: unknown[]) => void;
  Worker.prototype.postMessage = function posting(this: Worker, message: unknown, transfer?: unknown) {
    const isChannel = Array.isArray(transfer) && transfer.some((one) => one instanceof RTCDataChannel);
    if (isChannel) throw new DOMException("not here", "DataCloneError");
    post.call(this, message, transfer);
  };

  const crc32 = (text: string) => {
    let crc = -1;
    for (const byte of new TextEncoder().encode(text)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return (~crc >>> 0).toString(16).padStart(8, "0");
  };
  const altered = (text: string) => {
    const older = text.replace(/"version":\d+/, '"version":1');
    const body = older.replace(/^\{"crc":"[0-9a-f]{8}",/, "{");
    return isGarbled ? older : body.replace(/^\{/, `{"crc":"${crc32(body)}",`);
  };
  const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: unknown) => void;
  RTCDataChannel.prototype.send = function sending(data: unknown) {
    const isHello = typeof data === "string" && data.includes('"type":"hello"');
    send.call(this, isHello ? altered(data) : data);
  };
}
