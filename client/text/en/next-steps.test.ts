import { expect, test } from "bun:test";
import { FAILURES } from "./failures.ts";
import { SCAN, WAITING } from "./flow.ts";
import { english } from "./index.ts";
import { mendRelay, PROBLEMS } from "./problems.ts";

/** A word that tells a person to do something, or a question that leads there. */
const NEXT_STEP =
  /\b(Allow|Ask|Check|Choose|Close|Have|Look|Make|Open|Put|Reload|Scan|Send|Set|Start|Try|Type|Use|Wait|have|make|put|reload|send|set|switch|try|type|use)\b|\?/;

/** Where what mends it depends on the relay, and is said behind it. */
const WITH_RELAY = ["relay-unreachable", "relay-refused"];

const said: [string, string][] = [
  ...Object.entries(PROBLEMS).map(([problem, { body }]): [string, string] => [
    `problem ${problem}`,
    WITH_RELAY.includes(problem) ? `${body} ${mendRelay({ host: "nas.local", port: 3_478 })}` : body,
  ]),
  ...Object.entries(FAILURES).flatMap(([reason, { out, in: received }]): [string, string][] => [
    [`failure ${reason}, sent`, out],
    [`failure ${reason}, received`, received],
  ]),
  ...Object.entries(english.ended.body).flatMap(([ending, { sender, receiver }]): [string, string][] => [
    [`ending ${ending}, sender`, sender],
    [`ending ${ending}, receiver`, receiver],
  ]),
  ...Object.entries(SCAN.failed).map(([why, { body }]): [string, string] => [`scan ${why}`, body]),
  ["stalled", WAITING.stalled("The phone", "20:14")],
  ["expired", `${english.expired.body} ${english.expired.renew}`],
];

/** The way on is a button of the screen, or there is nothing left to be done. */
const BY_BUTTON = ["expired", "problem rate-limited", "problem own-code"];

test.each(said)("[FLOW6] %s is whole sentences with a next step", (what, sentence) => {
  expect(sentence).toMatch(/^[A-Z“].*[.?]( New code)?$/s);
  if (!BY_BUTTON.includes(what)) expect(sentence).toMatch(NEXT_STEP);
});
