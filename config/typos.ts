import { distance } from "fastest-levenshtein";
import type { Setting } from "./settings/setting.ts";
import { settings } from "./settings.ts";

/** Names that mean something, also as files of secrets. */
const KNOWN = new Set(
  Object.values<Setting<unknown>>(settings).flatMap(({ env, secret }) =>
    secret ? [env, `${env}_FILE`] : [env],
  ),
);

/** What terminals, other programs and their Compose files set, near as it is to a setting of ours. */
const OTHERS = new Set(["LINES", "HTTP_PORT", "DNS_NAME", "LOGLEVEL", "DATADIR", "DATA_DIRS", "PUBLIC_URI"]);

/** Of a shorter name even one letter makes another word. */
const LONG_NAME = 8;

/**
 * Problems of names in the environment that are nearly those of settings: a misspelt setting would be left out
 * without a word.
 */
export function misspelt(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (KNOWN.has(name) || OTHERS.has(name)) return [];
    const meant = [...KNOWN].find((known) => isNear(name, known));
    return meant === undefined ? [] : [`${name} is no setting: expected ${meant}, or another name`];
  });
}

/** Only what can hardly be meant for another program: a false alarm would keep a server from starting. */
function isNear(name: string, known: string): boolean {
  if (lettersOf(name) === lettersOf(known)) return distance(name, known) <= 2;
  if (known.length < LONG_NAME) return false;
  return plainOf(name) === plainOf(known) || distance(name, known) <= 1;
}

/** Without what is easily taken for something else: `turn-port`, `TURNPORT`. */
function plainOf(name: string): string {
  return name.replaceAll(/[-_.]/g, "").toUpperCase();
}

function lettersOf(name: string): string {
  return [...name].sort().join("");
}
