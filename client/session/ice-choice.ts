import { isTurnUrl, urlsOf } from "#protocol/signaling/ice-server.ts";
import type { IceServer } from "#protocol/signaling/messages.ts";

/** Which paths may be tried: the browser's own choice among all, or an override for diagnostics (PAGE9). */
export type IceChoice = "all" | "direct" | "relay";

/** The choice in a page's address: `?ice=relay`. @param search as in `location.search` */
export function iceChoiceIn(search: string): IceChoice {
  const choice = new URLSearchParams(search).get("ice");
  return choice === "relay" || choice === "direct" ? choice : "all";
}

/** The part of an RTCConfiguration that decides which paths are found. */
export interface IceConfiguration {
  readonly iceServers: { urls: string[]; username?: string; credential?: string }[];
  readonly iceTransportPolicy: "all" | "relay";
}

/** Which path it prefers is the browser's own affair: direct before relayed, UDP before TCP before TLS. */
export function iceConfiguration(iceServers: readonly IceServer[], choice: IceChoice): IceConfiguration {
  const isWanted = (url: string) => choice !== "direct" || !isTurnUrl(url);
  return {
    iceServers: iceServers.flatMap((server) => {
      const urls = urlsOf(server).filter(isWanted);
      return urls.length > 0 ? [{ ...credentialsOf(server), urls }] : [];
    }),
    iceTransportPolicy: choice === "relay" ? "relay" : "all",
  };
}

/** What an ICE server asks of a browser, without keys that have no value: some browsers refuse those. */
export function credentialsOf({ username, credential }: IceServer) {
  return { ...(username !== undefined && { username }), ...(credential !== undefined && { credential }) };
}
