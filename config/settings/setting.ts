import type { Parser } from "../parsers.ts";

/** One setting of the appliance; its key in its list is its name in code. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly env: string;
  readonly parse: Parser<T>;
  /** In the same form as an operator would write it. */
  readonly default?: string;
  /** What an operator might write, where there is no default that shows it. */
  readonly example?: string;
  /** Half a sentence for the README's table and `example.env`. */
  readonly doc: string;
  /** Its text is never printed, and `NAME_FILE` may name a file that holds it. */
  readonly secret?: true;
}
