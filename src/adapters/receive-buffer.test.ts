import { expect, test } from "bun:test";
import { enlargeReceiveBuffer } from "./receive-buffer.ts";

const WISHED_BYTES = 4_194_304;

test.skipIf(process.platform !== "linux")("[TURN37] what the system grants is what it says", async () => {
  const socket = await Bun.udpSocket({ hostname: "127.0.0.1" });
  const { fd } = socket as unknown as { readonly fd: number };
  const most = Number(await Bun.file("/proc/sys/net/core/rmem_max").text());
  expect(enlargeReceiveBuffer(fd, WISHED_BYTES)).toBe(Math.min(most, WISHED_BYTES));
  expect(enlargeReceiveBuffer(fd, most * 4)).toBe(most);
  socket.close();
});

test("[TURN37] nothing is granted for what is no socket", () => {
  expect(enlargeReceiveBuffer(-1, WISHED_BYTES)).toBe(0);
});
