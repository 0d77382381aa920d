import { expect, test } from "bun:test";
import { ListenError } from "./listen-error.ts";

const caused = (code: string) => Object.assign(new Error("Failed to listen"), { code });

test.each([
  ["EADDRINUSE", "PORT", "another program uses this port. Stop it, or set PORT to another one."],
  [
    "EACCES",
    "HTTPS_PORT",
    "this user may not use this port. Set HTTPS_PORT to one above 1023, or give the process CAP_NET_BIND_SERVICE.",
  ],
  [
    "EADDRNOTAVAIL",
    "PORT",
    "this machine does not have this address. Set HOST to one that it has, or to 0.0.0.0.",
  ],
  [
    "EADDRNOTAVAIL",
    "TURN_PORT",
    "this machine does not have this address. Set HOST to one that it has, or to 0.0.0.0.",
  ],
])("[HTTP6] %s of %s is told with what to do", (code, setting, mend) => {
  const error = new ListenError(setting, 80, caused(code));
  expect(error.problem({ host: "10.0.0.9", turnHost: undefined })).toBe(
    `cannot listen on 10.0.0.9 port 80 (${setting}): ${mend}`,
  );
  expect(error.isOfSettings).toBe(true);
});

test("[HTTP6] where the relay has an address of its own, that is the one to mend", () => {
  const error = new ListenError("TURN_PORT", 3_478, caused("EADDRNOTAVAIL"));
  expect(error.problem({ host: "0.0.0.0", turnHost: "10.0.0.9" })).toBe(
    "cannot listen on 10.0.0.9 port 3478 (TURN_PORT): this machine does not have this address. Set TURN_HOST to one that it has, or to 0.0.0.0.",
  );
});

test("[HTTP6] what no setting can help is told as the system tells it", () => {
  const error = new ListenError("PORT", 80, new Error("out of order"));
  expect(error.problem({ host: "::", turnHost: undefined })).toBe(
    "cannot listen on :: port 80 (PORT): Error: out of order",
  );
  expect(error.isOfSettings).toBe(false);
});
