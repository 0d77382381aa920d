import { expect, test } from "bun:test";
import { loadConfig } from "./load.ts";
import { misspelt } from "./typos.ts";

test.each([
  ["TURN_SECRT", "TURN_SECRET"],
  ["TURN_SERCET", "TURN_SECRET"],
  ["TURN_SECRET_FIEL", "TURN_SECRET_FILE"],
  ["PUBLICURL", "PUBLIC_URL"],
  ["public_url", "PUBLIC_URL"],
  ["TRUST-PROXY", "TRUST_PROXY"],
  ["SESSIONS_TTL", "SESSION_TTL"],
  ["PROT", "PORT"],
  ["HSOT", "HOST"],
  ["TLS_NAME", "TLS_NAMES"],
  ["OTEL_EXPORTER_OTLP_ENDPOINTS", "OTEL_EXPORTER_OTLP_ENDPOINT"],
])("[CFG7] %s is told as a misspelt %s", (name, known) => {
  expect(misspelt([name])).toEqual([`${name} is no setting: expected ${known}, or another name`]);
});

test("[CFG7] what an ordinary shell, a container and a package manager have is none of them", () => {
  const others =
    "HOME HOSTNAME HOSTTYPE LANG LANGUAGE LC_ALL LOGNAME MAIL NODE_ENV OLDPWD PATH PWD SHELL SHLVL TERM TMPDIR " +
    "TZ USER XDG_DATA_DIRS XDG_DATA_HOME HTTP_PROXY https_proxy NO_PROXY CI DISPLAY EDITOR PAGER COLUMNS LINES " +
    "BUN_INSTALL npm_config_registry npm_lifecycle_event KUBERNETES_PORT KUBERNETES_SERVICE_HOST TURN_PORT_3478_TCP " +
    "TURN_SERVICE_HOST GOSU_VERSION SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS INVOCATION_ID JOURNAL_STREAM " +
    "OTEL_EXPORTER_OTLP_PROTOCOL OTEL_SERVICE_VERSION OTEL_RESOURCE_ATTRIBUTES STATE_DIRECTORY DATA_DIRS HTTP_PORT HTTPS_HOST EXTERNAL_PORT STUN_PORT DNS_NAME LOGLEVEL DATADIR " +
    "PUBLIC_URI PORTS HOSTS PORT1 SORT POST GHOST host port tls TRUSTED_PROXY METRIC MAX_SESSION_TIME";
  expect(misspelt(others.split(" "))).toEqual([]);
});

test("[CFG7] one that is empty is not set, and all are told with the other problems", () => {
  const load = (env: Record<string, string>) => loadConfig(env, () => "");
  expect(load({ TURN_SECRT: "" })).toEqual(load({}));
  expect(load({ TURN_SECRT: "north of the river", PORT: "x" })).toEqual({
    problems: [
      'PORT is "x": expected a whole number from 0 to 65535',
      "TURN_SECRT is no setting: expected TURN_SECRET, or another name",
    ],
  });
});
