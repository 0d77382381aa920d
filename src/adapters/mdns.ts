import type { CiaoService, Responder } from "@homebridge/ciao";
import { AnnounceError, type Announcer } from "../ports/announcer.ts";
import { multicastAddresses } from "./multicast.ts";

const SERVICE_TYPE = "http";

/** Announces by multicast DNS over IPv4, on the interfaces of the addresses that are told and on no others. */
export function mdnsAnnouncer(): Announcer {
  let responder: Responder | undefined;
  let stops = 0;
  return {
    async announce({ label, port, addresses }, onLost) {
      const stopsBefore = stops;
      const opened = responder ?? (await openResponder(addresses));
      if (stops !== stopsBefore) return stopped(opened);
      responder = opened;
      const service = opened.createService({
        // Who looks for services sees this; two servers under different names have different ones.
        name: `P2P Share on ${label}`,
        type: SERVICE_TYPE,
        hostname: label,
        port,
        restrictedAddresses: [...addresses],
      });
      return advertise(service, onLost);
    },
    async stop() {
      stops++;
      const stopping = responder;
      responder = undefined;
      await stopping?.shutdown();
    },
  };
}

/** What was stopped before it was open announces nothing. */
async function stopped(responder: Responder): Promise<boolean> {
  await responder.shutdown();
  return false;
}

/**
 * The library gives a taken name a number in parentheses, which is no host name that a browser should be given:
 * so it is stopped as soon as it says so, before it announces anything.
 */
async function advertise(service: CiaoService, onLost: () => void): Promise<boolean> {
  let isAnnounced = false;
  let isTaken = false;
  service.on("name-change", () => {
    isTaken = true;
    void service.destroy();
    if (isAnnounced) onLost();
  });
  await service.advertise();
  isAnnounced = !isTaken;
  return isAnnounced;
}

async function openResponder(addresses: readonly string[]): Promise<Responder> {
  const { joined, problem } = await multicastAddresses(addresses);
  if (joined.length === 0) throw new AnnounceError(problem);
  const { getResponder } = await loadLibrary();
  return getResponder({ interface: [...joined] });
}

/** Loaded where it is needed only: it takes some MiB. What it changes for the whole process is put back. */
async function loadLibrary() {
  const { prepareStackTrace } = Error;
  const { emit } = process;
  const library = await import("@homebridge/ciao");
  Object.assign(Error, { prepareStackTrace });
  Object.assign(process, { emit });
  return library;
}
