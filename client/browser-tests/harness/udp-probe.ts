/** What came back of a burst of numbered datagrams. */
export interface ProbeResult {
  /** In the order of their arrival. */
  readonly numbers: readonly number[];
  /** From sending to the echo's arrival, of each. */
  readonly roundTripMs: readonly number[];
}

/** So few that they wait in the socket's buffer while the process is held up: none is lost but by the link. */
export const BURST = 200;
/** Of each datagram, without headers. */
export const PROBE_BYTES = 64;
/** Sent until it comes back once: whatever else may come back has done so before it. */
const END = 0xffff_ffff;
const END_EVERY_MS = 10;

/** Sends a burst to the echo at `process.argv[2]`, port `process.argv[3]`, and prints the result as JSON. */
if (import.meta.main) {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const sentAt: number[] = [];
  const numbers: number[] = [];
  const roundTripMs: number[] = [];
  const socket = await Bun.udpSocket({
    connect: { hostname: process.argv[2] ?? "", port: Number(process.argv[3]) },
    socket: {
      data(_, bytes) {
        const number = bytes.readUInt32BE();
        if (number === END) return end();
        numbers.push(number);
        roundTripMs.push(performance.now() - (sentAt[number] ?? 0));
      },
    },
  });
  const datagram = Buffer.alloc(PROBE_BYTES);
  const send = (number: number) => {
    datagram.writeUInt32BE(number);
    if (!socket.send(datagram)) throw new Error("the socket takes no more");
  };
  for (let number = 0; number < BURST; number += 1) {
    sentAt.push(performance.now());
    send(number);
  }
  const asking = setInterval(send, END_EVERY_MS, END);
  await ended;
  clearInterval(asking);
  socket.close();
  process.stdout.write(JSON.stringify({ numbers, roundTripMs } satisfies ProbeResult));
}
