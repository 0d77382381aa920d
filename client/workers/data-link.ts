import type { DataLink, LinkEvents } from "../engine/ports.ts";
import { DrainGate } from "./drain-gate.ts";
import type { Tidying } from "./tidying.ts";

/**
 * A browser's data channel as a `DataLink`, in a worker or on the main thread.
 *
 * @param tidying is told of the bytes of files that are sent
 */
export function dataLink(
  channel: RTCDataChannel,
  events: LinkEvents,
  tidying?: Pick<Tidying, "sent">,
): DataLink {
  const gate = new DrainGate(() => channel.bufferedAmount);
  const isOpen = () => channel.readyState === "open";
  let wasOpened = false;
  const opened = () => {
    if (wasOpened || !isOpen()) return;
    wasOpened = true;
    events.opened();
  };
  const closed = () => {
    if (gate.isClosed) return;
    gate.close();
    events.closed();
  };

  channel.binaryType = "arraybuffer";
  channel.onopen = opened;
  channel.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    opened();
    if (typeof data === "string") events.text(data);
    else events.bytes(data);
  };
  channel.onbufferedamountlow = () => {
    gate.check();
    channel.bufferedAmountLowThreshold = gate.markBytes;
  };
  channel.onclose = closed;
  // What has happened already is told by no event: Firefox hands a channel over before it is open, Chromium after.
  queueMicrotask(() => (channel.readyState === "closed" ? closed() : opened()));

  return {
    sendText(text) {
      if (isOpen()) channel.send(text);
    },
    sendBytes(bytes) {
      if (!isOpen()) return;
      channel.send(bytes);
      tidying?.sent(bytes.byteLength);
    },
    isOpen,
    queuedBytes: () => channel.bufferedAmount,
    drained(markBytes) {
      const drained = gate.drained(markBytes);
      channel.bufferedAmountLowThreshold = gate.markBytes;
      return drained;
    },
  };
}
