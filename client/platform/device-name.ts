import { cleanDeviceName } from "#protocol/discovery/device-name.ts";

const KEY = "p2p-share.device";

/** Tells two equal browsers apart: 10 to 99. */
const FIRST_NUMBER = 10;
const NUMBERS = 90;

/** As much of a window as it takes. */
export interface NameWorld {
  /** @throws where the browser keeps nothing for this page */
  readonly storage: () => Pick<Storage, "getItem" | "setItem">;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
}

/** What is kept: the number of this browser, and the name if its person gave it one. */
interface Kept {
  readonly number: number;
  readonly name?: string;
}

/** What this device is called, for as long as the browser keeps it. */
export interface DeviceName {
  current(): string;
  /** Gives it another name; an empty one brings the first one back. @returns what it is called now */
  rename(text: string): string;
}

/** @param label what a person would call this device, without a number */
export function deviceName(world: NameWorld, label: string): DeviceName {
  let kept = read(world) ?? { number: FIRST_NUMBER + Math.floor(world.random() * NUMBERS) };
  write(world, kept);
  const current = () => kept.name ?? cleanDeviceName(`${label} ${kept.number}`);
  return {
    current,
    rename(text) {
      const name = cleanDeviceName(text);
      kept = { number: kept.number, ...(name !== "" && { name }) };
      write(world, kept);
      return current();
    },
  };
}

function read(world: NameWorld): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(world.storage().getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null) return undefined;
    const { number, name } = kept as Partial<Record<keyof Kept, unknown>>;
    if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
    const clean = typeof name === "string" ? cleanDeviceName(name) : "";
    return { number, ...(clean !== "" && { name: clean }) };
  } catch {
    return undefined; // nothing is kept here, or nothing that can be read
  }
}

function write(world: NameWorld, kept: Kept): void {
  try {
    world.storage().setItem(KEY, JSON.stringify(kept));
  } catch {
    // then it lasts as long as the page
  }
}
