import { expect, test } from "bun:test";
import { LanName } from "./lan-name.ts";
import { AnnounceError } from "./ports/announcer.ts";
import { FakeAnnouncer } from "./testing/fake-announcer.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { MemoryLog } from "./testing/memory-log.ts";

/** A server that is to be found under a name, in a LAN where some are taken. */
function lanName({ label = "p2p-share", isOn = true, taken = [] as string[] } = {}) {
  const announcer = new FakeAnnouncer(taken);
  const clock = new FakeClock();
  const log = new MemoryLog();
  let addresses = ["192.168.1.5"];
  const name = new LanName(
    { label: isOn ? label : undefined, port: 8_080, addresses: () => addresses },
    { announcer, clock, log },
  );
  const move = async (...to: string[]) => {
    addresses = to;
    clock.advance(5_000);
    await announcer.settled();
  };
  return { name, announcer, clock, log, move };
}

test("[LAN3] the name is announced with port and addresses", async () => {
  const { name, announcer, log } = lanName();
  await name.start();
  expect(name.host).toBe("p2p-share.local");
  expect(announcer.announced).toEqual([{ label: "p2p-share", port: 8_080, addresses: ["192.168.1.5"] }]);
  expect(log.lines).toEqual([]); // a message of its own says it
});

test.each([
  [["p2p-share"], "p2p-share-2.local"],
  [["p2p-share", "p2p-share-2", "p2p-share-3"], "p2p-share-4.local"],
])("[LAN4] where %p are taken it is %s", async (taken, host) => {
  const { name } = lanName({ taken });
  await name.start();
  expect([name.wanted, name.host]).toEqual(["p2p-share.local", host]);
});

test("[LAN4] a long name is cut for its number", async () => {
  const label = "x".repeat(63);
  const { name } = lanName({ label, taken: [label] });
  await name.start();
  expect(name.host).toBe(`${"x".repeat(61)}-2.local`);
});

test("[LAN4] a name that another device turns out to have is given up for the next one, and the log says so", async () => {
  const { name, announcer, log } = lanName();
  await name.start();
  announcer.lose("p2p-share");
  await announcer.settled();
  expect(name.host).toBe("p2p-share-2.local");
  expect(log.lines).toEqual([{ level: "info", event: "lan-name", fields: { host: "p2p-share-2.local" } }]);
});

test("[LAN5] new addresses are announced under the same name, after a goodbye to the old ones", async () => {
  const { name, announcer, move } = lanName({ taken: ["p2p-share"] });
  await name.start();
  await move("192.168.1.5");
  expect(announcer.goodbyes).toBe(1); // before the first announcement, of nothing
  await move("10.0.0.7", "fd00::7");
  expect(announcer.goodbyes).toBe(2);
  expect(announcer.announced).toEqual([
    { label: "p2p-share-2", port: 8_080, addresses: ["10.0.0.7", "fd00::7"] },
  ]);
  await move();
  expect([name.host, announcer.announced]).toEqual([undefined, []]);
});

test("[LAN5] a host that gets its first address later is announced then", async () => {
  const { name, announcer, clock, log } = lanName();
  let addresses: string[] = [];
  const late = new LanName(
    { label: "p2p-share", port: 8_080, addresses: () => addresses },
    { announcer, clock, log },
  );
  await late.start();
  expect([late.host, late.problem]).toEqual([undefined, undefined]);
  addresses = ["192.168.1.5"];
  clock.advance(5_000);
  await announcer.settled();
  expect(late.host).toBe("p2p-share.local");
  expect(name.host).toBeUndefined();
});

test("[LAN5] stopping says goodbye, and nothing is announced any more", async () => {
  const { name, announcer, move } = lanName();
  await name.start();
  await name.stop();
  expect(announcer.announced).toEqual([]);
  await move("10.0.0.7");
  expect(announcer.announced).toEqual([]);
});

test("[LAN5] a goodbye that cannot be said holds up the end for a second only", async () => {
  const { name, announcer, clock } = lanName();
  await name.start();
  announcer.hangs = true;
  const stopped = name.stop();
  clock.advance(1_000);
  await stopped;
});

test("[LAN6] a host that cannot speak to the LAN says why, once, and goes on without a name", async () => {
  const { name, announcer, log, move } = lanName();
  announcer.fault = new AnnounceError("no network of this host takes multicast over IPv4");
  await name.start();
  expect([name.host, name.problem]).toEqual([undefined, announcer.fault.message]);
  await move("192.168.1.5");
  expect(log.lines).toEqual([
    { level: "warn", event: "lan-name-failed", fields: { why: announcer.fault.message } },
  ]);
  announcer.fault = undefined;
  await move("10.0.0.7");
  expect([name.host, name.problem]).toEqual(["p2p-share.local", undefined]);
});

test("[LAN6] it tries again each minute: at boot the network may not be ready", async () => {
  const { name, announcer, log, clock } = lanName();
  announcer.fault = new AnnounceError("UDP port 5353 cannot be shared");
  await name.start();
  for (let passed = 0; passed < 60_000; passed += 5_000) {
    clock.advance(5_000);
    await announcer.settled();
  }
  expect(log.lines.map(({ event }) => event)).toEqual(["lan-name-failed"]);
  announcer.fault = undefined;
  clock.advance(60_000);
  await announcer.settled();
  expect([name.host, log.lines.at(-1)?.event]).toEqual(["p2p-share.local", "lan-name"]);
});

test("[LAN6] a fault of the library is no fault of the server", async () => {
  const { name, announcer, log } = lanName();
  announcer.fault = new RangeError("192.168.1.5 of somebody");
  await name.start();
  expect(name.problem).toBe("of a fault");
  expect(log.lines[0]?.fields).toEqual({ name: "RangeError", at: expect.any(String) });
});

test("[LAN3] a LAN that does not say in time whether the name is free is not waited for; the log tells later", async () => {
  const { name, announcer, clock, log } = lanName();
  announcer.hangs = true;
  const started = name.start();
  clock.advance(6_000);
  await started;
  expect(name.host).toBeUndefined();
  announcer.release();
  await announcer.settled();
  expect(name.host).toBe("p2p-share.local");
  expect(log.lines.map(({ event }) => event)).toEqual(["lan-name"]);
});

test("[LAN3] with MDNS_NAME=off nothing is asked and nothing announced", async () => {
  const { name, announcer, move } = lanName({ isOn: false });
  await name.start();
  await move("10.0.0.7");
  expect([name.wanted, announcer.asked]).toEqual([undefined, []]);
});
