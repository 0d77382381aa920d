/** A code that somebody waits under, until `end` is called. */
export interface ShownCode {
  readonly code: string;
  end(): void;
}

/** Asks a server for a code, as a sender's page does. @param origin of the server, over http */
export function showCode(origin: string): Promise<ShownCode> {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/ws`);
  return new Promise((resolve, reject) => {
    socket.onopen = () => socket.send(JSON.stringify({ type: "create" }));
    socket.onerror = () => reject(new Error("the server cannot be reached"));
    socket.onmessage = ({ data }) => {
      const { code }: { readonly code?: string } = JSON.parse(String(data));
      if (code !== undefined) resolve({ code, end: () => socket.close() });
    };
  });
}
