import { afterEach, expect, test } from "bun:test";
import { Product } from "./testing/product.ts";
import { TestSocket } from "./testing/test-app.ts";

const started: Product[] = [];

afterEach(async () => {
  for (const product of started.splice(0)) await product.remove();
});

function start(env: Record<string, string> = {}): Product {
  const product = Product.spawn(env);
  started.push(product);
  return product;
}

test("[CFG2] a start with wrong settings ends with code 78 and tells all of them, but no secret", async () => {
  const env = { PORT: "http", TURN_SECRET: "short", TURN_SECRT: "north of the river", TLS: "local-ca" };
  const { code, printed, complaints } = await start(env).ended();
  expect(code).toBe(78);
  expect(printed).toBe("");
  expect(complaints.split("\n")).toEqual([
    "P2P Share cannot start:",
    '  PORT is "http": expected a whole number from 0 to 65535',
    "  TURN_SECRET is set: expected 8 to 1024 printable characters in one line; make one with openssl rand -hex 32",
    "  TURN_SECRT is no setting: expected TURN_SECRET, or another name",
    "  DATA_DIR is not set: expected a folder for the certificate authority, because TLS is local-ca",
    "",
  ]);
});

test("[HTTP6] a port that another program uses is told with what to do, and ends with code 78", async () => {
  const { port } = new URL(await start().url());
  const { code, complaints } = await start({ PORT: port }).ended();
  expect(code).toBe(78);
  expect(complaints).toContain(
    `cannot listen on 127.0.0.1 port ${port} (PORT): another program uses this port. Stop it, or set PORT to another one.`,
  );
});

/** @returns how a browser's socket was closed, how its health answered then, and how it ended */
async function stopped(signal: NodeJS.Signals) {
  const product = start();
  const url = await product.url();
  const browser = new TestSocket(`${url.replace("http", "ws")}/ws`);
  await browser.opened;
  product.signal(signal);
  const { code: closedWith } = await browser.closed;
  const { status: health } = await fetch(`${url}/health`);
  const { code } = await product.ended();
  return { closedWith, health, code };
}

test("[HTTP7] SIGTERM and SIGINT end it in an orderly way, with code 0", async () => {
  const end = { closedWith: 1001, health: 503, code: 0 };
  expect(await Promise.all([stopped("SIGTERM"), stopped("SIGINT")])).toEqual([end, end]);
});

test("[HTTP7] a second signal does not wait", async () => {
  const product = start();
  await product.url();
  product.signal("SIGTERM");
  await product.printed(/"event":"stopping"/);
  product.signal("SIGTERM");
  expect(await product.ended()).toMatchObject({ code: 0 });
});
