import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { diagnosticsText } from "../text/diagnostics.ts";

const text = diagnosticsText.facts;

type Quota = ServerFacts["limits"]["joins"];

/** Facts of the server, name and value, in the order in which they are shown. */
export function serverRows(facts: ServerFacts): readonly (readonly [string, string])[] {
  const { relay, https, limits } = facts;
  return [
    [text.version, facts.version],
    [text.container, facts.inContainer ? text.yes : text.no],
    [text.publicUrl, facts.publicUrl ?? text.none],
    [text.https, https ? String(https.port) : text.off],
    [text.relay, relay ? text.relayPorts(relay.port, relay.tlsPort) : text.off],
    [text.mdns, facts.mdnsName ?? text.off],
    [text.countedBy, text.by[limits.countedBy]],
    [text.codes, perTime(limits.joins)],
    [text.wrongCodes, perTime(limits.misses)],
    [text.delay, `${limits.joinDelayMs} ms`],
  ];
}

function perTime(quota: Quota): string {
  return quota ? text.per(quota.count, quota.periodMs) : text.off;
}
