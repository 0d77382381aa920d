import type { ServerFacts } from "#protocol/diagnostics/server-facts.ts";
import { CHECKS, stateOf, type Verdicts } from "./checks.ts";
import { masked } from "./masked.ts";

/** The words of a report, which come from the page's texts. */
export interface ReportWords {
  readonly title: string;
  readonly note: string;
  readonly nameOf: (check: (typeof CHECKS)[number]) => string;
  readonly stateOf: (state: ReturnType<typeof stateOf>) => string;
  readonly toldOf: (verdict: NonNullable<Verdicts[(typeof CHECKS)[number]]>) => {
    readonly said: string;
    readonly fix?: string;
  };
  /** Facts of the server, name and value. */
  readonly factsOf: (facts: ServerFacts) => readonly (readonly [string, string])[];
}

export interface ReportSource {
  readonly verdicts: Verdicts;
  readonly server: ServerFacts | undefined;
  /** `http://192.168.1.5:8080`. */
  readonly origin: string;
}

/** What was found, as plain text to be shown to others: it names no address and no host (DIAG8). */
export function reportOf({ verdicts, server, origin }: ReportSource, words: ReportWords): string {
  const checks = CHECKS.flatMap((check) => {
    const verdict = verdicts[check];
    const { said, fix } = verdict ? words.toldOf(verdict) : { said: "", fix: undefined };
    const line = `[${words.stateOf(stateOf(verdict))}] ${words.nameOf(check)}: ${said}`.trimEnd();
    return fix === undefined ? [line] : [line, `    ${fix}`];
  });
  const facts = server ? words.factsOf(server).map(([name, value]) => `${name}: ${value}`) : [];
  const text = [words.title, `${origin}`, "", ...checks, "", ...facts, "", words.note, ""].join("\n");
  const found = CHECKS.flatMap((check) => hostsOf(verdicts[check]));
  return masked(plain(text), [...hostsIn(server, origin), ...found]);
}

/** Without the marks of what is to be typed, and with ordinary spaces. */
function plain(text: string): string {
  return text.replaceAll("`", "").replace(/[\u00a0\u202f]/g, " ");
}

function hostsIn(server: ServerFacts | undefined, origin: string): readonly string[] {
  const urls = [origin, server?.publicUrl, `http://${server?.host}`].map(
    (url) => URL.parse(url ?? "")?.hostname,
  );
  return [...urls, server?.address.ip, server?.relay?.host, server?.mdnsName].filter(
    (host) => typeof host === "string",
  );
}

function hostsOf(verdict: Verdicts[(typeof CHECKS)[number]]): readonly string[] {
  if (!verdict) return [];
  const host = "host" in verdict ? verdict.host : undefined;
  const ip = "ip" in verdict ? verdict.ip : undefined;
  return [host, ip].filter((name) => name !== undefined);
}
