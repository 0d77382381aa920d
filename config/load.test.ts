import { describe, expect, test } from "bun:test";
import { loadConfig } from "./load.ts";
import { type Setting, settings } from "./settings.ts";

const problemsOf = (env: Record<string, string>) => {
  const loaded = loadConfig(env);
  return "problems" in loaded ? loaded.problems : [];
};

describe("settings", () => {
  test("[CFG1] without any, the defaults of the documentation hold", () => {
    expect(loadConfig({})).toEqual({
      config: {
        host: "0.0.0.0",
        port: 8_080,
        publicUrl: undefined,
        iceServers: [],
        sessionTtlMs: 300_000,
        heartbeatMs: 30_000,
        maxSessions: 10_000,
        chunkBytes: 65_536,
        logLevel: "info",
      },
    });
  });

  test("[CFG1] an empty text counts as not set", () => {
    expect(loadConfig({ PORT: "", PUBLIC_URL: "" })).toEqual(loadConfig({}));
  });

  test("[CFG1] each one is read from its own variable", () => {
    const env = {
      HOST: "::",
      PORT: "0",
      PUBLIC_URL: "https://share.example",
      ICE_SERVERS: '[{"urls":["turn:a:3478"],"username":"u","credential":"c"}]',
      SESSION_TTL: "90s",
      HEARTBEAT_INTERVAL: "1500ms",
      MAX_SESSIONS: "5",
      CHUNK_SIZE: "16KiB",
      LOG_LEVEL: "debug",
    };
    expect(Object.keys(env).sort()).toEqual(
      Object.values(settings)
        .map((s) => s.env)
        .sort(),
    );
    expect(loadConfig(env)).toEqual({
      config: {
        host: "::",
        port: 0,
        publicUrl: "https://share.example",
        iceServers: [{ urls: ["turn:a:3478"], username: "u", credential: "c" }],
        sessionTtlMs: 90_000,
        heartbeatMs: 1_500,
        maxSessions: 5,
        chunkBytes: 16_384,
        logLevel: "debug",
      },
    });
  });

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
    ["PUBLIC_URL", "nas.local"],
    ["PUBLIC_URL", "ftp://nas.local"],
    ["PUBLIC_URL", "http://nas.local/share"],
    ["PUBLIC_URL", "http://user@nas.local"],
    ["ICE_SERVERS", "stun:a"],
    ["ICE_SERVERS", '[{"urls":"http://a"}]'],
    ["ICE_SERVERS", '[{"url":"stun:a"}]'],
    ["ICE_SERVERS", '[{"urls":["stun:a","turn:a"],"username":"u"}]'],
    ["MAX_SESSIONS", "0"],
    ["HOST", "all of them"],
    ["LOG_LEVEL", "INFO"],
  ])("[CFG2] %s refuses %p", (name, text) => {
    expect(problemsOf({ [name]: text })).toEqual([
      expect.stringContaining(`${name} is "${text}": expected `),
    ]);
  });

  test("[CFG2] every default is one that its own parser takes", () => {
    for (const setting of Object.values<Setting<unknown>>(settings)) {
      if (setting.default !== undefined) expect(setting.parse(setting.default)).toHaveProperty("value");
    }
  });
});
