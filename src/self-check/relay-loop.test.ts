import { afterEach, beforeEach, expect, test } from "bun:test";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { cryptoHash } from "../adapters/crypto-hash.ts";
import { cryptoRandom } from "../adapters/crypto-random.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { checkBinding, checkLoop } from "./relay-loop.ts";

const PORTS = { clock: new FakeClock(), random: cryptoRandom, hash: cryptoHash };

/** Takes connections and says nothing. */
let silent: Server;
let taken: Promise<Socket>;

beforeEach(async () => {
  silent = createServer((socket) => socket.on("error", () => undefined).resume());
  taken = new Promise((resolve) => silent.once("connection", resolve));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});

afterEach(() => void silent.close());

const optionsFor = (tooLate: AbortSignal) => {
  const { port } = silent.address() as AddressInfo;
  return { host: "127.0.0.1", port, secret: "north of the river", tooLate };
};

test.each(["tls", "tcp"] as const)(
  "[DIAG9] a check over %s that nobody answers leaves no connection behind when it is too late",
  async (transport) => {
    const ending = new AbortController();
    const checking = checkLoop(transport, optionsFor(ending.signal), PORTS);
    checking.catch(() => undefined);
    const socket = await taken;
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    ending.abort();
    await expect(checking).rejects.toThrow(/closed|aborted/);
    await closed;
  },
);

test("[DIAG9] a check that is too late before its socket is open ends at once", async () => {
  const ending = new AbortController();
  const checking = checkBinding(optionsFor(ending.signal), PORTS);
  ending.abort();
  await expect(checking).rejects.toThrow("aborted");
});
