import { decodeServerMessage } from "#protocol/signaling/codec.ts";
import type { ClientMessage, ServerMessage } from "#protocol/signaling/messages.ts";
import type { SignalingEvents, SignalingSocket } from "../session/ports.ts";
import { signalingAddress } from "./early-socket.ts";

/** RFC 6455 §7.4.1: this page is done. The server takes every other end for an accident (SIG8). */
const CLOSE_NORMAL = 1000;

/** Connects to the server that this page came from. @param early a socket to it that is open already, or about to be */
export function openSignalingSocket(events: SignalingEvents, early?: WebSocket): SignalingSocket {
  const socket = early ?? new WebSocket(signalingAddress());
  let unsent: ClientMessage[] = [];

  socket.onopen = () => {
    for (const message of unsent) socket.send(JSON.stringify(message));
    unsent = [];
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = understood(String(data));
    if (message) events.message(message);
  };
  socket.onclose = ({ code }) => events.lost(code);
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      else if (socket.readyState === WebSocket.CONNECTING) unsent.push(message);
    },
    close(code = CLOSE_NORMAL) {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close(code);
    },
  };
}

/** Undefined for a server of another version: whatever waits for that message has a deadline and a sentence. */
function understood(text: string): ServerMessage | undefined {
  try {
    return decodeServerMessage(text);
  } catch {
    return undefined;
  }
}
