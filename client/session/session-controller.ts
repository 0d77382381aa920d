import * as v from "valibot";
import { SessionCode } from "#protocol/ids.ts";
import type { ClientMessage, Created, Joined, ServerMessage } from "#protocol/signaling/messages.ts";
import { MAX_FILES } from "#protocol/transfer/messages.ts";
import { type ChosenFile, outgoingFiles } from "../transfer/outgoing-files.ts";
import type { DataLink } from "../transfer/ports.ts";
import { Receiver } from "../transfer/receiver.ts";
import { type OutgoingFile, Sender } from "../transfer/sender.ts";
import { Conversation } from "./conversation.ts";
import { Deadline } from "./deadline.ts";
import type { Ending, Problem, Role } from "./machine.ts";
import type { PeerLink, SessionPorts } from "./ports.ts";
import { ServerLink } from "./server-link.ts";

/** How long the server may take to answer before the person is told. */
const SERVER_DEADLINE_MS = 10_000;

/** How long the two devices may look for a path to each other. */
const CONNECT_DEADLINE_MS = 30_000;

/** How much later than the server the page itself gives a code up. */
const EXPIRY_GRACE_MS = 2_000;

/** How long the side that said the last word waits for the other to close. */
const LINGER_MS = 5_000;

/** How often the path is looked at: ICE may find a better one later. */
const PATH_CHECK_MS = 2_000;

/** One person's way through a session: owns the socket, the peer link and the workers, and ends them. */
export class SessionController {
  readonly #ports: SessionPorts;
  readonly #deadline: Deadline;
  readonly #server: ServerLink;
  readonly #pathCheck: Deadline;
  #peer: PeerLink | undefined;
  #conversation: Conversation | undefined;
  #receiver: Receiver | undefined;
  #files: readonly OutgoingFile[] = [];
  #place: Created | Joined | undefined;
  #stopWorker: (() => void) | undefined;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#deadline = new Deadline(ports.clock);
    this.#server = new ServerLink(ports, {
      message: (message) => this.#hear(message),
      lost: () => this.#serverLost(),
    });
    this.#pathCheck = new Deadline(ports.clock);
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
    if (this.#place?.type === "created" && !this.#peer) {
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
    this.#receiver?.accept();
    this.#ports.dispatch({ type: "answered" });
  }

  decline(): void {
    this.#conversation?.say({ type: "decline" }, "declined");
  }

  cancel(): void {
    this.#conversation?.say({ type: "cancel" }, "cancelled");
  }

  /** Back to the start, whatever is going on. */
  reset(): void {
    this.#reset();
  }

  /** The page goes away: tell whoever can still be told. */
  leave(): void {
    this.#conversation?.say({ type: "bye" }, "cancelled");
    this.#close();
  }

  #reset(problem?: Problem): void {
    this.cancel();
    this.#close();
    this.#ports.showFiles([]);
    this.#ports.dispatch(problem ? { type: "reset", problem } : { type: "reset" });
  }

  #ask(first: ClientMessage): void {
    this.#server.open(first);
    this.#deadline.set(SERVER_DEADLINE_MS, () => this.#refuse("server-unreachable"));
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case "created":
        return this.#codeReady(message);
      case "joined":
        this.#take(message);
        return this.#connect("receiver");
      case "peer-joined":
        return this.#connect("sender");
      case "signal":
        return this.#peer?.receive(message);
      case "peer-left":
        if (this.#conversation) this.#conversation.doubt();
        else this.#refuse("peer-left");
        return;
      case "expired":
        return this.#codeExpired();
      case "error":
        // An open channel needs no server: a late candidate that finds no session there ends nothing here.
        if (!this.#conversation) this.#refuse(message.code);
        return;
      case "pong":
        return;
    }
  }

  #codeReady(created: Created): void {
    this.#take(created);
    const { code, expiresInMs, publicUrl } = created;
    const joinUrl = `${publicUrl ?? this.#ports.origin}/#${code}`;
    const expiresAt = this.#ports.clock.now() + expiresInMs;
    this.#ports.dispatch({ type: "code-ready", code, joinUrl, expiresAt });
    // On a line that died without a word, `expired` never comes.
    this.#deadline.set(expiresInMs + EXPIRY_GRACE_MS, () => this.#codeExpired());
  }

  #codeExpired(): void {
    this.#close();
    this.#ports.dispatch({ type: "code-expired" });
  }

  #take(place: Created | Joined): void {
    this.#deadline.clear();
    this.#place = place;
    this.#server.keepAlive(place.heartbeatMs);
  }

  #serverLost(): void {
    // An open channel needs no server: the transfer goes on.
    if (!this.#conversation) this.#refuse(this.#place ? "server-lost" : "server-unreachable");
  }

  #connect(role: Role): void {
    this.#ports.dispatch({ type: "connecting", role });
    this.#deadline.set(CONNECT_DEADLINE_MS, () => this.#refuse("cannot-connect"));
    try {
      this.#peer = this.#openPeerLink(role);
    } catch {
      this.#refuse("cannot-connect"); // this browser has no WebRTC, or does not take the ICE servers
    }
  }

  #openPeerLink(role: Role): PeerLink {
    /** A link that was closed here still tells of its end; by then another one may be in use. */
    const whileCurrent = (act: () => void) => {
      if (link === this.#peer) act();
    };
    const link = this.#ports.openPeerLink(
      { role, iceServers: this.#place?.iceServers ?? [] },
      {
        signal: (signal) => this.#server.send(signal),
        open: (channel) => whileCurrent(() => this.#channelOpen(role, channel)),
        text: (text) => whileCurrent(() => this.#conversation?.text(text)),
        bytes: (message) => whileCurrent(() => this.#conversation?.bytes(message)),
        closed: () => whileCurrent(() => this.#channelLost()),
        failed: () => whileCurrent(() => this.#channelLost()),
        doubtful: () => whileCurrent(() => this.#conversation?.doubt()),
      },
    );
    return link;
  }

  #channelLost(): void {
    if (this.#conversation) this.#conversation.end("peer-left");
    else this.#refuse("cannot-connect");
    this.#closePeer();
  }

  #channelOpen(role: Role, link: DataLink): void {
    this.#deadline.clear();
    const { clock, device, dispatch } = this.#ports;
    dispatch({ type: "channel-open" });
    const conversation = new Conversation({
      link,
      clock,
      device,
      met: (name) => dispatch({ type: "met", device: name }),
      ended: (ending) => this.#ended(ending),
    });
    this.#conversation = conversation;
    conversation.begin(role === "sender" ? this.#sendingSide(link, conversation) : this.#receivingSide(link));
    void this.#watchPath();
  }

  #sendingSide(link: DataLink, conversation: Conversation) {
    const worker = this.#ports.startReading();
    this.#stopWorker = worker.stop;
    const chunkBytes = Math.min(this.#place?.chunkBytes ?? 0, this.#peer?.maxMessageBytes() ?? 0);
    const sender = new Sender(this.#files, chunkBytes, {
      link,
      open: worker.open,
      report: this.#ports.report,
      settled: () => conversation.say({ type: "bye" }, "finished"),
    });
    return { sender };
  }

  #receivingSide(link: DataLink) {
    const worker = this.#ports.startWriting();
    this.#stopWorker = worker.stop;
    const receiver = new Receiver({
      link,
      store: worker.store,
      report: this.#ports.report,
      offered: (files) => {
        this.#ports.showFiles(files);
        this.#ports.dispatch({ type: "offered" });
      },
      save: this.#ports.save,
    });
    this.#receiver = receiver;
    return { receiver };
  }

  async #watchPath(): Promise<void> {
    const peer = this.#peer;
    // A connection that closes meanwhile has no path to tell.
    const path = await peer?.path().catch(() => undefined);
    if (peer !== this.#peer || !this.#conversation) return;
    if (path) this.#ports.dispatch({ type: "path", path });
    this.#pathCheck.set(PATH_CHECK_MS, () => void this.#watchPath());
  }

  /** Both sides know: the server and the workers are done with, the channel closes when the last word is out. */
  #ended(ending: Ending): void {
    this.#ports.dispatch({ type: "ended", ending });
    this.#release();
    this.#deadline.set(LINGER_MS, () => this.#closePeer());
  }

  #refuse(problem: Problem): void {
    this.#ports.dispatch({ type: "refused", problem });
    if (problem !== "own-code") this.#close();
  }

  /** Gives up all but the peer link: the server, the worker, the look at the path. */
  #release(): void {
    this.#server.close();
    this.#place = undefined;
    this.#pathCheck.clear();
    this.#stopWorker?.();
    this.#stopWorker = undefined;
  }

  #closePeer(): void {
    this.#deadline.clear();
    this.#peer?.close();
    this.#peer = undefined;
  }

  #close(): void {
    this.#release();
    this.#closePeer();
    this.#conversation = undefined;
    this.#receiver = undefined;
  }
}
