import type { DataLink, LinkEvents } from "../engine/ports.ts";
import { dataLink } from "./data-link.ts";
import { DrainGate } from "./drain-gate.ts";
import type { FromChannel, ToChannel } from "./messages.ts";

const encoder = new TextEncoder();

/** The worker's end of a data channel that its browser cannot transfer: the main thread sends for it. */
export function portLink(port: MessagePort, events: LinkEvents): DataLink {
  let isOpen = false;
  let sentBytes = 0;
  let leftBytes = 0;
  const queuedBytes = () => sentBytes - leftBytes;
  const gate = new DrainGate(queuedBytes);
  const ask = (request: ToChannel, transfer: Transferable[] = []) => port.postMessage(request, transfer);

  port.onmessage = ({ data }: MessageEvent<FromChannel>) => {
    switch (data.type) {
      case "opened":
        isOpen = true;
        return events.opened();
      case "message":
        return typeof data.message === "string" ? events.text(data.message) : events.bytes(data.message);
      case "left":
        leftBytes = data.bytes;
        return gate.check();
      case "closed":
        isOpen = false;
        gate.close();
        port.close();
        return events.closed();
    }
  };
  return {
    sendText(text) {
      if (!isOpen) return;
      sentBytes += sizeOf(text);
      ask({ type: "send", message: text });
    },
    sendBytes(bytes) {
      if (!isOpen) return;
      sentBytes += bytes.byteLength;
      const message = bytes.slice().buffer;
      ask({ type: "send", message }, [message]);
    },
    isOpen: () => isOpen,
    queuedBytes,
    drained(markBytes) {
      if (isOpen && queuedBytes() > markBytes) ask({ type: "drain", markBytes });
      return gate.drained(markBytes);
    },
  };
}

/** The main thread's end: carries messages between a data channel and a port. */
export function carryOver(channel: RTCDataChannel, port: MessagePort): void {
  let sentBytes = 0;
  const tell = (told: FromChannel, transfer: Transferable[] = []) => port.postMessage(told, transfer);
  const link = dataLink(channel, {
    opened: () => tell({ type: "opened" }),
    text: (message) => tell({ type: "message", message }),
    bytes: (message) => tell({ type: "message", message }, [message]),
    closed: () => tell({ type: "closed" }),
  });
  const tellLeft = () => tell({ type: "left", bytes: sentBytes - link.queuedBytes() });
  const tellWhenDrained = (markBytes: number) => link.drained(markBytes).then(tellLeft, () => undefined);

  port.onmessage = ({ data }: MessageEvent<ToChannel>) => {
    if (data.type === "drain") return void tellWhenDrained(data.markBytes);
    sentBytes += sizeOf(data.message);
    if (typeof data.message === "string") link.sendText(data.message);
    else link.sendBytes(new Uint8Array(data.message));
    tellLeft();
    if (link.queuedBytes() > 0) void tellWhenDrained(0);
  };
}

/** As `bufferedAmount` counts. */
function sizeOf(message: string | ArrayBuffer): number {
  return typeof message === "string" ? encoder.encode(message).byteLength : message.byteLength;
}
