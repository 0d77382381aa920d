let early: WebSocket | undefined;

/** Where the server that this page came from takes signaling. */
export function signalingAddress(): URL {
  const url = new URL("/ws", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.hash = "";
  return url;
}

/** Opens a socket for a session that is sure to want one, while what can speak on it is still on its way (LOAD8). */
export function openEarly(): void {
  try {
    early = new WebSocket(signalingAddress());
  } catch {
    // Whoever needs one tries again, and says so if that fails, too.
  }
}

/** The socket that was opened early, for whoever asks first; undefined where there is none, or none any more. */
export function takeEarly(): WebSocket | undefined {
  const socket = early;
  early = undefined;
  return socket && socket.readyState <= WebSocket.OPEN ? socket : undefined;
}
