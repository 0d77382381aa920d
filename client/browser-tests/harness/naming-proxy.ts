import { connect, createServer, type Server } from "node:net";

/** A proxy that says for whom it asks, as reverse proxies do, WebSockets included. */
export interface NamingProxy {
  readonly url: string;
  stop(): void;
}

/** @param forwardedFor what it says of whoever comes */
export async function startNamingProxy(
  targetPort: number,
  hostname: string,
  forwardedFor: string,
): Promise<NamingProxy> {
  const closers = new Set<() => void>();
  const server: Server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    closers.add(() => client.destroy());
    client.once("data", (first) => {
      // Behind the request line; a browser's further requests on the same connection say nothing.
      const text = first.toString("latin1").replace("\r\n", `\r\nX-Forwarded-For: ${forwardedFor}\r\n`);
      upstream.write(Buffer.from(text, "latin1"));
      client.pipe(upstream).pipe(client);
    });
    client.on("error", () => upstream.destroy());
    client.on("close", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, hostname, resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://${hostname}:${port}`,
    stop() {
      for (const close of closers) close();
      server.close();
    },
  };
}
