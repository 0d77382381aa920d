import type { Setting } from "./settings/setting.ts";
import { settingGroups } from "./settings.ts";

/** The settings as Markdown, one table under each heading, as the README shows them. */
export function settingsTables(): string {
  return settingGroups
    .map(({ title, settings }) =>
      [`**${title}**`, "", "| Variable | Default | Meaning |", "|---|---|---|", ...settings.map(row)].join(
        "\n",
      ),
    )
    .join("\n\n");
}

function row({ env, doc, secret, ...setting }: Setting<unknown>): string {
  const standard = setting.default ? `\`${setting.default}\`` : "none";
  return `| \`${env}\` | ${standard} | ${doc}${secret ? `; \`${env}_FILE\` names a file that holds it` : ""} |`;
}
