import { describe, expect, test } from "bun:test";
import { problemsOf } from "../src/testing/load-settings.ts";
import type { Setting } from "./settings/setting.ts";
import { settings } from "./settings.ts";

describe("wrong settings", () => {
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
    ["TLS", "local"],
    ["HTTPS_PORT", "https"],
    ["PUBLIC_URL", "https://192.168.1.300"],
    ["PUBLIC_URL", "http://nas.lan:99999"],
    ["PUBLIC_URL", "http://a..b"],
    ["PUBLIC_URL", "http://[1:2]"],
    ["EXTERNAL_HOST", "192.168.1.300"],
    ["EXTERNAL_HOST", "1..2"],
    ["EXTERNAL_HOST", "..."],
    ["TLS_NAMES", "192.168.1.300"],
    ["TLS_NAMES", "999.1"],
    ["TLS_NAMES", "1.2.3.4.5"],
    ["TLS_NAMES", "1..2"],
    ["TLS_NAMES", "..."],
    ["TLS_NAMES", "."],
    ["TLS_NAMES", ".lan"],
    ["TLS_NAMES", "a..b"],
    ["TLS_NAMES", "300"],
    ["TLS_NAMES", "nas.lan.."],
    ["TLS_NAMES", "fe80::1%eth0"],
    ["TLS_NAMES", `${"x".repeat(64)}.lan`],
    ["TLS_NAMES", `${"x.".repeat(126)}xx`],
    ["TLS_NAMES", "nas.lan,"],
    ["TLS_NAMES", "https://nas.lan"],
    ["DATA_DIR", "a\0b"],
    ["MDNS_NAME", "p2p-share.local"],
    ["MDNS_NAME", "-p2p"],
    ["MDNS_NAME", "x".repeat(64)],
    ["METRICS", "yes"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector/?a"],
    ["OTEL_SERVICE_NAME", "größe"],
    ["TLS_CERT_FILE", "x".repeat(4_097)],
    ["TLS_KEY_FILE", "a\0b"],
    ["MAX_SESSIONS", "0"],
    ["HOST", "all of them"],
    ["HOST", "nas.lan"],
    ["HOST", "256.1.1.1"],
    ["HOST", "0.0.0.0:8080"],
    ["TURN_HOST", "nas"],
    ["MDNS_NAME", "OFF"],
    ["MDNS_NAME", "on"],
    ["DATA_DIR", "data"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/v1/traces"],
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
    ["TURN_SECRET", "seven77"],
    ["TURN_SECRET", "two of\nlines"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "Basic abc"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "authorization=%zz"],
    ["TURN_SECRET", "x".repeat(1_025)],
  ])("[CFG5] %s refuses %p, and does not print it", (name, text) => {
    expect(problemsOf({ [name]: text })).toEqual([expect.stringContaining(`${name} is set: expected `)]);
    expect(problemsOf({ [name]: text })[0]).not.toContain(text);
  });

  test.each([
    ["PUBLIC_URL", "https://admin:north-of-it@nas.lan", "https://…@nas.lan"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "https://admin:north-of-it@nas.lan:4318", "https://…@nas.lan:4318"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "admin:north-of-it@nas.lan:4318", "…@nas.lan:4318"],
  ])("[CFG5] %s refuses %p, and prints no password of it", (name, text, printed) => {
    expect(problemsOf({ [name]: text })).toEqual([
      expect.stringContaining(`${name} is "${printed}": expected `),
    ]);
  });

  test.each([
    ["PUBLIC_URL", "https://NAS.lan:8443"],
    ["PUBLIC_URL", "http://[fd00::2]:8080"],
    ["PUBLIC_URL", "http://192.168.1.30"],
    ["EXTERNAL_HOST", "nas"],
    ["EXTERNAL_HOST", "::ffff:192.168.1.30"],
    ["TLS_NAMES", "nas,NAS.lan.,my_nas,0x10,4.nas.lan,192.168.1.30,fd00::2"],
    ["TLS_NAMES", `${"x".repeat(63)}.lan`],
  ])("[CFG2] %s takes %p", (name, text) => {
    expect(problemsOf({ [name]: text })).toEqual([]);
  });

  test("[CFG2] every default and every example is one that its own parser takes", () => {
    for (const { default: standard, example, parse } of Object.values<Setting<unknown>>(settings)) {
      expect(standard ?? example).toBeDefined();
      for (const text of [standard, example]) {
        if (text !== undefined) expect(parse(text)).toHaveProperty("value");
      }
    }
  });
});
