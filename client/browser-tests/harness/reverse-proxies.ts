import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LAN_NAME } from "../../../config/tasks/isolated-network.ts";
import { CADDY, NGINX, type Program, pathOf } from "../../../config/tasks/programs.ts";
import { namedSettings } from "../../../src/testing/named-settings.ts";
import { trustedCertificate } from "./authority.ts";
import { tempFolder } from "./temp-folder.ts";

/** A reverse proxy that is ready, with one of the examples as it stands. */
export interface ReverseProxy {
  remove(): Promise<void>;
}

/** By which devices reach the page through each of them. */
export const PROXIED_URL = `https://${LAN_NAME}`;
/** Where the examples look for the server. */
const SERVER_PORT = "8080";
const HTTPS_PORT = 443;

/** nginx's scratch folders, for which only an operator's own nginx has a place. */
const SCRATCH = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

/** The path of an example. */
export const exampleFile = (name: string): string =>
  join(import.meta.dir, "..", "..", "..", "config", "proxies", name);

/** The settings that an example names, for this network. */
export function settingsOf(example: string): Record<string, string> {
  const named = namedSettings(readFileSync(exampleFile(example), "utf8"));
  return { ...named, PUBLIC_URL: PROXIED_URL, PORT: SERVER_PORT };
}

/** Starts Caddy. */
export function startCaddy(): Promise<ReverseProxy> {
  const { certFile, keyFile } = trustedCertificate();
  const home = tempFolder("caddy");
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    SHARE_SITE: LAN_NAME,
    SHARE_TLS: `tls ${certFile} ${keyFile}`,
  };
  return start(CADDY, ["run", "--config", exampleFile("Caddyfile"), "--adapter", "caddyfile"], env);
}

/** Starts nginx, once it has found nothing wrong with the example. */
export function startNginx(): Promise<ReverseProxy> {
  const { certFile, keyFile } = trustedCertificate();
  const folder = tempFolder("nginx");
  mkdirSync(join(folder, "p2p-share"));
  cpSync(certFile, join(folder, "p2p-share", "chain.pem"));
  cpSync(keyFile, join(folder, "p2p-share", "key.pem"));
  const scratch = SCRATCH.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
  // One process, so that the one to be stopped is all there is, and none that would change its user.
  const around = `daemon off; master_process off; pid ${folder}/pid; events {}`;
  const file = join(folder, "nginx.conf");
  writeFileSync(file, `${around} http { ${scratch} include ${exampleFile("nginx.conf")}; }\n`);
  const args = ["-e", "stderr", "-c", file];
  const checked = Bun.spawnSync([pathOf(NGINX), "-t", ...args], { stdin: "ignore" });
  const verdict = checked.stderr.toString();
  if (!checked.success || verdict.includes("[warn]")) throw new Error(`nginx -t: ${verdict}`);
  return start(NGINX, args, {});
}

async function start(
  program: Program,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ReverseProxy> {
  const child = Bun.spawn([pathOf(program), ...args], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const complaints = new Response(child.stderr).text();
  while (!(await isListening())) {
    if (child.exitCode !== null) throw new Error(`${program.title} ended:\n${await complaints}`);
  }
  return {
    async remove() {
      child.kill();
      await child.exited;
    },
  };
}

async function isListening(): Promise<boolean> {
  try {
    const socket = await Bun.connect({ hostname: LAN_NAME, port: HTTPS_PORT, socket: { data() {} } });
    socket.end();
    return true;
  } catch {
    return false;
  }
}
