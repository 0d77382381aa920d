import { distance } from "fastest-levenshtein";
import type { Setting } from "./settings/setting.ts";
import { settings } from "./settings.ts";

/** Names that mean something, also as files of secrets. */
const KNOWN = new Set(
  Object.values<Setting<unknown>>(settings).flatMap(({ env, secret }) =>
    secret ? [env, `${env}_FILE`] : [env],
  ),
);

/** What terminals set, near as it is to a setting of ours. */
const OTHERS = new Set(["LINES"]);

/** Of a short name even two letters make another word: `HOME` is no misspelt `HOST`. */
const LONG_NAME = 8;
/** Below this, every word of the system's own is near. */
const SHORTEST_NAME = 4;

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

function isNear(name: string, known: string): boolean {
  const [plain, knownPlain] = [plainOf(name), plainOf(known)];
  if (plain === knownPlain) return true;
  if (known.length < SHORTEST_NAME) return false;
  if (lettersOf(plain) === lettersOf(knownPlain)) return distance(plain, knownPlain) <= 2;
  return distance(name, known) <= (known.length < LONG_NAME ? 1 : 2);
}

/** Without what is easily taken for something else: `turn-port`, `TURNPORT`. */
function plainOf(name: string): string {
  return name.replaceAll(/[-_.]/g, "").toUpperCase();
}

function lettersOf(name: string): string {
  return [...name].sort().join("");
}
