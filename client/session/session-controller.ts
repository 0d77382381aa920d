import * as v from "valibot";
import { SessionCode } from "#protocol/ids.ts";
import type {
  ClientMessage,
  Created,
  IceServer,
  Joined,
  PeerPresence,
  Role,
  ServerMessage,
  Signal,
} from "#protocol/signaling/messages.ts";
import type { Instant } from "#protocol/time.ts";
import { MAX_FILES } from "#protocol/transfer/messages.ts";
import { type ChosenFile, outgoingFiles } from "../transfer/outgoing-files.ts";
import type { OutgoingFile } from "../transfer/sender.ts";
import { Deadline } from "./deadline.ts";
import type { Problem, Refusal } from "./machine.ts";
import { Meeting } from "./meeting.ts";
import type { SessionPorts } from "./ports.ts";
import { ServerLink, type ServerLinkEvents } from "./server-link.ts";

/** How long the server may take to answer before the person is told. */
const SERVER_DEADLINE_MS = 10_000;

/** How much later than the server the page itself gives a code up. */
const EXPIRY_GRACE_MS = 2_000;

/** How long before its end a code is said to run out: so much, or this part of a shorter life. */
const EXPIRY_NOTICE_MS = 60_000;
const EXPIRY_NOTICE_PART = 0.2;

/** One person's way through a session: owns the line to the server and the meeting, and ends them. */
export class SessionController {
  readonly #ports: SessionPorts;
  readonly #deadline: Deadline;
  readonly #server: ServerLink;
  #meeting: Meeting | undefined;
  #files: readonly OutgoingFile[] = [];
  #place: Created | Joined | undefined;
  /** The server has forgotten the code, and was asked for another one. */
  #isRenewing = false;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#deadline = new Deadline(ports.clock);
    this.#server = new ServerLink(ports, {
      message: (message) => this.#hear(message),
      lost: (why) => this.#serverLost(why),
      down: () => this.#lineDown(),
      up: (peer, iceServers) => {
        this.#useIceServers(iceServers);
        this.#lineUp(peer);
      },
      forgotten: () => this.#forgotten(),
      gone: () => this.#peerHasLeft(),
    });
  }

  /** Asks for a code under which these files can be had. */
  send(chosen: readonly ChosenFile[]): void {
    if (chosen.length === 0 || chosen.length > MAX_FILES) return this.#reset("no-files");
    this.#files = outgoingFiles(chosen, this.#ports.firstFileId());
    this.renewCode();
  }

  /** The same files under a new code. */
  renewCode(): void {
    this.#close();
    this.#ports.showFiles(this.#files.map(({ fileId, name, blob }) => ({ fileId, name, size: blob.size })));
    this.#ports.dispatch({ type: "opening" });
    this.#ask({ type: "create" });
  }

  /** Takes the receiver's place under a code that a person typed or scanned. */
  join(text: string): void {
    const code = v.safeParse(SessionCode, text.replace(/\s/g, ""));
    if (!code.success) return this.#reset("bad-code");
    if (this.#place?.type === "created" && !this.#meeting) {
      // While this device shows a code of its own, only the server can say whose code that is.
      this.#server.send({ type: "join", code: code.output });
      return;
    }
    this.#close();
    this.#ports.showFiles([]);
    this.#ports.dispatch({ type: "joining" });
    this.#ask({ type: "join", code: code.output });
  }

  accept(): void {
    this.#meeting?.accept();
    this.#ports.dispatch({ type: "answered" });
  }

  decline(): void {
    this.#meeting?.decline();
  }

  cancel(): void {
    this.#meeting?.cancel();
  }

  /** Back to the start, whatever is going on. */
  reset(): void {
    this.#reset();
  }

  /** The page goes away: tell whoever can still be told. */
  leave(): void {
    this.#meeting?.leave();
    this.#close();
  }

  /** The device woke up, or its network changed: nothing that was open before is believed. */
  wake(): void {
    this.#server.wake();
    this.#meeting?.wake();
  }

  #reset(problem?: Problem): void {
    this.cancel();
    this.#close();
    this.#ports.showFiles([]);
    this.#ports.dispatch(problem ? { type: "reset", problem } : { type: "reset" });
  }

  #ask(first: ClientMessage): void {
    this.#server.open(first);
    this.#deadline.set(SERVER_DEADLINE_MS, () => this.#refuse({ problem: "server-unreachable" }));
  }

  #hear(message: Parameters<ServerLinkEvents["message"]>[0]): void {
    switch (message.type) {
      case "created":
        return this.#codeReady(message);
      case "joined":
        return this.#joined(message);
      case "ice-servers":
        return this.#useIceServers(message.iceServers);
      case "peer-joined":
      case "peer-back":
        return this.#peerIsThere();
      case "signal":
        return this.#meeting?.receive(message);
      case "peer-away":
        return this.#peerIsAway();
      case "peer-left":
        return this.#peerHasLeft();
      case "expired":
        return this.#codeExpired();
      case "error":
        return this.#refused(message);
    }
  }

  #codeReady(created: Created): void {
    const isAnother = this.#isRenewing;
    this.#take(created);
    const { code, expiresInMs, publicUrl } = created;
    const joinUrl = `${publicUrl ?? this.#ports.origin}/#${code}`;
    const expiresAt = this.#ports.clock.now() + expiresInMs;
    const notice = isAnother && { notice: "code-replaced" as const };
    this.#ports.dispatch({ type: "code-ready", code, joinUrl, expiresAt, ...notice });
    const noticeMs = Math.min(EXPIRY_NOTICE_MS, expiresInMs * EXPIRY_NOTICE_PART);
    this.#deadline.set(expiresInMs - noticeMs, () => this.#codeExpiring(expiresAt));
  }

  #codeExpiring(expiresAt: Instant): void {
    const leftMs = expiresAt - this.#ports.clock.now();
    if (leftMs <= 0) return this.#codeExpired(); // the device slept meanwhile
    this.#ports.dispatch({ type: "code-expiring" });
    // On a line that died without a word, `expired` never comes.
    this.#deadline.set(leftMs + EXPIRY_GRACE_MS, () => this.#codeExpired());
  }

  #codeExpired(): void {
    this.#close();
    this.#ports.dispatch({ type: "code-expired" });
  }

  #joined(joined: Joined): void {
    this.#take(joined);
    if (!this.#meeting) return this.#connect("receiver", joined);
    // The server knew nothing of this session any more, and has it again.
    this.#meeting.useIceServers(joined.iceServers);
    this.#lineUp("none");
  }

  #useIceServers(iceServers: readonly IceServer[]): void {
    if (this.#place) this.#place = { ...this.#place, iceServers: [...iceServers] };
    this.#meeting?.useIceServers(iceServers);
  }

  #take(place: Created | Joined): void {
    this.#deadline.clear();
    this.#isRenewing = false;
    this.#place = place;
    this.#server.hold(place);
  }

  #serverLost(why: "unreachable" | "replaced"): void {
    // An open channel needs no server.
    if (this.#meeting?.hasBegun) return;
    this.#refuse({ problem: why === "replaced" ? "unknown-session" : "server-unreachable" });
  }

  #lineDown(): void {
    this.#ports.dispatch({ type: "server-line", up: false });
    this.#meeting?.lineDown();
  }

  /**
   * Only a place that was asked for can be refused. A place that is held loses nothing by a candidate that found
   * nobody, or that was one too many.
   */
  #refused({ code, retryAfterMs }: Extract<ServerMessage, { type: "error" }>): void {
    const isHeld = this.#place !== undefined && !this.#isRenewing;
    if (isHeld && code !== "own-code" && code !== "already-in-session") return;
    if (this.#meeting) return;
    this.#refuse({ problem: code, ...(retryAfterMs !== undefined && { waitMs: retryAfterMs }) });
  }

  /** Who leaves after a long search has most likely given it up: then the reason is worth more than the news. */
  #peerHasLeft(): void {
    if (this.#meeting?.hasBegun) this.#meeting.peerHasLeft();
    else this.#refuse(this.#meeting?.overdue ?? { problem: "peer-left" });
  }

  #lineUp(peer: PeerPresence): void {
    this.#ports.dispatch({ type: "server-line", up: true });
    if (!this.#place) return;
    if (this.#meeting) {
      this.#meeting.lineUp();
      if (peer === "away") this.#peerIsAway();
    } else if (peer !== "none") this.#connect("sender", this.#place);
  }

  /** The server was restarted, or this page was away for too long. */
  #forgotten(): void {
    if (this.#meeting) return this.#server.restore(this.#meeting.role);
    this.#isRenewing = true;
    this.#server.send({ type: "create" });
  }

  #peerIsThere(): void {
    this.#ports.dispatch({ type: "peer-away", away: false });
    if (this.#meeting) this.#meeting.peerIsThere();
    else if (this.#place) this.#connect("sender", this.#place);
  }

  #peerIsAway(): void {
    this.#ports.dispatch({ type: "peer-away", away: true });
    this.#meeting?.peerIsAway();
  }

  #connect(role: Role, place: Created | Joined): void {
    this.#deadline.clear();
    this.#ports.dispatch({ type: "connecting", role });
    const ports = {
      ...this.#ports,
      signal: (signal: Signal) => this.#server.send(signal),
      canSignal: () => this.#server.isUp,
    };
    this.#meeting = new Meeting({ role, place, files: this.#files }, ports, {
      ended: (ending) => {
        this.#ports.dispatch({ type: "ended", ending });
        this.#leaveServer();
      },
      stillThere: () => this.#server.restore(role),
      cannotConnect: (why) => this.#refuse(why),
    });
    try {
      this.#meeting.connect();
    } catch {
      this.#refuse({ problem: "no-webrtc" });
    }
  }

  #refuse(refusal: Refusal): void {
    this.#ports.dispatch({ type: "refused", ...refusal });
    if (refusal.problem !== "own-code") this.#close();
  }

  #leaveServer(): void {
    this.#deadline.clear();
    this.#server.close();
    this.#place = undefined;
    this.#isRenewing = false;
  }

  #close(): void {
    this.#leaveServer();
    this.#meeting?.close();
    this.#meeting = undefined;
  }
}
