import type { DeviceKind, NearbyDevice } from "#protocol/discovery/messages.ts";
import { sessionCode } from "#protocol/ids.ts";
import { decodeServerMessage } from "#protocol/signaling/codec.ts";
import type { ClientMessage, ServerMessage } from "#protocol/signaling/messages.ts";
import type { ServerAddresses } from "./server.ts";

type Heard<T extends ServerMessage["type"]> = Extract<ServerMessage, { type: T }>;

/** A device nearby without a browser: it announces itself, and asks and answers as a test says. */
export class Bystander {
  readonly #socket: WebSocket;
  readonly #heard: ServerMessage[] = [];
  #devices: readonly NearbyDevice[] = [];
  #changed: () => void = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const message = decodeServerMessage(String(data));
      if (message.type === "nearby") this.#devices = message.devices;
      else this.#heard.push(message);
      this.#changed();
    });
  }

  /** Resolves when it is on the list of the others. */
  static async join({ url }: ServerAddresses, name: string, kind: DeviceKind = "phone"): Promise<Bystander> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
    const bystander = new Bystander(socket);
    await new Promise((resolve) => socket.addEventListener("open", resolve));
    bystander.#say({ type: "announce", name, kind });
    await bystander.#until(() => bystander.#named(name));
    return bystander;
  }

  /** Resolves with the next message of this type, which counts as heard from then on. */
  async hear<T extends ServerMessage["type"]>(type: T): Promise<Heard<T>> {
    const message = await this.#until(() => this.#heard.find((heard) => heard.type === type));
    this.#heard.splice(this.#heard.indexOf(message), 1);
    return message as Heard<T>;
  }

  /** Asks the device of this name, as soon as that is there. */
  async invite(name: string, amount: { readonly files: number; readonly bytes: number }): Promise<void> {
    const { id: to } = await this.#until(() => this.#named(name));
    this.#say({ type: "invite", to, code: sessionCode("482913"), ...amount });
  }

  /** Answers the next question. */
  async answer(accepted: boolean): Promise<void> {
    const { invitation } = await this.hear("invited");
    this.#say({ type: "answer", invitation, accepted });
  }

  leave(): void {
    this.#socket.close();
  }

  #say(message: ClientMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  #named(name: string): NearbyDevice | undefined {
    return this.#devices.find((device) => device.name === name);
  }

  async #until<T>(look: () => T | undefined): Promise<T> {
    for (let found = look(); ; found = look()) {
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }
}
