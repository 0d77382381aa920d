import { describe, expect, test } from "bun:test";
import { loadSettings, problemsOf as problemsWith } from "../src/testing/load-settings.ts";

const FILES: Record<string, string> = {
  "/run/secrets/turn": "north of the river\n",
  "/run/secrets/windows": "north of it\r\n",
  "/run/secrets/ice": '[{"urls":"turn:a"}]\n',
  "/run/secrets/two-ends": "north of the river\n\n",
  "/run/secrets/short": "river",
  "/run/secrets/empty": "",
};

const load = (env: Record<string, string>) => loadSettings(env, FILES);
const problemsOf = (env: Record<string, string>) => problemsWith(env, FILES);

describe("secrets", () => {
  test.each([
    ["/run/secrets/turn", "north of the river"],
    ["/run/secrets/windows", "north of it"],
  ])("[CFG5] one in the file %s is taken without the line's end", (path, turnSecret) => {
    expect(load({ TURN_SECRET_FILE: path })).toMatchObject({ config: { turnSecret } });
  });

  test("[CFG5] ICE_SERVERS holds credentials, so it is one", () => {
    expect(load({ ICE_SERVERS_FILE: "/run/secrets/ice", TURN_SECRET: "north of the river" })).toMatchObject({
      config: { iceServers: [{ urls: "turn:a" }] },
    });
  });

  test("[CFG5] given twice, unreadable or not fit to be one is a problem, told with all others", () => {
    expect(
      problemsOf({ TURN_SECRET: "north of the river", TURN_SECRET_FILE: "/run/secrets/turn", PORT: "x" }),
    ).toEqual([
      'PORT is "x": expected a whole number from 0 to 65535',
      "TURN_SECRET and TURN_SECRET_FILE are both set: expected one of them",
    ]);
    expect(problemsOf({ TURN_SECRET_FILE: "/gone" })).toEqual([
      'TURN_SECRET_FILE is "/gone": expected a file that can be read',
    ]);
    for (const path of ["/run/secrets/two-ends", "/run/secrets/empty", "/run/secrets/short"]) {
      expect(problemsOf({ TURN_SECRET_FILE: path })).toEqual([
        "TURN_SECRET_FILE is set: expected a file that holds 8 to 1024 printable characters in one line; make one with openssl rand -hex 32",
      ]);
    }
  });

  test("[CFG5] only of secrets is NAME_FILE a setting, and an empty one is not set", () => {
    expect(load({ TURN_REALM_FILE: "/gone", TURN_SECRET_FILE: "" })).toEqual(load({}));
  });
});

describe("settings that need each other", () => {
  const TURN = '[{"urls":["stun:a","turns:a:5349"]}]';

  test("[CFG6] TLS=files needs both files, each told by itself", () => {
    expect(problemsOf({ TLS: "files" })).toEqual([
      "TLS_CERT_FILE is not set: expected the path of the certificate, because TLS is files",
      "TLS_KEY_FILE is not set: expected the path of the certificate's key, because TLS is files",
    ]);
    expect(problemsOf({ TLS: "files", TLS_CERT_FILE: "/a" })).toHaveLength(1);
    expect(problemsOf({ TLS: "files", TLS_CERT_FILE: "/a", TLS_KEY_FILE: "/b" })).toEqual([]);
    expect(problemsOf({ TLS_CERT_FILE: "/a" })).toEqual([]);
  });

  test("[CFG6] a TURN server without credentials needs the secret to make them", () => {
    expect(problemsOf({ ICE_SERVERS: TURN })).toEqual([
      "TURN_SECRET is not set: expected the secret of the TURN server in ICE_SERVERS that has no username and credential",
    ]);
    expect(problemsOf({ ICE_SERVERS: TURN, TURN_SECRET: "north of the river" })).toEqual([]);
    expect(problemsOf({ ICE_SERVERS: TURN, TURN_SECRET_FILE: "/run/secrets/turn" })).toEqual([]);
    expect(problemsOf({ ICE_SERVERS: '[{"urls":"stun:a"}]' })).toEqual([]);
  });

  test("[CFG6] what is wrong by itself is not told a second time", () => {
    expect(problemsOf({ TLS: "files", TLS_CERT_FILE: "\0", TLS_KEY_FILE: "/b" })).toHaveLength(1);
    expect(problemsOf({ ICE_SERVERS: TURN, TURN_SECRET: "\n" })).toHaveLength(1);
    expect(problemsOf({ ICE_SERVERS: TURN, TURN_SECRET_FILE: "/gone" })).toHaveLength(1);
  });

  test("[CFG6] a certificate authority needs a folder", () => {
    expect(problemsOf({ TLS: "local-ca" })).toEqual([
      "DATA_DIR is not set: expected a folder for the certificate authority, because TLS is local-ca",
    ]);
    expect(problemsOf({ TLS: "local-ca", DATA_DIR: "/data", TURN_ENABLED: "off" })).toEqual([]);
  });

  test("[CFG6] each listener has a port of its own", () => {
    const tls = { TLS: "files", TLS_CERT_FILE: "/a", TLS_KEY_FILE: "/b" };
    expect(problemsOf({ PORT: "3478" })).toEqual([
      "TURN_PORT is 3478: expected another port than that of PORT",
    ]);
    expect(problemsOf({ ...tls, TURN_PORT: "5349" })).toEqual([
      "TURN_TLS_PORT is 5349: expected another port than that of TURN_PORT",
    ]);
    expect(problemsOf({ ...tls, PORT: "443", HTTPS_PORT: "443" })).toEqual([
      "HTTPS_PORT is 443: expected another port than that of PORT",
    ]);
    for (const env of [
      { PORT: "3478", TURN_ENABLED: "off" },
      { PORT: "8443" },
      { TURN_PORT: "5349" },
      { ...tls, PORT: "0", HTTPS_PORT: "0", TURN_PORT: "0", TURN_TLS_PORT: "0" },
    ]) {
      expect(problemsOf(env)).toEqual([]);
    }
  });

  test.each([
    ["192.168.1.5", "192.168.1.6", true],
    ["127.0.0.1", "fd00::5", true],
    ["192.168.1.5", "192.168.1.5", false],
    ["fd00::5", "fd00:0::5", false],
    ["0.0.0.0", "192.168.1.6", false],
    ["192.168.1.5", "::", false],
    ["localhost", "192.168.1.6", false],
  ])("[CFG6] HOST=%s and TURN_HOST=%s may have one port: %p", (HOST, TURN_HOST, isAllowed) => {
    expect(problemsOf({ HOST, TURN_HOST, PORT: "443", TURN_PORT: "443" })).toHaveLength(isAllowed ? 0 : 1);
    expect(problemsOf({ HOST, TURN_HOST, PORT: "443", TURN_ENABLED: "off" })).toEqual([]);
  });

  test("[CFG6] the listeners of one address need different ports, whatever the other address is", () => {
    const tls = { TLS: "files", TLS_CERT_FILE: "/a", TLS_KEY_FILE: "/b", HOST: "::1", TURN_HOST: "fd00::5" };
    expect(problemsOf({ ...tls, HTTPS_PORT: "443", TURN_TLS_PORT: "443" })).toEqual([]);
    expect(problemsOf({ ...tls, PORT: "443", HTTPS_PORT: "443" })).toHaveLength(1);
    expect(problemsOf({ ...tls, TURN_PORT: "443", TURN_TLS_PORT: "443" })).toHaveLength(1);
  });
});
