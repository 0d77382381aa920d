import type { ServerWebSocket, WebSocketHandler } from "bun";
import type { ServerMessage } from "#protocol/signaling/messages.ts";
import type { Log } from "../ports/log.ts";
import { Connection, type ConnectionOptions, type ConnectionPorts } from "./connection.ts";

/**
 * Largest frame that reaches our code, in bytes. Above it Bun closes the socket with 1009; between the
 * protocol's own limit and this one the browser gets a `too-large` error and stays connected (SIG3).
 */
const MAX_FRAME_BYTES = 1_048_576;

/** Close code "internal error" (RFC 6455 §7.4.1): a fault of ours, never of the peer. */
const CLOSE_INTERNAL_ERROR = 1011;

/** Seconds of silence before Bun drops a socket; Bun's own pings keep a living one from being silent. */
const IDLE_TIMEOUT_SECONDS = 120;

/** What a socket carries; made at the upgrade. */
export interface SocketData {
  readonly options: ConnectionOptions;
  connection?: Connection;
}

/** Bun's native handlers for every signaling socket: frames to `Connection`, messages to frames. */
export function signalingSockets(
  ports: Omit<ConnectionPorts, "send">,
  log: Log,
): WebSocketHandler<SocketData> {
  /** Runs one event of one socket; a bug in it ends that socket only. */
  const guarded = (socket: ServerWebSocket<SocketData>, event: (connection: Connection) => void): void => {
    try {
      const { connection } = socket.data;
      if (connection) event(connection);
    } catch (error) {
      log.write("error", "signaling-fault", { name: error instanceof Error ? error.name : "unknown" });
      socket.close(CLOSE_INTERNAL_ERROR, "internal error");
    }
  };
  return {
    maxPayloadLength: MAX_FRAME_BYTES,
    idleTimeout: IDLE_TIMEOUT_SECONDS,
    open(socket) {
      const send = (message: ServerMessage) => void socket.send(JSON.stringify(message));
      socket.data.connection = new Connection(socket.data.options, { ...ports, send });
    },
    message(socket, frame) {
      guarded(socket, (connection) =>
        typeof frame === "string" ? connection.receive(frame) : connection.receiveBinary(),
      );
    },
    close(socket) {
      guarded(socket, (connection) => connection.closed());
    },
  };
}
