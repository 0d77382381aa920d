import { describe, expect, test } from "bun:test";
import { loadConfig } from "./load.ts";
import { type Setting, settings } from "./settings.ts";

/** There are no files. */
const load = (env: Record<string, string>) =>
  loadConfig(env, (path) => {
    throw new Error(`there is no ${path}`);
  });

const problemsOf = (env: Record<string, string>) => {
  const loaded = load(env);
  return "problems" in loaded ? loaded.problems : [];
};

describe("settings", () => {
  test("[CFG1] without any, the defaults of the documentation hold", () => {
    expect(load({})).toEqual({
      config: {
        host: "0.0.0.0",
        port: 8_080,
        publicUrl: undefined,
        trustProxy: 0,
        iceServers: [],
        turnEnabled: "on",
        turnHost: undefined,
        turnPort: 3_478,
        turnTlsPort: 5_349,
        turnSecret: undefined,
        turnRealm: "p2p-share",
        externalHost: undefined,
        turnCredentialTtlMs: 1_800_000,
        turnUserQuota: 128,
        turnTotalQuota: 16_384,
        turnMaxBandwidth: undefined,
        turnTotalBandwidth: undefined,
        turnAnswerQuota: { count: 500, periodMs: 1_000 },
        turnPeers: "session",
        tls: "off",
        tlsCertFile: undefined,
        tlsKeyFile: undefined,
        sessionTtlMs: 300_000,
        heartbeatMs: 30_000,
        graceMs: 120_000,
        maxSessions: 10_000,
        maxClientSockets: 1_000,
        connectionQuota: { count: 600, periodMs: 60_000 },
        createQuota: { count: 300, periodMs: 60_000 },
        joinQuota: { count: 300, periodMs: 60_000 },
        missQuota: { count: 10, periodMs: 600_000 },
        globalMissQuota: { count: 1_200, periodMs: 3_600_000 },
        messageQuota: { count: 3_000, periodMs: 10_000 },
        chunkBytes: 65_536,
        lanes: 4,
        logLevel: "info",
        auditLog: "off",
      },
    });
  });

  test("[CFG1] an empty text counts as not set", () => {
    expect(load({ PORT: "", PUBLIC_URL: "" })).toEqual(load({}));
  });

  test("[CFG1] each one is read from its own variable", () => {
    const env = {
      HOST: "::",
      PORT: "0",
      PUBLIC_URL: "https://share.example",
      TRUST_PROXY: "172.18.0.0/16, ::1",
      ICE_SERVERS: '[{"urls":["turn:a:3478"],"username":"u","credential":"c"}]',
      TURN_ENABLED: "on", // without the relay there is nothing for TLS
      TURN_HOST: "10.0.0.2",
      TURN_PORT: "0",
      TURN_TLS_PORT: "443",
      TURN_SECRET: "north of the river",
      TURN_REALM: "nas.example",
      EXTERNAL_HOST: "fd00::2",
      TURN_CREDENTIAL_TTL: "24h",
      TURN_USER_QUOTA: "4",
      TURN_TOTAL_QUOTA: "100000",
      TURN_MAX_BANDWIDTH: "64KiB",
      TURN_TOTAL_BANDWIDTH: "10000MiB",
      RATE_LIMIT_TURN: "off",
      TURN_PEERS: "all",
      TLS: "files",
      TLS_CERT_FILE: "/run/secrets/chain.pem",
      TLS_KEY_FILE: "/run/secrets/key.pem",
      SESSION_TTL: "90s",
      HEARTBEAT_INTERVAL: "1500ms",
      RECONNECT_GRACE: "45s",
      MAX_SESSIONS: "5",
      MAX_CLIENT_SOCKETS: "7",
      RATE_LIMIT_CONNECTIONS: "1/1s",
      RATE_LIMIT_CREATES: "2/2m",
      RATE_LIMIT_JOINS: "3/3h",
      RATE_LIMIT_MISSES: "off",
      RATE_LIMIT_GLOBAL_MISSES: "1000000000/24h",
      RATE_LIMIT_MESSAGES: "100/1500ms",
      CHUNK_SIZE: "16KiB",
      LANES: "8",
      LOG_LEVEL: "debug",
      AUDIT_LOG: "on",
    };
    expect(Object.keys(env).sort()).toEqual(
      Object.values(settings)
        .map((s) => s.env)
        .sort(),
    );
    expect(load(env)).toEqual({
      config: {
        host: "::",
        port: 0,
        publicUrl: "https://share.example",
        trustProxy: ["172.18.0.0/16", "::1"],
        iceServers: [{ urls: ["turn:a:3478"], username: "u", credential: "c" }],
        turnEnabled: "on",
        turnHost: "10.0.0.2",
        turnPort: 0,
        turnTlsPort: 443,
        turnSecret: "north of the river",
        turnRealm: "nas.example",
        externalHost: "fd00::2",
        turnCredentialTtlMs: 86_400_000,
        turnUserQuota: 4,
        turnTotalQuota: 100_000,
        turnMaxBandwidth: 65_536,
        turnTotalBandwidth: 10_485_760_000,
        turnAnswerQuota: undefined,
        turnPeers: "all",
        tls: "files",
        tlsCertFile: "/run/secrets/chain.pem",
        tlsKeyFile: "/run/secrets/key.pem",
        sessionTtlMs: 90_000,
        heartbeatMs: 1_500,
        graceMs: 45_000,
        maxSessions: 5,
        maxClientSockets: 7,
        connectionQuota: { count: 1, periodMs: 1_000 },
        createQuota: { count: 2, periodMs: 120_000 },
        joinQuota: { count: 3, periodMs: 10_800_000 },
        missQuota: undefined,
        globalMissQuota: { count: 1_000_000_000, periodMs: 86_400_000 },
        messageQuota: { count: 100, periodMs: 1_500 },
        chunkBytes: 16_384,
        lanes: 8,
        logLevel: "debug",
        auditLog: "on",
      },
    });
  });

  test.each([
    ["off", 0],
    ["1", 1],
    ["16", 16],
    ["10.0.0.1", ["10.0.0.1"]],
    ["fd00::/8,10.0.0.0/8", ["fd00::/8", "10.0.0.0/8"]],
  ])("[SIG16] TRUST_PROXY takes %p", (text, trustProxy) => {
    expect(load({ TRUST_PROXY: text })).toMatchObject({ config: { trustProxy } });
  });

  test.each(["CONNECTIONS", "CREATES", "JOINS", "MISSES", "GLOBAL_MISSES", "MESSAGES", "TURN"])(
    "[CFG2] RATE_LIMIT_%s says what was expected",
    (name) => {
      expect(problemsOf({ [`RATE_LIMIT_${name}`]: "10" })).toEqual([
        `RATE_LIMIT_${name} is "10": expected so many per time, such as 120/1m, or off`,
      ]);
    },
  );

  test("[CFG2] all problems are told at once, with what was expected", () => {
    expect(problemsOf({ PORT: "eighty", SESSION_TTL: "5", LOG_LEVEL: "loud" })).toEqual([
      'PORT is "eighty": expected a whole number from 0 to 65535',
      'SESSION_TTL is "5": expected a duration from 1s to 24h, such as 90s or 5m',
      'LOG_LEVEL is "loud": expected one of debug, info, warn, error',
    ]);
  });

  test.each([
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["PORT", "0x50"],
    ["SESSION_TTL", "0s"],
    ["SESSION_TTL", "5 m"],
    ["SESSION_TTL", "1d"],
    ["SESSION_TTL", "25h"],
    ["HEARTBEAT_INTERVAL", "1ms"],
    ["HEARTBEAT_INTERVAL", "1000h"],
    ["CHUNK_SIZE", "64"],
    ["CHUNK_SIZE", "1MiB"],
    ["CHUNK_SIZE", "16B"],
    ["LANES", "0"],
    ["LANES", "9"],
    ["LANES", "2.5"],
    ["PUBLIC_URL", "nas.local"],
    ["PUBLIC_URL", "ftp://nas.local"],
    ["PUBLIC_URL", "http://nas.local/share"],
    ["PUBLIC_URL", "http://user@nas.local"],
    ["TURN_ENABLED", "yes"],
    ["TURN_PORT", "65536"],
    ["TURN_TLS_PORT", "-1"],
    ["TURN_REALM", "a realm"],
    ["TURN_REALM", 'a"realm'],
    ["TURN_REALM", "a'realm"],
    ["TURN_REALM", "a\\realm"],
    ["TURN_REALM", "größe"],
    ["TURN_REALM", "123456789012345678901"],
    ["EXTERNAL_HOST", "nas.local:3478"],
    ["EXTERNAL_HOST", "[fd00::2]"],
    ["EXTERNAL_HOST", "turn:nas.local"],
    ["EXTERNAL_HOST", "http://nas.local"],
    ["TURN_CREDENTIAL_TTL", "59s"],
    ["TURN_CREDENTIAL_TTL", "25h"],
    ["TURN_USER_QUOTA", "0"],
    ["TURN_USER_QUOTA", "10001"],
    ["TURN_TOTAL_QUOTA", "0"],
    ["TURN_TOTAL_QUOTA", "100001"],
    ["TURN_MAX_BANDWIDTH", "63KiB"],
    ["TURN_MAX_BANDWIDTH", "10MB"],
    ["TURN_TOTAL_BANDWIDTH", "10001MiB"],
    ["TURN_TOTAL_BANDWIDTH", "0"],
    ["RATE_LIMIT_TURN", "500"],
    ["TURN_PEERS", "none"],
    ["TLS", "on"],
    ["TLS", "local-ca"],
    ["TLS_CERT_FILE", "x".repeat(4_097)],
    ["TLS_KEY_FILE", "a\0b"],
    ["MAX_SESSIONS", "0"],
    ["HOST", "all of them"],
    ["LOG_LEVEL", "INFO"],
    ["TRUST_PROXY", "0"],
    ["TRUST_PROXY", "17"],
    ["TRUST_PROXY", "yes"],
    ["TRUST_PROXY", "nas.local"],
    ["TRUST_PROXY", "10.0.0.0/33"],
    ["TRUST_PROXY", "10.0.0.0/0"],
    ["TRUST_PROXY", "10.0.0.1,"],
    ["TRUST_PROXY", "10.0.0.1;10.0.0.2"],
    ["RECONNECT_GRACE", "0s"],
    ["RECONNECT_GRACE", "2h"],
    ["RECONNECT_GRACE", "120"],
    ["RATE_LIMIT_JOINS", "0/1m"],
    ["RATE_LIMIT_JOINS", "-1/1m"],
    ["RATE_LIMIT_JOINS", "10/0s"],
    ["RATE_LIMIT_JOINS", "10/25h"],
    ["RATE_LIMIT_JOINS", "10/100ms"],
    ["RATE_LIMIT_JOINS", "10/1m/1m"],
    ["RATE_LIMIT_JOINS", "10 / 1m"],
    ["RATE_LIMIT_JOINS", "OFF"],
    ["RATE_LIMIT_MISSES", "1e3/1m"],
    ["RATE_LIMIT_GLOBAL_MISSES", "2000000000/1h"],
    ["AUDIT_LOG", "yes"],
    ["AUDIT_LOG", "ON"],
  ])("[CFG2] %s refuses %p", (name, text) => {
    expect(problemsOf({ [name]: text })).toEqual([
      expect.stringContaining(`${name} is "${text}": expected `),
    ]);
  });

  test.each([
    ["ICE_SERVERS", "stun:a"],
    ["ICE_SERVERS", '[{"urls":"http://a"}]'],
    ["ICE_SERVERS", '[{"url":"stun:a"}]'],
    ["ICE_SERVERS", '[{"urls":["stun:a","turn:a"],"username":"u"}]'],
    ["ICE_SERVERS", '[{"urls":"turns:a","credential":"c"}]'],
    ["TURN_SECRET", "two\nlines"],
    ["TURN_SECRET", "x".repeat(1_025)],
  ])("[CFG5] %s refuses %p, and does not print it", (name, text) => {
    expect(problemsOf({ [name]: text })).toEqual([expect.stringContaining(`${name} is set: expected `)]);
    expect(problemsOf({ [name]: text })[0]).not.toContain(text);
  });

  test("[CFG2] every default is one that its own parser takes", () => {
    for (const setting of Object.values<Setting<unknown>>(settings)) {
      if (setting.default !== undefined) expect(setting.parse(setting.default)).toHaveProperty("value");
    }
  });
});
