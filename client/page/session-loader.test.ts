import { expect, test } from "bun:test";
import type { Session } from "../session/machine.ts";
import { createSessionLoader } from "./session-loader.ts";
import type { SessionPart } from "./session-part.ts";

/** A part that notes what is asked of it. */
function world() {
  const calls: string[] = [];
  const part: SessionPart = {
    session: (): Session => ({ at: "home" }),
    mayDrop: () => true,
    isUnfinished: () => false,
    take: (files) => void calls.push(`take ${files.length}`),
    join: (code) => void calls.push(`join ${code}`),
    reset: () => void calls.push("reset"),
    offered: () => undefined,
    served: () => [],
    Screens: () => null,
  };
  type Start = (code: string | undefined) => SessionPart;
  const loads: ReturnType<typeof Promise.withResolvers<Start>>[] = [];
  const loader = createSessionLoader(() => {
    const loading = Promise.withResolvers<Start>();
    loads.push(loading);
    return loading.promise;
  });
  const arrive = () =>
    loads.at(-1)?.resolve((code) => {
      calls.push(`start ${code}`);
      return part;
    });
  return { calls, loader, arrive, fail: () => loads.at(-1)?.reject(new Error("the server is away")) };
}

test("[PAGE20] what a person does before the session's part has come is done as soon as it has", async () => {
  const { calls, loader, arrive } = world();
  const started = loader.start(undefined);
  loader.join("482913");
  expect([loader.awaited(), loader.part()]).toEqual(["joining", undefined]);
  arrive();
  await started;
  loader.take([{ name: "a", blob: new Blob() }]);
  expect(calls).toEqual(["start undefined", "join 482913", "take 1"]);
});

test("[PAGE20] who goes back meanwhile waits for nothing any more", async () => {
  const { calls, loader, arrive } = world();
  const started = loader.start(undefined);
  loader.take([{ name: "a", blob: new Blob() }]);
  loader.forget();
  arrive();
  await started;
  expect([calls, loader.awaited()]).toEqual([["start undefined"], undefined]);
});

test("[PAGE20] who goes back from a link's code does not join by it after all", async () => {
  const { calls, loader, arrive } = world();
  const started = loader.start("482913");
  loader.forget();
  arrive();
  await started;
  expect(calls).toEqual(["start undefined"]);
});

test("[PAGE20] the part is fetched once, when somebody comes who may need it or needs it already", async () => {
  const { calls, loader, arrive } = world();
  expect(loader.session()).toEqual({ at: "home" });
  loader.prepare();
  loader.prepare();
  loader.join("482913");
  arrive();
  await Bun.sleep(0);
  expect(calls).toEqual(["start undefined", "join 482913"]);
});

test("[PAGE20] a link's code is waited for from the start", async () => {
  const { calls, loader, arrive } = world();
  const started = loader.start("482913");
  expect(loader.awaited()).toBe("joining");
  expect(loader.session()).toEqual({ at: "joining" }); // no page reloads meanwhile, which would lose the code
  arrive();
  await started;
  expect(calls).toEqual(["start 482913"]);
});

test("[PAGE20] a part that cannot be loaded is told of", async () => {
  const { loader, fail } = world();
  const started = loader.start(undefined);
  loader.join("482913");
  fail();
  await started;
  expect([loader.hasFailed(), loader.awaited()]).toEqual([true, "joining"]);
});

test("[PAGE20] one that could not be fetched ahead is fetched when somebody needs it", async () => {
  const { calls, loader, arrive, fail } = world();
  loader.prepare();
  fail();
  await Bun.sleep(0);
  expect([loader.hasFailed(), loader.awaited()]).toEqual([true, undefined]);
  loader.join("482913");
  expect(loader.hasFailed()).toBe(false);
  arrive();
  await Bun.sleep(0);
  expect(calls).toEqual(["start undefined", "join 482913"]);
});

test("[NEAR16] files that are chosen before it has come open a session: whoever they are for is not forgotten", async () => {
  const { loader, arrive } = world();
  const started = loader.start(undefined);
  loader.take([{ name: "a", blob: new Blob() }]);
  expect(loader.session()).toEqual({ at: "opening" });
  loader.forget();
  expect(loader.session()).toEqual({ at: "home" });
  arrive();
  await started;
});
