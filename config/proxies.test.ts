import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { namedSettings } from "../src/testing/named-settings.ts";
import { loadConfig } from "./load.ts";

const read = (name: string) => readFileSync(join(import.meta.dir, "proxies", name), "utf8");

/** As the server would take them. */
function configOf(settings: Record<string, string>) {
  const loaded = loadConfig(settings, () => "");
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  return loaded.config;
}

test.each(["Caddyfile", "nginx.conf"])("[PROXY1] %s names settings that the server takes", (example) => {
  expect(configOf(namedSettings(read(example)))).toMatchObject({
    host: "127.0.0.1",
    turnHost: "0.0.0.0",
    trustProxy: ["127.0.0.1"],
    publicUrl: "https://share.example.com",
  });
});

test("[PROXY4] nginx.conf cuts no WebSocket before the server would", () => {
  const hours = [...read("nginx.conf").matchAll(/^\s*proxy_(?:read|send)_timeout (\d+)h;$/gm)];
  expect(hours.map(([, count]) => count)).toEqual(["1", "1"]);
  expect(3_600_000).toBeGreaterThan(3 * configOf({}).heartbeatMs);
});

describe("traefik.yaml", () => {
  interface Service {
    readonly command: readonly string[];
    readonly ports: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
    readonly environment: Readonly<Record<string, string>>;
    readonly networks: { readonly proxy: { readonly ipv4_address: string } };
  }
  const compose = Bun.YAML.parse(read("traefik.yaml")) as {
    readonly services: { readonly traefik: Service; readonly "p2p-share": Service };
    readonly networks: {
      readonly proxy: { readonly ipam: { readonly config: readonly { subnet: string }[] } };
    };
  };
  const { traefik, "p2p-share": share } = compose.services;

  test("[PROXY1] trusts Traefik's own address, and nobody else reaches the port", () => {
    const PUBLIC_URL = "https://share.example.com";
    const config = configOf({ ...share.environment, PUBLIC_URL });
    expect(config.trustProxy).toEqual([traefik.networks.proxy.ipv4_address]);
    expect(share.ports).toEqual([
      `${config.turnPort}:${config.turnPort}/tcp`,
      `${config.turnPort}:${config.turnPort}/udp`,
    ]);
    expect(share.labels["traefik.http.services.p2p-share.loadBalancer.server.port"]).toBe(`${config.port}`);
    const [network] = compose.networks.proxy.ipam.config;
    expect(network?.subnet).toBe(traefik.networks.proxy.ipv4_address.replace(/\d+$/, "0/24"));
  });

  test("[PROXY1] names only entry points and certificate resolvers that are there", () => {
    const names = (kind: string) =>
      new Set(traefik.command.flatMap((flag) => new RegExp(`^--${kind}\\.(\\w+)\\.`).exec(flag)?.[1] ?? []));
    expect(names("entryPoints")).toContain(share.labels["traefik.http.routers.p2p-share.entryPoints"] ?? "");
    expect(names("certificatesResolvers")).toContain(
      share.labels["traefik.http.routers.p2p-share.tls.certResolver"] ?? "",
    );
  });

  test("[PROXY3] lets no client write X-Forwarded-For", () => {
    expect(traefik.command.filter((flag) => /forwardedHeaders/i.test(flag))).toEqual([]);
  });

  test("[PROXY4] cuts no WebSocket before the server would", () => {
    expect(traefik.command).toContain("--entryPoints.websecure.transport.respondingTimeouts.readTimeout=1h");
  });
});
