import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { diagnosticsText } from "../text/diagnostics.ts";
import { formatMillis } from "../text/format.ts";

type Quota = ServerFacts["limits"]["joins"];

/** Facts of the server, name and value, in the order in which they are shown. */
export function serverRows(facts: ServerFacts): readonly (readonly [string, string])[] {
  const text = diagnosticsText.facts;
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
    [text.delay, formatMillis(limits.joinDelayMs)],
  ];
}

function perTime(quota: Quota): string {
  const { per, off } = diagnosticsText.facts;
  return quota ? per(quota.count, quota.periodMs) : off;
}
