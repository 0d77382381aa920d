import { join } from "node:path";

const ROOT = join(import.meta.dir, "..", "..");

/** Side by side with others, on loopback alone. */
const OWN_PORTS = {
  HOST: "127.0.0.1",
  PORT: "0",
  HTTPS_PORT: "0",
  TURN_PORT: "0",
  TURN_TLS_PORT: "0",
  MDNS_NAME: "off",
};

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly printed: string;
  readonly complaints: string;
}

/** The product as it is started by everyone: `src/main.ts` in a process of its own. */
export class Product {
  readonly #child: Bun.Subprocess<"ignore", "pipe", "pipe">;
  readonly #complaints: Promise<string>;
  readonly #read: Promise<void>;
  #printed = "";
  #changed: () => void = () => undefined;

  private constructor(child: Bun.Subprocess<"ignore", "pipe", "pipe">) {
    this.#child = child;
    this.#complaints = new Response(child.stderr).text();
    this.#read = this.#readAll();
  }

  /**
   * Starts it and does not wait. Only these variables are set, and what Bun needs.
   *
   * @param wrap turns the command into the one that is really run
   */
  static spawn(
    env: Readonly<Record<string, string>>,
    wrap = (command: readonly string[]): string[] => [...command],
  ): Product {
    const { PATH = "", HOME = "" } = process.env;
    return new Product(
      Bun.spawn(wrap([process.execPath, "--no-orphans", "src/main.ts"]), {
        cwd: ROOT,
        env: { PATH, HOME, ...OWN_PORTS, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  }

  /** The first match in what it prints. @throws where it ends before */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    let isOver = false;
    const over = this.#read.then(() => {
      isOver = true;
    });
    for (;;) {
      const match = pattern.exec(this.#printed);
      if (match) return match;
      if (isOver) break;
      const changed = new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
      await Promise.race([changed, over]);
    }
    throw new Error(`ended before it printed ${pattern}:\n${this.#printed}\n${await this.#complaints}`);
  }

  /** Where its page is, as soon as it is ready. */
  async url(): Promise<string> {
    const [url] = await this.printed(/http:\/\/127\.0\.0\.1:\d+/);
    return url;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Waits for its end. */
  async ended(): Promise<Ended> {
    const code = await this.#child.exited;
    await this.#read;
    return { code, printed: this.#printed, complaints: await this.#complaints };
  }

  /** Ends it, whatever it is doing. */
  async remove(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }

  async #readAll(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const part of this.#child.stdout) {
      this.#printed += decoder.decode(part, { stream: true });
      this.#changed();
    }
  }
}
