import { combined } from "./combined.ts";
import type { LoadCommand, LoadReport } from "./commands.ts";
import { eachInFlight } from "./in-flight.ts";
import { paced } from "./paced.ts";
import { LoadSocket } from "./socket.ts";

/** The two sockets of one session. */
interface Session {
  readonly sender: LoadSocket;
  readonly receiver: LoadSocket;
}

/** Connections that are being opened at a time; well within the backlog of a listening socket. */
const OPENING = 128;

/** Conversations that are under way at a time. */
const TALKING = 64;

const PING = JSON.stringify({ type: "ping" });

/** About as long as Chromium's offer of one data channel with three candidates. */
const OFFER = JSON.stringify({
  type: "signal",
  description: {
    type: "offer",
    sdp: `v=0\r\n${"a=candidate:1 1 udp 2113937151 192.0.2.1 50000 typ host\r\n".repeat(26)}`,
  },
});

/** The sessions of one process of the load client. */
export class LoadSessions {
  #sessions: Session[] = [];

  /** Carries out one command. */
  run(command: LoadCommand): Promise<LoadReport> {
    switch (command.type) {
      case "open":
        return this.#open(command.url, command.sessions);
      case "pair":
        return this.#pair();
      case "part":
        return eachInFlight(this.#sessions, TALKING, part);
      case "round-trips":
        return this.#roundTrips(command.passes, command.reply);
      case "relay":
        return this.#relay(command.count, command.perSecond);
      case "heartbeat":
        return this.#heartbeat(command);
    }
  }

  #sockets(): LoadSocket[] {
    return this.#sessions.flatMap(({ sender, receiver }) => [sender, receiver]);
  }

  /** A session that cannot be made is given up, so that it fails once and holds nothing up. */
  async #pair(): Promise<LoadReport> {
    const made: Session[] = [];
    const report = await eachInFlight(this.#sessions, TALKING, async (session) => {
      try {
        await pair(session);
        made.push(session);
      } catch (error) {
        close(session);
        throw error;
      }
    });
    this.#sessions = made;
    return report;
  }

  async #roundTrips(passes: number, reply: string): Promise<LoadReport> {
    const sockets = this.#sockets();
    const reports: LoadReport[] = [];
    for (let pass = 0; pass < passes; pass += 1)
      reports.push(await eachInFlight(sockets, TALKING, (socket) => roundTrip(socket, reply)));
    return combined(reports);
  }

  async #open(url: string, sessions: number): Promise<LoadReport> {
    const opened: LoadSocket[] = [];
    const report = await eachInFlight(Array(2 * sessions).fill(url), OPENING, async (target: string) => {
      opened.push(await LoadSocket.open(target));
    });
    for (
      let [sender, receiver] = opened.splice(-2);
      sender && receiver;
      [sender, receiver] = opened.splice(-2)
    )
      this.#sessions.push({ sender, receiver });
    return report;
  }

  async #relay(count: number, perSecond: number): Promise<LoadReport> {
    const latenciesMs: number[] = [];
    const report = await paced(count, perSecond, async (index) => {
      const { sender, receiver } = this.#at(index);
      const arrived = receiver.next("signal");
      const sentAt = performance.now();
      sender.send(OFFER);
      await arrived;
      latenciesMs.push(performance.now() - sentAt);
    });
    return { ...report, latenciesMs };
  }

  #heartbeat({ everyMs, seconds, reply }: Extract<LoadCommand, { type: "heartbeat" }>): Promise<LoadReport> {
    const sockets = this.#sockets();
    const perSecond = (sockets.length * 1_000) / everyMs;
    return paced(Math.floor(perSecond * seconds), perSecond, async (index) => {
      const socket = sockets[index % sockets.length];
      if (socket) await roundTrip(socket, reply);
    });
  }

  #at(index: number): Session {
    const session = this.#sessions[index % this.#sessions.length];
    if (!session) throw new Error("no session is open");
    return session;
  }
}

async function pair({ sender, receiver }: Session): Promise<void> {
  const created = sender.next("created");
  sender.send(JSON.stringify({ type: "create" }));
  const { code } = await created;
  const joined = Promise.all([receiver.next("joined"), sender.next("peer-joined")]);
  receiver.send(JSON.stringify({ type: "join", code }));
  await joined;
}

/** The sender's `leave` ends the session for both, and the receiver is told. */
async function part({ sender, receiver }: Session): Promise<void> {
  const left = receiver.next("peer-left");
  sender.send(JSON.stringify({ type: "leave" }));
  await left;
}

function close({ sender, receiver }: Session): void {
  sender.close();
  receiver.close();
}

async function roundTrip(socket: LoadSocket, reply: string): Promise<void> {
  const answered = socket.next(reply);
  socket.send(PING);
  await answered;
}
