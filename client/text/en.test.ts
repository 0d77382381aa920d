import { expect, test } from "bun:test";
import { text } from "./en.ts";

test("[PAGE10] a relay that does not answer is named with what mends it", () => {
  const said = text.mendRelay({ host: "nas.local", port: 3_478 });
  for (const word of ["port 3478 of nas.local", "UDP and TCP", "-p 3478:3478", "/udp", "EXTERNAL_HOST"]) {
    expect(said).toContain(word);
  }
});

test.each([
  [401, "TURN_SECRET"],
  [486, "TURN_USER_QUOTA"],
  [508, "TURN_TOTAL_QUOTA"],
  [500, "server's log"],
])("[PAGE10] a relay that answers with %i is named with what mends it", (answer, word) => {
  const said = text.mendRelay({ host: "nas.local", port: 3_478, answer });
  expect(said).toContain(`nas.local answers with error ${answer}`);
  expect(said).toContain(word);
});
