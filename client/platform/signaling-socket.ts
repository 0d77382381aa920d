import { decodeServerMessage } from "#protocol/signaling/codec.ts";
import type { ClientMessage } from "#protocol/signaling/messages.ts";
import type { SignalingEvents, SignalingSocket } from "../session/ports.ts";

/** Connects to the server that this page came from. */
export function openSignalingSocket(events: SignalingEvents): SignalingSocket {
  const url = new URL("/ws", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.hash = "";
  const socket = new WebSocket(url);
  let unsent: ClientMessage[] = [];

  socket.onopen = () => {
    for (const message of unsent) socket.send(JSON.stringify(message));
    unsent = [];
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    try {
      events.message(decodeServerMessage(String(data)));
    } catch {
      // A server of another version: whatever waits for this message has a deadline and a sentence.
    }
  };
  socket.onclose = () => events.lost();
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      else if (socket.readyState === WebSocket.CONNECTING) unsent.push(message);
    },
    close() {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
    },
  };
}
