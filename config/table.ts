import { type Setting, settings } from "./settings.ts";

/** The settings as a Markdown table, as the README shows it. */
export function settingsTable(): string {
  const rows = Object.values<Setting<unknown>>(settings).map(
    (setting) =>
      `| \`${setting.env}\` | ${setting.default ? `\`${setting.default}\`` : "none"} | ${setting.doc} |`,
  );
  return ["| Variable | Default | Meaning |", "|---|---|---|", ...rows].join("\n");
}
