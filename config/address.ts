import ipaddr from "ipaddr.js";

/**
 * Whether this is an address of IPv4 in four parts or one of IPv6, without brackets and zone. ipaddr.js's own test
 * takes `2024` and `0x10` for addresses too, as inet_aton does, and they may be somebody's name.
 */
export function isAddress(text: string): boolean {
  const isIPv6 = ipaddr.IPv6.isValid(text) && !text.includes("%");
  return isIPv6 || ipaddr.IPv4.isValidFourPartDecimal(text);
}
