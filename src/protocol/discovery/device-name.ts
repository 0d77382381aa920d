import * as v from "valibot";

/** Longest name of a device, in UTF-16 code units. */
export const MAX_DEVICE_NAME_LENGTH = 40;

/**
 * What nobody sees but what changes what others see: control characters, line ends, halves of characters, and all
 * that formats (marks of direction among them) but the two joiners that scripts and emoji need.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** A name has to show something. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** @returns the name as others may see it, idempotently; empty where nothing of it can be seen */
export function cleanDeviceName(text: string): string {
  const plain = text.replace(/\s+/g, " ").replace(UNSEEN, "").normalize("NFC");
  const whole = plain.replace(/ +/g, " ").trim().slice(0, MAX_DEVICE_NAME_LENGTH);
  const cut = whole.replace(/[\ud800-\udbff]$/, "").trimEnd();
  return SEEN.test(cut) ? cut : "";
}

/** A name that is clean already: whoever sends another one is not our page (NEAR3). */
export const DeviceName = v.pipe(
  v.string(),
  v.maxLength(MAX_DEVICE_NAME_LENGTH),
  v.check((name) => name !== "" && cleanDeviceName(name) === name, "a visible name"),
);
