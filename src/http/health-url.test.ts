import { expect, test } from "bun:test";
import { settings } from "#config/settings.ts";
import { healthUrl } from "./health-url.ts";

test.each([
  ["0.0.0.0", "8080", "http://127.0.0.1:8080/health"],
  ["::", "8080", "http://127.0.0.1:8080/health"],
  ["127.0.0.1", "80", "http://127.0.0.1:80/health"],
  ["192.168.77.1", "8123", "http://192.168.77.1:8123/health"],
  ["fd00::2", "8080", "http://[fd00::2]:8080/health"],
])("[BOX2] where HOST is %s and PORT %s, the probe asks %s", (HOST, PORT, url) => {
  expect(healthUrl({ HOST, PORT })).toBe(url);
});

test("[BOX2] where neither is set, the probe asks where the settings' defaults have the server listen", () => {
  const defaults = { HOST: settings.host.default, PORT: settings.port.default };
  expect(healthUrl({})).toBe(healthUrl(defaults));
  expect(healthUrl({ HOST: "", PORT: "" })).toBe(healthUrl(defaults));
});
