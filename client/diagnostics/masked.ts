/** Perhaps inside IPv6. */
const IPV4 = /(?:::ffff:)?\b\d{1,3}(?:\.\d{1,3}){3}\b/gi;
/** A run of hexadecimal digits and at least two colons. */
const IPV6 = /(?<![\w:])\[?(?=[0-9a-f]*:[0-9a-f]*:)[0-9a-f:]+\]?/gi;

/**
 * A text that may be posted anywhere: in place of addresses and host names stands of what kind they are.
 *
 * @param hosts names and addresses that are known to be in it, as in a URL or bare
 */
export function masked(text: string, hosts: readonly string[]): string {
  const longestFirst = hosts
    .map((host) => host.trim())
    .filter((host) => host !== "" && !/^\d+$/.test(host))
    .sort((one, other) => other.length - one.length);
  const named = longestFirst.reduce((rest, host) => rest.replace(wholly(host), kindOfHost(host)), text);
  return named.replace(IPV4, kindOfIpv4).replace(IPV6, kindOfIpv6);
}

/** Not as a part of a longer word. */
function wholly(host: string): RegExp {
  return new RegExp(`(?<![\\w-])${host.replace(/\W/g, "\\$&")}(?![\\w-])`, "gi"); // what an operator has typed may have capital letters
}

function kindOfHost(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (/^[\d.]+$/.test(bare)) return kindOfIpv4(bare);
  if (bare.includes(":")) return kindOfIpv6(bare);
  return bare === "localhost" ? "localhost" : "<host name>";
}

function kindOfIpv4(address: string): string {
  const [a = 0, b = 0] = address.replace(/^.*:/, "").split(".").map(Number);
  if (a === 127) return "<loopback IPv4>";
  const isPrivate = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
  if (isPrivate) return "<private IPv4>";
  if (a === 169 && b === 254) return "<link-local IPv4>";
  return a === 100 && b >= 64 && b <= 127 ? "<IPv4 behind a provider's NAT>" : "<public IPv4>";
}

function kindOfIpv6(address: string): string {
  const bare = address.replace(/[[\]]/g, "").toLowerCase();
  if (bare === "::1") return "<loopback IPv6>";
  if (/^fe[89ab]/.test(bare)) return "<link-local IPv6>";
  return /^f[cd]/.test(bare) ? "<private IPv6>" : "<public IPv6>";
}
