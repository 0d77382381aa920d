import type { DeviceKind } from "#protocol/discovery/messages.ts";

/** What the device looks like, from its user agent. @param touchPoints tell an iPad, which calls itself a Mac, from one */
export function deviceKind(userAgent: string, touchPoints: number): DeviceKind {
  if (/iPad|Tablet|PlayBook|Silk(?!.*Mobile)/.test(userAgent)) return "tablet";
  if (/iPhone|iPod|Mobile/.test(userAgent)) return "phone";
  if (/Android/.test(userAgent)) return "tablet"; // a phone says Mobile
  if (/Macintosh/.test(userAgent)) return touchPoints > 1 ? "tablet" : "computer";
  return /Windows|Linux|CrOS|X11/.test(userAgent) ? "computer" : "other";
}
