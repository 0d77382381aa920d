import type { EngineEvents, EngineOptions, TransferEngine } from "../engine/ports.ts";
import type { EngineAnswer, EngineRequest } from "./messages.ts";

type Make = (options: EngineOptions, events: EngineEvents) => TransferEngine;
type EventCall = Extract<EngineAnswer, { type: "event" }>["event"];

/**
 * The worker's side of an engine that a page talks to by messages.
 *
 * @returns what takes the page's requests
 */
export function hostEngine(
  make: Make,
  post: (answer: EngineAnswer) => void,
): (request: EngineRequest) => void {
  /** How many channels each lane has had. */
  const channels = new Map<number, number>();
  let engine: TransferEngine | undefined;

  const tell =
    <Name extends keyof EngineEvents>(name: Name) =>
    (...args: Parameters<EngineEvents[Name]>) =>
      post({ type: "event", event: [name, ...args] as unknown as EventCall });
  const tellOfLane = (name: "laneOpened" | "laneClosed" | "heard") => (lane: number) =>
    post({ type: "event", event: [name, lane], channel: channels.get(lane) ?? 0 });
  const events: EngineEvents = {
    laneOpened: tellOfLane("laneOpened"),
    laneClosed: tellOfLane("laneClosed"),
    heard: tellOfLane("heard"),
    said: tell("said"),
    broken: tell("broken"),
    offered: tell("offered"),
    restored: tell("restored"),
    answered: tell("answered"),
    capacity: tell("capacity"),
    report: tell("report"),
    saved: tell("saved"),
    paused: tell("paused"),
    lanesWanted: tell("lanesWanted"),
    settled: tell("settled"),
  };

  return (request) => {
    if (request.type === "start") {
      engine = make(request.options, events);
      return;
    }
    if (!engine) throw new Error("the engine was not started");
    const { call, question } = request;
    const [name, ...args] = call;
    if (name === "attach") channels.set(call[1], (channels.get(call[1]) ?? 0) + 1);
    // The types of the pair were checked where the request was made.
    const result = (engine[name] as (...args: readonly unknown[]) => unknown)(...args);
    if (question !== undefined) void answer(question, result);
  };

  async function answer(question: number, result: unknown): Promise<void> {
    const value = await Promise.resolve(result).catch(() => undefined);
    post({ type: "answer", question, value: value instanceof Blob ? value : undefined });
  }
}
