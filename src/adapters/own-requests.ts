/** Status of the answer to a request over HTTP. @throws where none comes */
export async function statusOf(url: string): Promise<number> {
  const { status } = await fetch(url);
  return status;
}

/** Resolves when a WebSocket was open, and is closed again. @throws where it does not open */
export function openSocket(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    let hasOpened = false;
    socket.onopen = () => {
      hasOpened = true;
      socket.close(1000);
    };
    socket.onclose = () => (hasOpened ? resolve() : reject(new Error("the WebSocket was refused")));
  });
}
