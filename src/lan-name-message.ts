/** What came of the name on the LAN. */
export interface LanNameFacts {
  /** Such as `p2p-share.local`; undefined where it is off. */
  readonly wanted: string | undefined;
  /** The one that leads here. */
  readonly host: string | undefined;
  /** Why none does, as half a sentence. */
  readonly problem: string | undefined;
  /** The page under that name. */
  readonly urls: readonly string[];
  /** Whether this is a container whose addresses lead to it from its host only. */
  readonly isInside: boolean;
}

/** What the operator reads once it is known whether the LAN finds the server by its name, a second after its start. */
export function lanNameMessage({ wanted, host, problem, urls, isInside }: LanNameFacts): string {
  if (wanted === undefined) return "";
  const lines = host === undefined ? noName(wanted, problem, isInside) : named(wanted, host, urls);
  return lines.map((line) => `${line}\n`).join("");
}

function named(wanted: string, host: string, urls: readonly string[]): string[] {
  const why = host === wanted ? [] : [`  Another device is ${wanted}, so this one is ${host}.`];
  return [
    ...why,
    "  Devices on this network find it by its name as well:",
    "",
    ...urls.map((url) => `    ${url}`),
    "",
  ];
}

function noName(wanted: string, problem: string | undefined, isInside: boolean): string[] {
  if (isInside) {
    return [
      `  It cannot be found as ${wanted}: nothing that is announced leaves the`,
      "  container's network. On Linux, --network host changes that.",
      "",
    ];
  }
  return problem === undefined ? [] : [`  It cannot be found as ${wanted}:`, `  ${problem}.`, ""];
}
