import { isLoopback } from "#protocol/loopback.ts";
import { ALL_ADDRESSES } from "./addresses/all-addresses.ts";
import { bracketed } from "./addresses/bracketed.ts";
import { listenedAddresses, type OwnAddresses } from "./addresses/own-addresses.ts";

/** A port on which the page is. */
export interface PageListener {
  readonly scheme: "http" | "https";
  readonly port: number;
  /** Whether browsers take its certificate for this host; undefined where nothing is known against it. */
  readonly covers?: ((host: string) => boolean) | undefined;
}

export interface PageUrlFacts {
  /** The preferred one first. */
  readonly listeners: readonly PageListener[];
  /** What they listen on. */
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly addresses: OwnAddresses;
}

/** Where the page is opened. */
export interface PageUrls {
  /** By other devices, the preferred one first; none where no address is known that leads here. */
  readonly open: readonly string[];
  /** What a QR code leads to: an address, because some phones do not look for names of the LAN. */
  readonly qr: string | undefined;
  /** In a container that does not know its host's address: its own, which lead to it from nowhere else. */
  readonly ofContainer: readonly string[];
  /** What this machine itself can open. */
  readonly here: string;
}

/** All URLs of the page, by scheme in the order of its listeners. With PUBLIC_URL only that one. */
export function pageUrls({ listeners, host, publicUrl, addresses }: PageUrlFacts): PageUrls {
  const isForAll = ALL_ADDRESSES.has(host);
  const lan = isForAll ? listenedAddresses(host, addresses.lan) : [host];
  const urlsOf = (hosts: readonly string[]) => hostUrls(listeners, hosts);
  const open = publicUrl === undefined ? urlsOf(lan) : [publicUrl];
  const isHostUnknown = publicUrl === undefined && isForAll && lan.length === 0;
  const container = isHostUnknown ? listenedAddresses(host, addresses.container) : [];
  return {
    open,
    qr: open.find((url) => !isLoopback(new URL(url).hostname)),
    ofContainer: urlsOf(container),
    here: urlsOf(["localhost"])[0] ?? "",
  };
}

/** The page under each of these hosts, by scheme in the order of its listeners; only where its certificate stands for it. */
export function hostUrls(listeners: readonly PageListener[], hosts: readonly string[]): string[] {
  return listeners.flatMap((listener) =>
    hosts.filter((host) => listener.covers?.(host) ?? true).map((host) => urlOf(listener, host)),
  );
}

function urlOf({ scheme, port }: PageListener, host: string): string {
  return new URL(`${scheme}://${bracketed(host)}:${port}`).origin;
}
