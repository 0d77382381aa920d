import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** So that a test sees soon what has changed. */
const SCRAPE_INTERVAL = "200ms";

/** Between two looks at what may have changed: others run beside this. */
const LOOK_MS = 25;

/** One series of an answer. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Rule {
  readonly name: string;
  readonly health: string;
  readonly state: string;
}

interface Answer<T> {
  readonly status: string;
  readonly error?: string;
  readonly data: T;
}

interface Vector {
  readonly result: readonly {
    readonly metric: Record<string, string>;
    readonly value: readonly [number, string];
  }[];
}

interface RuleGroups {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

/** A real Prometheus on loopback that scrapes one server, with its data in a folder that goes with it. */
export class Prometheus {
  readonly #child: Bun.Subprocess<"ignore", "ignore", "pipe">;
  readonly #folder: string;
  #url = "";

  private constructor(child: Bun.Subprocess<"ignore", "ignore", "pipe">, folder: string) {
    this.#child = child;
    this.#folder = folder;
  }

  /** @param target host and port of the server @param rules a file of rules */
  static async start(target: string, rules: string): Promise<Prometheus> {
    const folder = mkdtempSync(join(tmpdir(), "p2p-share-prometheus-"));
    const config = {
      global: {
        scrape_interval: SCRAPE_INTERVAL,
        scrape_timeout: SCRAPE_INTERVAL,
        evaluation_interval: SCRAPE_INTERVAL,
      },
      rule_files: [rules],
      scrape_configs: [{ job_name: "p2p-share", static_configs: [{ targets: [target] }] }],
    };
    const path = join(folder, "prometheus.yml");
    writeFileSync(path, JSON.stringify(config)); // which is YAML too
    const command = [
      "prometheus",
      `--config.file=${path}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--web.listen-address=127.0.0.1:0",
    ];
    const child = Bun.spawn(command, { stdio: ["ignore", "ignore", "pipe"] });
    const prometheus = new Prometheus(child, folder);
    try {
      prometheus.#url = await prometheus.#listening();
      // It listens before it can answer.
      while (!(await fetch(`${prometheus.#url}/-/ready`)).ok) await Bun.sleep(LOOK_MS);
    } catch (error) {
      await prometheus.stop();
      throw error;
    }
    return prometheus;
  }

  /** An instant query. @throws where Prometheus does not understand it */
  async query(expr: string): Promise<readonly Series[]> {
    const { result } = await this.#get<Vector>(`query?query=${encodeURIComponent(expr)}`);
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** Asks until the answer is as it should be; a test's timeout ends it. */
  async until(expr: string, isEnough: (series: readonly Series[]) => boolean): Promise<readonly Series[]> {
    for (;;) {
      const series = await this.query(expr);
      if (isEnough(series)) return series;
      await Bun.sleep(LOOK_MS);
    }
  }

  /** The names of all metrics that it has. */
  names(): Promise<readonly string[]> {
    return this.#get("label/__name__/values");
  }

  async rules(): Promise<readonly Rule[]> {
    const { groups } = await this.#get<RuleGroups>("rules");
    return groups.flatMap(({ rules }) => rules);
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #get<T>(path: string): Promise<T> {
    const answer = (await (await fetch(`${this.#url}/api/v1/${path}`)).json()) as Answer<T>;
    if (answer.status !== "success") throw new Error(`${decodeURIComponent(path)}: ${answer.error}`);
    return answer.data;
  }

  /** It takes a port that is free, and tells which in its log; read on, so that it can go on writing. */
  #listening(): Promise<string> {
    return new Promise((resolve, reject) => {
      void (async () => {
        let told = "";
        for await (const part of this.#child.stderr) {
          told += new TextDecoder().decode(part);
          const [, address] = /msg="Listening on" address=(127\.0\.0\.1:\d+)/.exec(told) ?? [];
          if (address) resolve(`http://${address}`);
        }
        reject(new Error(`Prometheus ended before it listened:\n${told}`));
      })();
    });
  }
}
