import ipaddr from "ipaddr.js";
import { isAddress } from "#config/address.ts";
import type { Machine } from "../ports/machine.ts";

/** Settings that name this server. */
export interface NamingSettings {
  readonly publicUrl: string | undefined;
  readonly externalHost: string | undefined;
  readonly tlsNames: readonly string[];
  readonly mdnsName: string | undefined;
}

/** A name or an address that somebody has set. */
export interface ChosenHost {
  readonly setting: "PUBLIC_URL" | "EXTERNAL_HOST" | "TLS_NAMES";
  readonly host: string;
}

/** RFC 1123 §2.1, with the underscores that some machines have. */
const NAME = /^(?=.{1,253}$)[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?(\.[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?)*$/;

/** An address, or what would be taken for half of one; a year alone may be a name. */
const NUMBERS = /^\d+(\.\d+)+$/;

/** What Docker calls a container that has no name: another one for each, and none that leads to it. */
const CONTAINER_ID = /^[0-9a-f]{12}$/;

const ALWAYS = ["localhost", "127.0.0.1", "::1"];

/** Names and addresses that the certificate has to have, because the operator said so. */
export function chosenHosts({ publicUrl, externalHost, tlsNames }: NamingSettings): ChosenHost[] {
  const chosen = (setting: ChosenHost["setting"], texts: readonly string[]) =>
    texts.map((text) => ({ setting, host: hostOf(text) }));
  return [
    ...chosen("PUBLIC_URL", publicUrl === undefined ? [] : [new URL(publicUrl).hostname]),
    ...chosen("EXTERNAL_HOST", externalHost === undefined ? [] : [externalHost]),
    ...chosen("TLS_NAMES", tlsNames),
  ];
}

/** This machine's name; undefined where it has none that leads to it. */
export function ownName({ hostName }: Machine): string | undefined {
  const name = hostOf(hostName());
  return NAME.test(name) && !NUMBERS.test(name) && !CONTAINER_ID.test(name) ? name : undefined;
}

/** Names and addresses under which this machine is found. */
export function foundHosts({ mdnsName }: NamingSettings, machine: Machine): string[] {
  const name = ownName(machine);
  const ownNames = name === undefined ? [] : [name, `${name.split(".")[0]}.local`];
  const mdns = mdnsName === undefined ? [] : [`${mdnsName}.local`, machine.lanHost() ?? []].flat();
  const addresses = machine.addresses().filter(isReachable).map(hostOf);
  return [...new Set([...ownNames, ...mdns, ...ALWAYS, ...addresses])];
}

/** Link-local addresses of IPv6 need an interface behind them, which a browser's address bar does not take. */
function isReachable(address: string): boolean {
  return (
    isAddress(address) && !(ipaddr.IPv6.isValid(address) && ipaddr.parse(address).range() === "linkLocal")
  );
}

/** One spelling for each: names in lower case without a dot at the end, addresses in their short form. */
export function hostOf(text: string): string {
  const bare = text.replace(/^\[|\]$/g, "").toLowerCase();
  return isAddress(bare) ? ipaddr.parse(bare).toString() : bare.replace(/\.$/, "");
}
