import { type Config, type Setting, settings } from "./settings.ts";

/** An environment: names to texts. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A configuration, or every problem at once, each a line for the operator. */
export type Loaded = { readonly config: Config } | { readonly problems: readonly string[] };

/** Reads all settings. An empty text counts as not set, as env files write it. */
export function loadConfig(env: Env): Loaded {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries<Setting<unknown>>(settings)) {
    const text = env[setting.env] || setting.default;
    if (text === undefined) continue;
    const parsed = setting.parse(text);
    if ("value" in parsed) values[key] = parsed.value;
    else problems.push(`${setting.env} is "${text}": expected ${parsed.expected}`);
  }
  return problems.length > 0 ? { problems } : { config: values as Config };
}
