import * as v from "valibot";
import { SessionCode } from "#protocol/ids.ts";
import type { Created, Joined, NextPlace, Role, ServerMessage } from "#protocol/signaling/messages.ts";
import { MAX_FILES } from "#protocol/transfer/limits.ts";
import type { ChosenFile } from "../engine/ports.ts";
import { FileIntents } from "./file-intents.ts";
import { FirstOffer } from "./first-offer.ts";
import { HeldMemory, type HeldSession } from "./held-session.ts";
import type { Problem, Refusal } from "./machine.ts";
import { Meeting } from "./meeting.ts";
import type { MeetingPorts } from "./meeting-ports.ts";
import type { Place, SessionPorts } from "./ports.ts";
import type { Promised } from "./promised.ts";
import { ServerLink, type ServerLinkEvents } from "./server-link.ts";
import { ShownCode } from "./shown-code.ts";

/** One person's way through a session: owns the line to the server and the meeting, and ends them. */
export class SessionController {
  readonly #ports: SessionPorts;
  /** The code that is shown while this device waits for another one. */
  readonly code: ShownCode;
  readonly #memory: HeldMemory;
  readonly #server: ServerLink;
  #meeting: Meeting | undefined;
  /** What a person does about files. */
  readonly files = new FileIntents(() => this.#meeting);
  readonly #offer: FirstOffer;
  #place: Place | undefined;
  #promised: Promised | undefined;
  /** The server has forgotten the code, and was asked for another one. */
  #isRenewing = false;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.code = new ShownCode(ports, {
      say: (said) => this.#server.send(said),
      expired: () => this.#codeExpired(),
    });
    this.#memory = new HeldMemory(ports.memory, ports.clock);
    this.#offer = new FirstOffer(ports);
    this.#server = new ServerLink(ports, {
      message: (message) => this.#hear(message),
      lost: (why) => this.#serverLost(why),
      down: () => this.#lineDown(),
      up: (peer, iceServers, next) => this.#lineUp(peer, iceServers, next),
      forgotten: () => this.#forgotten(),
      gone: () => this.#peerHasLeft(),
    });
  }

  /** Offers these files: to the device that this one has met, or else under a code that is asked for. */
  send(chosen: readonly ChosenFile[]): void {
    if (this.#meeting?.isOn) return this.#meeting.files.send(chosen);
    if (chosen.length === 0 || chosen.length > MAX_FILES) return this.reset("no-files");
    this.code.forgetWish();
    this.#offer.choose(chosen);
    this.renewCode();
  }

  /** Offers these files to whoever joins next, in a place that was opened for this page (MANY3). */
  takePlace(next: NextPlace, chosen: readonly ChosenFile[]): void {
    this.#close();
    this.#offer.choose(chosen);
    this.#offer.show();
    this.#ports.dispatch({ type: "opening" });
    this.#place = next;
    this.code.takeOver(next);
    this.#server.comeBack(next);
  }

  /** The same files under a new code. */
  renewCode(): void {
    this.#close();
    this.#offer.show();
    this.#ports.dispatch({ type: "opening" });
    this.#server.open({ type: "create" });
  }

  /** Takes the receiver's place under a code that a person typed or scanned. @param promised what may come unasked */
  join(text: string, promised?: Promised): void {
    const code = v.safeParse(SessionCode, text.replace(/\s/g, ""));
    if (!code.success) return this.reset("bad-code");
    if (this.code.isOn && !this.#meeting) {
      // While this device shows a code of its own, only the server can say whose code that is.
      return this.#server.send({ type: "join", code: code.output });
    }
    this.#close();
    this.#promised = promised;
    this.#ports.showFiles([]);
    this.#ports.dispatch({ type: "joining" });
    this.#server.open({ type: "join", code: code.output });
  }

  /** Goes on with what was under way in this tab when its page was reloaded (PAGE18). @returns whether anything was */
  async comeBack(): Promise<boolean> {
    const held = await this.#memory.recall();
    if (!held || this.#server.isInUse) return false; // a person was quicker
    const { role } = held;
    const place = { ...held.place, iceServers: [] };
    this.#place = place;
    this.#promised = undefined; // it was about the first offer, which was taken before
    this.#ports.showFiles([]);
    this.#ports.dispatch({ type: "returning", role, until: this.#ports.clock.now() + place.graceMs });
    this.#server.comeBack(place);
    this.#meet(role, place, held).comeBack(held);
    return true;
  }

  /** Ends the session: what is under way is given up. */
  cancel(): void {
    this.#meeting?.cancel();
  }

  /** Back to the start, whatever is going on. */
  reset(problem?: Problem): void {
    this.cancel();
    this.#close();
    this.#ports.showFiles([]);
    this.#ports.dispatch(problem ? { type: "reset", problem } : { type: "reset" });
  }

  /** The page may be about to go: the browser closes the line with it, which the server must not take for a farewell. */
  prepareToLeave(): void {
    if (this.#memory.keep(this.#meeting?.held, this.#place)) this.#server.letGo();
  }

  /** The page goes away: for good, or to be reloaded; nobody can tell, so what is under way is kept. */
  leave(): void {
    if (!this.#memory.keep(this.#meeting?.held, this.#place)) {
      this.#meeting?.leave();
      return this.#close();
    }
    this.#meeting?.leaveForReload();
    this.#meeting = undefined;
    this.#server.leaveForReload();
  }

  /** The device woke up, or its network changed: nothing that was open before is believed. */
  wake(): void {
    this.#server.wake();
    this.#meeting?.presence.wake();
  }

  #hear(message: Parameters<ServerLinkEvents["message"]>[0]): void {
    switch (message.type) {
      case "created":
        return this.#created(message);
      case "joined":
        return this.#joined(message);
      case "ice-servers":
        return this.#useIceServers(message.iceServers);
      case "peer-joined":
        if (message.next) this.#ports.nextOpened(message.next);
        return this.#peerIsThere();
      case "peer-back":
        return this.#peerIsThere();
      case "admits":
        return this.code.admits(message.more);
      case "signal":
        return this.#meeting?.paths.receive(message);
      case "peer-away":
        return this.#meeting?.presence.peerIsAway(message.reloading);
      case "peer-left":
        return this.#peerHasLeft();
      case "expired":
        return this.#codeExpired();
      case "error":
        return this.#refused(message);
    }
  }

  #created(created: Created): void {
    const isReplaced = this.#isRenewing;
    this.#take(created);
    this.code.show(created, isReplaced);
  }

  #codeExpired(): void {
    this.#close();
    this.#ports.dispatch({ type: "code-expired" });
  }

  #joined(joined: Joined): void {
    this.#take(joined);
    if (!this.#meeting) return this.#connect("receiver", joined);
    // The server knew nothing of this session any more, and has it again.
    this.#lineUp("none", joined.iceServers);
  }

  #useIceServers(iceServers: Parameters<ServerLinkEvents["up"]>[1]): void {
    if (this.#place) this.#place = { ...this.#place, iceServers: [...iceServers] };
    this.#meeting?.paths.useIceServers(iceServers);
  }

  #take(place: Place): void {
    this.#isRenewing = false;
    this.#place = place;
    this.#server.hold(place);
  }

  #serverLost(why: "unreachable" | "replaced"): void {
    // An open channel needs no server.
    if (this.#meeting?.hasBegun) return this.#meeting.presence.lineLost();
    this.#refuse({ problem: why === "replaced" ? "unknown-session" : "server-unreachable" });
  }

  #lineDown(): void {
    this.#ports.dispatch({ type: "server-line", up: false });
    this.#meeting?.presence.lineDown();
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
    if (this.#meeting?.hasBegun) this.#meeting.presence.peerHasLeft();
    else this.#refuse(this.#meeting?.presence.overdue ?? { problem: "peer-left" });
  }

  #lineUp(...[peer, iceServers, next]: Parameters<ServerLinkEvents["up"]>): void {
    if (next) this.#ports.nextOpened(next);
    this.#useIceServers(iceServers);
    this.#ports.dispatch({ type: "server-line", up: true });
    if (!this.#place) return;
    if (this.#meeting) {
      this.#meeting.presence.lineUp();
      if (peer === "away") this.#meeting.presence.peerIsAway();
    } else if (peer !== "none") this.#connect("sender", this.#place);
    else this.code.sayAgain();
  }

  /** The server was restarted, or this page was away for too long. */
  #forgotten(): void {
    if (this.#meeting) return this.#server.restore(this.#meeting.role);
    this.#isRenewing = true;
    this.#server.send({ type: "create" });
  }

  #peerIsThere(): void {
    if (this.#meeting) this.#meeting.presence.peerIsThere();
    else if (this.#place) this.#connect("sender", this.#place);
  }

  #connect(role: Role, place: Place): void {
    this.code.end();
    this.#ports.dispatch({ type: "connecting", role });
    try {
      this.#meet(role, place).paths.first.connect();
    } catch {
      this.#refuse({ problem: "no-webrtc" });
    }
  }

  #meet(role: Role, place: Place, held?: HeldSession): Meeting {
    const ports: MeetingPorts = {
      ...this.#ports,
      promised: role === "receiver" ? this.#promised : undefined,
      signal: (signal) => this.#server.send(signal),
      canSignal: () => this.#server.isUp,
    };
    this.#meeting = new Meeting({ role, place, ...this.#offer.startOf(role, held), held }, ports, {
      ended: (ending, fault) => {
        this.#ports.dispatch({ type: "ended", ending, ...(fault !== undefined && { fault }) });
        this.#leaveServer();
      },
      stillThere: () => this.#server.restore(role),
      cannotConnect: (why) => this.#refuse(why),
      changed: () => void this.#memory.keep(this.#meeting?.held, this.#place),
    });
    return this.#meeting;
  }

  #refuse(refusal: Refusal): void {
    this.#ports.dispatch({ type: "refused", ...refusal });
    if (refusal.problem !== "own-code") this.#close();
  }

  #leaveServer(): void {
    this.code.end();
    this.#server.close();
    this.#place = undefined;
    this.#isRenewing = false;
    this.#memory.forget();
  }

  #close(): void {
    this.#leaveServer();
    this.#meeting?.close();
    this.#meeting = undefined;
  }
}
