import { crossProblems } from "./cross-checks.ts";
import type { Setting } from "./settings/setting.ts";
import { type Config, settings } from "./settings.ts";
import { misspelt } from "./typos.ts";

/** An environment: names to texts. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A configuration, or every problem at once, each a line for the operator. */
export type Loaded = { readonly config: Config } | { readonly problems: readonly string[] };

/** @throws where the file cannot be read */
export type ReadFile = (path: string) => string;

/** What was found for one setting: no text where it is not set and has no default. */
type Found = FoundText | { readonly problem: string };

interface FoundText {
  readonly text: string | undefined;
  /** The variable that it came from. */
  readonly from: string;
}

/**
 * Reads all settings. An empty text counts as not set, as env files write it. A secret may stand in the file
 * that `NAME_FILE` names.
 */
export function loadConfig(env: Env, readFile: ReadFile): Loaded {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const failed = new Set<string>();
  for (const [key, setting] of Object.entries<Setting<unknown>>(settings)) {
    const found = textOf(setting, env, readFile);
    const result = "problem" in found ? found : parsed(setting, found);
    if ("value" in result) values[key] = result.value;
    if ("problem" in result) {
      problems.push(result.problem);
      failed.add(key);
    }
  }
  problems.push(...misspelt(Object.keys(env).filter((name) => env[name])));
  problems.push(...crossProblems(values as Partial<Config>, (key) => failed.has(key)));
  return problems.length > 0 ? { problems } : { config: values as Config };
}

function textOf({ env: name, secret, ...setting }: Setting<unknown>, env: Env, readFile: ReadFile): Found {
  const text = env[name] || undefined;
  const path = (secret && env[`${name}_FILE`]) || undefined;
  if (path === undefined) return { text: text ?? setting.default, from: name };
  if (text !== undefined) return { problem: `${name} and ${name}_FILE are both set: expected one of them` };
  try {
    return { text: readFile(path).replace(/\r?\n$/, ""), from: `${name}_FILE` };
  } catch {
    return { problem: `${name}_FILE is "${path}": expected a file that can be read` };
  }
}

function parsed(
  { env: name, secret, parse }: Setting<unknown>,
  { text, from }: FoundText,
): { readonly value?: unknown } | { readonly problem: string } {
  if (text === undefined) return {};
  const result = parse(text);
  if ("value" in result) return result;
  const what = from === name ? "" : "a file that holds ";
  const is = secret ? "is set" : `is "${withoutUser(text)}"`;
  return { problem: `${from} ${is}: expected ${what}${result.expected}` };
}

/** Of an address with a user name and a password, which nobody else must read in a log. */
function withoutUser(text: string): string {
  return text.replace(/[^/\s]*@/, "…@");
}
