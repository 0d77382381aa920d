import { type Setting, settings } from "./settings.ts";

/** The settings as a Markdown table, as the README shows it. */
export function settingsTable(): string {
  const rows = Object.values<Setting<unknown>>(settings).map(row);
  return ["| Variable | Default | Meaning |", "|---|---|---|", ...rows].join("\n");
}

function row({ env, doc, secret, ...setting }: Setting<unknown>): string {
  const standard = setting.default ? `\`${setting.default}\`` : "none";
  return `| \`${env}\` | ${standard} | ${doc}${secret ? `; \`${env}_FILE\` names a file that holds it` : ""} |`;
}
