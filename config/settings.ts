import type { Parser } from "./parsers.ts";
import { httpsSettings } from "./settings/https.ts";
import { observationSettings } from "./settings/observation.ts";
import { pageSettings } from "./settings/page.ts";
import { relaySettings } from "./settings/relay.ts";
import { sessionSettings } from "./settings/sessions.ts";
import type { Setting } from "./settings/setting.ts";
import { transferSettings } from "./settings/transfer.ts";

/** Every setting, once. The README's table, `example.env` and the checks at start are made from this list. */
export const settings = {
  ...pageSettings,
  ...httpsSettings,
  ...relaySettings,
  ...sessionSettings,
  ...transferSettings,
  ...observationSettings,
} satisfies Record<string, Setting<unknown>>;

/** The same settings under the headings that an operator reads. */
export const settingGroups: readonly {
  readonly title: string;
  readonly settings: readonly Setting<unknown>[];
}[] = [
  { title: "Page", settings: Object.values(pageSettings) },
  { title: "HTTPS", settings: Object.values(httpsSettings) },
  { title: "Relay", settings: Object.values(relaySettings) },
  { title: "Sessions and limits", settings: Object.values(sessionSettings) },
  { title: "Transfers", settings: Object.values(transferSettings) },
  { title: "Observation", settings: Object.values(observationSettings) },
];

type ValueOf<S> = S extends { parse: Parser<infer T> }
  ? S extends { default: string }
    ? T
    : T | undefined
  : never;

/** The values of all settings. */
export type Config = { readonly [K in keyof typeof settings]: ValueOf<(typeof settings)[K]> };
