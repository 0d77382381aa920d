import { settingsTables } from "./table.ts";

const TABLE = /(<!-- settings -->\n).*?(<!-- \/settings -->)/s;

/** The README with its settings table made anew. @throws where the README has no place for the table */
export function withSettingsTable(readme: string): string {
  if (!TABLE.test(readme)) throw new Error("the README has no <!-- settings --> place");
  return readme.replace(TABLE, (_, start: string, end: string) => `${start}${settingsTables()}\n${end}`);
}
