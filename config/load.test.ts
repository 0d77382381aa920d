import { describe, expect, test } from "bun:test";
import { loadSettings as load, problemsOf } from "../src/testing/load-settings.ts";
import { settings } from "./settings.ts";

describe("settings", () => {
  test("[CFG1] without any, the defaults of the documentation hold", () => {
    expect(load({})).toEqual({
      config: {
        host: "0.0.0.0",
        port: 8_080,
        publicUrl: undefined,
        trustProxy: 0,
        mdnsName: "p2p-share",
        discovery: "network",
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
        httpsPort: 8_443,
        tlsCertFile: undefined,
        tlsKeyFile: undefined,
        tlsNames: [],
        dataDir: undefined,
        sessionTtlMs: 300_000,
        heartbeatMs: 30_000,
        graceMs: 120_000,
        maxSessions: 10_000,
        maxReceivers: 8,
        maxClientSockets: 1_000,
        connectionQuota: { count: 600, periodMs: 60_000 },
        createQuota: { count: 300, periodMs: 60_000 },
        joinQuota: { count: 300, periodMs: 60_000 },
        missQuota: { count: 10, periodMs: 600_000 },
        globalMissQuota: { count: 1_200, periodMs: 3_600_000 },
        inviteQuota: { count: 60, periodMs: 60_000 },
        messageQuota: { count: 3_000, periodMs: 10_000 },
        chunkBytes: 65_536,
        lanes: 4,
        logLevel: "info",
        metrics: "on",
        auditLog: "off",
        otlpEndpoint: undefined,
        otlpHeaders: {},
        otelServiceName: "p2p-share",
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
      PUBLIC_URL: "https://share.example/",
      TRUST_PROXY: "172.18.0.0/16, ::1",
      MDNS_NAME: "Files",
      DISCOVERY: "all",
      ICE_SERVERS: '[{"urls":["turn:a:3478"],"username":"u","credential":"c"}]',
      TURN_ENABLED: "off",
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
      HTTPS_PORT: "443",
      TLS_CERT_FILE: "/run/secrets/chain.pem",
      TLS_KEY_FILE: "/run/secrets/key.pem",
      TLS_NAMES: "nas.lan, fd00::2",
      DATA_DIR: "/data",
      SESSION_TTL: "90s",
      HEARTBEAT_INTERVAL: "1500ms",
      RECONNECT_GRACE: "45s",
      MAX_SESSIONS: "5",
      MAX_RECEIVERS: "3",
      MAX_CLIENT_SOCKETS: "7",
      RATE_LIMIT_CONNECTIONS: "1/1s",
      RATE_LIMIT_CREATES: "2/2m",
      RATE_LIMIT_JOINS: "3/3h",
      RATE_LIMIT_MISSES: "off",
      RATE_LIMIT_GLOBAL_MISSES: "1000000000/24h",
      RATE_LIMIT_INVITES: "6/10s",
      RATE_LIMIT_MESSAGES: "100/1500ms",
      CHUNK_SIZE: "16KiB",
      LANES: "8",
      LOG_LEVEL: "debug",
      METRICS: "off",
      AUDIT_LOG: "addresses",
      OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.lan:4318/otlp/",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20abc, x-tenant=home",
      OTEL_SERVICE_NAME: "The NAS",
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
        mdnsName: "files",
        discovery: "all",
        iceServers: [{ urls: ["turn:a:3478"], username: "u", credential: "c" }],
        turnEnabled: "off",
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
        httpsPort: 443,
        tlsCertFile: "/run/secrets/chain.pem",
        tlsKeyFile: "/run/secrets/key.pem",
        tlsNames: ["nas.lan", "fd00::2"],
        dataDir: "/data",
        sessionTtlMs: 90_000,
        heartbeatMs: 1_500,
        graceMs: 45_000,
        maxSessions: 5,
        maxReceivers: 3,
        maxClientSockets: 7,
        connectionQuota: { count: 1, periodMs: 1_000 },
        createQuota: { count: 2, periodMs: 120_000 },
        joinQuota: { count: 3, periodMs: 10_800_000 },
        missQuota: undefined,
        globalMissQuota: { count: 1_000_000_000, periodMs: 86_400_000 },
        inviteQuota: { count: 6, periodMs: 10_000 },
        messageQuota: { count: 100, periodMs: 1_500 },
        chunkBytes: 16_384,
        lanes: 8,
        logLevel: "debug",
        metrics: "off",
        auditLog: "addresses",
        otlpEndpoint: "https://collector.lan:4318/otlp",
        otlpHeaders: { authorization: "Basic abc", "x-tenant": "home" },
        otelServiceName: "The NAS",
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

  test.each(["CONNECTIONS", "CREATES", "JOINS", "MISSES", "GLOBAL_MISSES", "INVITES", "MESSAGES", "TURN"])(
    "[CFG2] RATE_LIMIT_%s says what was expected",
    (name) => {
      expect(problemsOf({ [`RATE_LIMIT_${name}`]: "10" })).toEqual([
        `RATE_LIMIT_${name} is "10": expected so many per time, such as 120/1m, or off`,
      ]);
    },
  );
});
