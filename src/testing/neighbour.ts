import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Addresses in the isolated network: of this host, and of the other one. */
export const HERE = { ipv4: "192.168.77.1", ipv6: "fd77::1" };
export const THERE = { ipv4: "192.168.77.2", ipv6: "fd77::2" };

/** It only asks. Nothing has to be free before it does. */
const AVAHI_CONFIG = `[server]
host-name=neighbour
allow-interfaces=lan0
use-ipv4=yes
use-ipv6=yes
[publish]
disable-publishing=yes
`;

/** A bus of its own, on which everybody may do everything. */
const busConfig = (folder: string) => `<busconfig>
  <type>system</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_type="method_call"/>
    <allow send_destination="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
`;

/** Another host in the isolated network, with avahi-daemon on its port 5353. */
export class Neighbour {
  readonly #folder: string;
  readonly #children: Bun.Subprocess[] = [];
  readonly #pid: number;

  private constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), "p2p-share-neighbour-"));
    const holder = Bun.spawn(["unshare", "--net", "--mount", "sh", "-c", "echo ready; exec sleep infinity"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#children.push(holder);
    this.#pid = holder.pid;
  }

  /** Once its programs are ready. The isolated network becomes a bridge with both hosts on it. */
  static async move(): Promise<Neighbour> {
    const neighbour = new Neighbour();
    const [holder] = neighbour.#children;
    await firstMatch(holder?.stdout as ReadableStream<Uint8Array>, /ready/);
    neighbour.#connect();
    await neighbour.#startPrograms();
    return neighbour;
  }

  /** Turns a command into one that runs there. */
  wrap(command: readonly string[]): string[] {
    return ["nsenter", `--target=${this.#pid}`, "--net", "--mount", `--wd=${process.cwd()}`, ...command];
  }

  /** What avahi says that a name leads to; empty where it knows nothing. */
  resolve(name: string, family: 4 | 6): string {
    const { stdout } = Bun.spawnSync(this.wrap(["avahi-resolve", `-${family}`, "-n", name]), {
      env: this.#env(),
    });
    return stdout.toString().trim().split("\t")[1] ?? "";
  }

  /** Watches web services come and go. */
  browse(): Browsing {
    const child = Bun.spawn(this.wrap(["avahi-browse", "--parsable", "--resolve", "_http._tcp"]), {
      env: this.#env(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#children.push(child);
    return new Browsing(child.stdout);
  }

  async remove(): Promise<void> {
    for (const child of this.#children.toReversed()) {
      child.kill("SIGKILL");
      await child.exited;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #env(): Record<string, string> {
    const { PATH = "" } = process.env;
    return { PATH: `${PATH}:/usr/sbin`, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${this.#folder}/bus` };
  }

  #connect(): void {
    run(["sh", "-ec", BRIDGE]);
    run(["ip", "link", "set", "near0", "netns", String(this.#pid)]);
    run(this.wrap(["sh", "-ec", INSIDE]));
  }

  async #startPrograms(): Promise<void> {
    writeFileSync(join(this.#folder, "bus.conf"), busConfig(this.#folder));
    writeFileSync(join(this.#folder, "avahi.conf"), AVAHI_CONFIG);
    const bus = ["dbus-daemon", `--config-file=${this.#folder}/bus.conf`, "--nofork", "--print-address"];
    await this.#start(bus, "stdout", /unix:/);
    const avahi = ["avahi-daemon", "-f", `${this.#folder}/avahi.conf`, "--no-drop-root", "--no-rlimits"];
    await this.#start([...avahi, "--no-chroot"], "stderr", /startup complete/);
  }

  async #start(command: readonly string[], output: "stdout" | "stderr", ready: RegExp): Promise<void> {
    const child = Bun.spawn(this.wrap(command), {
      env: this.#env(),
      stdio: ["ignore", output === "stdout" ? "pipe" : "ignore", output === "stderr" ? "pipe" : "ignore"],
    });
    this.#children.push(child);
    await firstMatch(child[output] as ReadableStream<Uint8Array>, ready);
  }
}

/** The isolated network has one host, whose line ends nowhere. */
const BRIDGE = `PATH="$PATH:/usr/sbin:/sbin"
ip link add lan-bridge type bridge mcast_snooping 0
ip link set lan-bridge up
ip link set lan0-end master lan-bridge
ip addr add ${HERE.ipv6}/64 dev lan0 nodad
ip link add near0 type veth peer name near0-end
ip link set near0-end master lan-bridge up`;

/** Avahi keeps its socket in /run. */
const INSIDE = `PATH="$PATH:/usr/sbin:/sbin"
mount -t tmpfs tmpfs /run
ip link set lo up
ip link set near0 name lan0
ip addr add ${THERE.ipv4}/24 dev lan0
ip addr add ${THERE.ipv6}/64 dev lan0 nodad
ip link set lan0 up
ip route add default via ${HERE.ipv4}`;

/** What avahi-browse prints, as it comes. */
export class Browsing {
  readonly #output: AsyncIterator<Uint8Array>;
  #seen = "";

  constructor(output: ReadableStream<Uint8Array>) {
    this.#output = output.values({ preventCancel: true });
  }

  /** Waits for a line like this, also among earlier ones. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const whole = this.#seen.split("\n").slice(0, -1);
      const line = whole.find((each) => pattern.test(each));
      if (line !== undefined) return line;
      const { done, value } = await this.#output.next();
      if (done) throw new Error(`avahi-browse ended:\n${this.#seen}`);
      this.#seen += new TextDecoder().decode(value);
    }
  }
}

async function firstMatch(output: ReadableStream<Uint8Array>, pattern: RegExp): Promise<void> {
  let printed = "";
  for await (const part of output.values({ preventCancel: true })) {
    printed += new TextDecoder().decode(part);
    if (pattern.test(printed)) return;
  }
  throw new Error(`ended before it printed ${pattern}:\n${printed}`);
}

function run(command: readonly string[]): void {
  const { success, stderr } = Bun.spawnSync([...command], { stderr: "pipe" });
  if (!success) throw new Error(`${command.join(" ")}: ${stderr.toString()}`);
}
