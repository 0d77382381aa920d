/** In the examples' comments: `#   NAME=value`, set off from the sentences around it. */
const SETTING = /^#\s{3,}([A-Z_]+)=(\S+)$/gm;

/** The settings of P2P Share that an example says belong to it. */
export function namedSettings(example: string): Record<string, string> {
  return Object.fromEntries([...example.matchAll(SETTING)].map(([, name = "", value = ""]) => [name, value]));
}
