import { expect, test } from "bun:test";
import { steerPort } from "./steer-port.ts";

test.skipIf(process.platform !== "linux")(
  "[TLS3] a port has a listener that gets all connections",
  async () => {
    const taken = { one: 0, other: 0 };
    const listen = (name: keyof typeof taken, port: number) => {
      const open = (socket: Bun.Socket) => {
        taken[name]++;
        socket.end();
      };
      const options = {
        hostname: "127.0.0.1",
        port,
        reusePort: true,
        socket: { open, data: () => undefined },
      };
      return Bun.listen(options);
    };
    const one = listen("one", 0);
    const other = listen("other", one.port);
    const connectMany = () =>
      Promise.all(
        Array.from({ length: 20 }, async () => {
          const { promise, resolve } = Promise.withResolvers<void>();
          const { port } = one;
          await Bun.connect({
            hostname: "127.0.0.1",
            port,
            socket: { data: () => undefined, close: () => resolve() },
          });
          await promise;
        }),
      );
    expect(steerPort(one.port, 1)).toBe(true);
    await connectMany();
    expect(taken).toEqual({ one: 0, other: 20 });
    expect(steerPort(one.port, 0)).toBe(true);
    await connectMany();
    expect(taken).toEqual({ one: 20, other: 20 });
    one.stop();
    other.stop();
  },
);

test("[TLS3] where nobody listens there is nothing to choose from", () => {
  expect(steerPort(1, 0)).toBe(false);
});
