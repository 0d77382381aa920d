import { expect, test } from "bun:test";
import { type LaunchQueue, onLaunchedFiles } from "./launched-files.ts";

/** A browser's queue of launches, which hands them to whoever asks. */
function queue() {
  let launch: Parameters<LaunchQueue["setConsumer"]>[0] = () => undefined;
  const all: LaunchQueue = {
    setConsumer(consumer) {
      launch = consumer;
    },
  };
  return { all, launch: (files?: readonly unknown[]) => launch({ files } as Parameters<typeof launch>[0]) };
}

const fileHandle = (name: string) => ({ kind: "file", name, getFile: async () => new File([name], name) });
const goneHandle = (name: string) => ({
  kind: "file",
  name,
  getFile: async () => {
    throw new DOMException("it is gone", "NotFoundError");
  },
});

test("[PWA5] files of a launch are read, and those that cannot be are named", async () => {
  const { all, launch } = queue();
  const launched = new Promise<[string[], readonly string[]]>((resolve) => {
    onLaunchedFiles(all, (files, unreadable) => resolve([files.map(({ name }) => name), unreadable]));
  });
  launch([fileHandle("a.txt"), goneHandle("b.txt"), fileHandle("c.txt")]);
  expect(await launched).toEqual([["a.txt", "c.txt"], ["b.txt"]]);
});

test("[PWA5] a launch without files, and a browser without launches, change nothing", async () => {
  const { all, launch } = queue();
  const calls: unknown[] = [];
  onLaunchedFiles(all, (files) => void calls.push(files));
  onLaunchedFiles(undefined, (files) => void calls.push(files));
  launch([]);
  launch();
  await Promise.resolve();
  expect(calls).toEqual([]);
});
