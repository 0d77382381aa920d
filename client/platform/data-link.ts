import type { ChannelEvents } from "../session/ports.ts";
import type { DataLink } from "../transfer/ports.ts";

/** Sending pauses above this many unsent bytes, and goes on as soon as there are no more than that. */
const HIGH_WATER_BYTES = 1_048_576;

/** An open RTCDataChannel as a `DataLink`. */
export function dataLink(channel: RTCDataChannel, events: ChannelEvents): DataLink {
  channel.binaryType = "arraybuffer";
  channel.bufferedAmountLowThreshold = HIGH_WATER_BYTES;
  channel.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === "string") events.text(data);
    else events.bytes(data);
  };
  channel.onclose = () => events.closed();
  const isOpen = () => channel.readyState === "open";
  return {
    sendText(text) {
      if (isOpen()) channel.send(text);
    },
    sendBytes(bytes) {
      if (isOpen()) channel.send(bytes);
    },
    isOpen,
    isFull: () => channel.bufferedAmount > HIGH_WATER_BYTES,
    drained: () => drained(channel),
  };
}

function drained(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      channel.removeEventListener("bufferedamountlow", settle);
      channel.removeEventListener("close", settle);
      if (channel.readyState === "open") resolve();
      else reject(new Error("the channel closed"));
    };
    channel.addEventListener("bufferedamountlow", settle);
    channel.addEventListener("close", settle);
    // The buffer may have run low, or the channel may have closed, before anyone listened.
    if (channel.readyState !== "open" || channel.bufferedAmount <= HIGH_WATER_BYTES) settle();
  });
}
