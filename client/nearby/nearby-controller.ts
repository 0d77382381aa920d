import type { DeviceKind, NearbyDevice } from "#protocol/discovery/messages.ts";
import type { DeviceId, InvitationId, SessionCode } from "#protocol/ids.ts";
import type { Promised } from "../session/promised.ts";
import type { NearbyEvent } from "./machine.ts";
import { NearbyLink, type NearbyLinkPorts } from "./nearby-link.ts";

/** What this device is called, kept by the browser. */
export interface OwnName {
  current(): string;
  /** @returns what it is called now */
  rename(text: string): string;
}

export interface NearbyControllerPorts extends NearbyLinkPorts {
  readonly name: OwnName;
  readonly kind: DeviceKind;
  readonly dispatch: (event: NearbyEvent) => void;
}

/** What waits under a code. */
export interface WaitingFiles extends Promised {
  readonly code: SessionCode;
}

/** What this device says to those around it, and what it hears. */
export class NearbyController {
  readonly #ports: NearbyControllerPorts;
  readonly #link: NearbyLink;
  /** Undefined while it is closed. */
  #role: "free" | "busy" | undefined;
  /** Those whose answer is due. */
  readonly #waitedFor = new Set<DeviceId>();

  constructor(ports: NearbyControllerPorts) {
    this.#ports = ports;
    this.#link = new NearbyLink(ports, {
      news: (news) => {
        if (news.type === "answered") this.#waitedFor.delete(news.to);
        if (news.type === "invited" && this.#role === "busy") return; // the server has taken it for refused
        ports.dispatch({ type: "news", news });
      },
      down: () => {
        this.#waitedFor.clear();
        ports.dispatch({ type: "down" });
      },
    });
  }

  /** This device sees others from now on, and they see it if it is free. One that is busy is asked nothing (NEAR17). */
  open(role: "free" | "busy"): void {
    this.#role = role;
    this.#announce(this.#ports.name.current());
    if (role === "busy") this.dismiss();
  }

  /** Whatever was open ends for the others. */
  close(): void {
    this.#role = undefined;
    for (const id of [...this.#waitedFor]) this.#withdraw(id);
    this.#link.close();
    this.#ports.dispatch({ type: "closed" });
  }

  wake(): void {
    this.#link.wake();
  }

  /** @returns what this device is called now */
  rename(text: string): string {
    const name = this.#ports.name.rename(text);
    if (this.#role) this.#announce(name);
    return name;
  }

  /** Asks a device to join the code; once more where it was asked before. */
  invite(device: NearbyDevice, { code, files, bytes }: WaitingFiles): void {
    const to = device.id;
    const isAsked = this.#link.send({ type: "invite", to, code, files, bytes });
    this.#ports.dispatch({ type: "asked", device });
    if (isAsked) this.#waitedFor.add(to);
    else this.#ports.dispatch({ type: "news", news: { type: "answered", to, outcome: "gone" } });
  }

  /** Takes an invitation back, or has read how it ended. */
  letBe(id: DeviceId): void {
    this.#withdraw(id);
    this.#ports.dispatch({ type: "let-be", id });
  }

  /** What waited under the code does so no more. */
  forgetAsked(): void {
    for (const id of [...this.#waitedFor]) this.#withdraw(id);
    this.#ports.dispatch({ type: "forget-asked" });
  }

  /** Says yes or no to the question on screen. */
  answer(invitation: InvitationId, accepted: boolean): void {
    this.#link.send({ type: "answer", invitation, accepted });
    this.#ports.dispatch({ type: "answered" });
  }

  /** Nothing is to be answered any more. */
  dismiss(): void {
    this.#ports.dispatch({ type: "answered" });
  }

  #announce(name: string): void {
    const { kind } = this.#ports;
    this.#link.open({ name, kind, ...(this.#role === "busy" && { busy: true }) });
  }

  #withdraw(id: DeviceId): void {
    if (this.#waitedFor.delete(id)) this.#link.send({ type: "withdraw", to: id });
  }
}
