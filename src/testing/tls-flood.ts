import { TlsConnection } from "./tls-connection.ts";

/**
 * A process that opens TLS connections to a port, so many at a time, until its input ends. It says when all of them
 * have seen a certificate, by its serial number, and in the end how many connections were made and how many failed.
 */
const [port = 0, together = 0] = process.argv.slice(2).map(Number);

let isOver = false;
process.stdin.on("end", () => {
  isOver = true;
});
process.stdin.resume();

const seenBy = new Map<string, Set<number>>();
let made = 0;
let failed = 0;

async function connectAgainAndAgain(worker: number): Promise<void> {
  while (!isOver) {
    const connection = new TlsConnection(port);
    const serial = await connection.opened.catch(() => undefined);
    connection.end();
    made++;
    if (serial === undefined) failed++;
    else saw(serial, worker);
  }
}

function saw(serial: string, worker: number): void {
  const workers = seenBy.get(serial) ?? new Set();
  seenBy.set(serial, workers);
  if (workers.has(worker)) return;
  workers.add(worker);
  if (workers.size === together) process.stdout.write(`seen ${serial}\n`);
}

await Promise.all(Array.from({ length: together }, (_, worker) => connectAgainAndAgain(worker)));
process.stdout.write(`${JSON.stringify({ made, failed })}\n`);
