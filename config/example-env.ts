import type { Setting } from "./settings/setting.ts";
import { settingGroups } from "./settings.ts";

const HEAD = `# Settings of P2P Share. Every line is optional: take the # away from those you want to change.
# With Docker: docker run --env-file p2p-share.env ... (values without quotes, one to a line).
`;

/** An env file with every setting in it, each in a comment with its meaning. */
export function exampleEnv(): string {
  const groups = settingGroups.map(
    ({ title, settings }) => `\n# ---- ${title} ----\n\n${settings.map(lines).join("\n")}`,
  );
  return HEAD + groups.join("");
}

function lines({ env, doc, secret, example, ...setting }: Setting<unknown>): string {
  const meaning = `${doc.charAt(0).toUpperCase()}${doc.slice(1)}`.replaceAll("`", "");
  const file = secret
    ? [`# ${env}_FILE=/run/secrets/${env.toLowerCase()} takes it from a file instead.`]
    : [];
  const standard = setting.default ? `# Default: ${setting.default}` : "# Not set by default.";
  return [`# ${meaning}.`, standard, ...file, `#${env}=${example ?? setting.default ?? ""}`, ""].join("\n");
}
