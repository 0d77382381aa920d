import { readFileSync } from "node:fs";

/** Where packets go that are for no network of this host. */
export interface DefaultRoute {
  /** Name of the interface. */
  readonly device: string;
  readonly gateway: string;
}

/** Columns of the table. */
const DESTINATION = 1;
const MASK = 7;

/** As destination and mask: every address. A VPN has 0.0.0.0 with another mask, for one half of them (0.0.0.0/1). */
const ALL = "00000000";

/** The default route of IPv4; on other systems than Linux there is nothing to read. */
export function defaultRoute(): DefaultRoute | undefined {
  try {
    return defaultRouteIn(readFileSync("/proc/net/route", "utf8"));
  } catch {
    return undefined;
  }
}

/** @param table as /proc/net/route has it: addresses in hexadecimal, the lowest byte first */
export function defaultRouteIn(table: string): DefaultRoute | undefined {
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  const [device, , gateway] = rows.find((row) => row[DESTINATION] === ALL && row[MASK] === ALL) ?? [];
  if (device === undefined || gateway === undefined || !/^[0-9A-F]{8}$/.test(gateway)) return undefined;
  return { device, gateway: [...Buffer.from(gateway, "hex").reverse()].join(".") };
}
