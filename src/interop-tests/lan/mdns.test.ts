import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { HERE, Neighbour, THERE } from "../../testing/neighbour.ts";
import { Product } from "../../testing/product.ts";

const ON = { HOST: "::", MDNS_NAME: "p2p-share" };
const NAME = /http:\/\/(p2p-share[0-9-]*\.local):(\d+)/;
/** Port 5353 in /proc/net/udp. */
const MDNS_SOCKET = /:14E9 /;

let neighbour: Neighbour;
let products: Product[] = [];

beforeAll(async () => {
  neighbour = await Neighbour.move();
});
afterEach(async () => {
  await Promise.all(products.map((product) => product.remove()));
  products = [];
});
afterAll(() => neighbour.remove());

function start(env: Record<string, string>, wrap?: (command: readonly string[]) => string[]): Product {
  const product = Product.spawn(env, wrap);
  products.push(product);
  return product;
}

const udpSockets = () => readFileSync("/proc/net/udp", "utf8");

test("[LAN3] avahi finds the name with its addresses, and the service with its port", async () => {
  const product = start(ON);
  const [, host, port] = await product.printed(NAME);
  expect(host).toBe("p2p-share.local");
  expect(neighbour.resolve("p2p-share.local", 4)).toBe(HERE.ipv4);
  expect(neighbour.resolve("p2p-share.local", 6)).toBe(HERE.ipv6);
  const service = await neighbour.browse().line(/^=;lan0;IPv4/);
  expect(service).toContain(`;p2p-share.local;${HERE.ipv4};${port};`);
});

test("[LAN4] the second of two servers is p2p-share-2, beside the avahi-daemon of its own host, and says so", async () => {
  await start(ON).printed(NAME);
  const second = start(ON, (command) => neighbour.wrap(command));
  const [, host] = await second.printed(NAME);
  expect(host).toBe("p2p-share-2.local");
  await second.printed(/Another device is p2p-share\.local, so this one is p2p-share-2\.local\./);
  expect(neighbour.resolve("p2p-share.local", 4)).toBe(HERE.ipv4);
  expect(neighbour.resolve("p2p-share-2.local", 4)).toBe(THERE.ipv4);
});

test("[LAN5] a server that is stopped says goodbye", async () => {
  const product = start(ON);
  await product.printed(NAME);
  const browsing = neighbour.browse();
  await browsing.line(/^=;lan0;IPv4/);
  product.signal("SIGTERM");
  expect(await browsing.line(/^-;lan0;IPv4/)).toContain("p2p-share");
  expect((await product.ended()).code).toBe(0);
});

test("[LAN3] with MDNS_NAME=off nothing is open by which the LAN could hear or ask", async () => {
  await start({ HOST: "0.0.0.0" }).printed(/ready/);
  expect(udpSockets()).not.toMatch(MDNS_SOCKET);
  await start({ ...ON, PORT: "0" }).printed(NAME);
  expect(udpSockets()).toMatch(MDNS_SOCKET);
});

test("[LAN6] where another program keeps the port to itself, the server says so and runs without a name", async () => {
  const holder = await Bun.udpSocket({ hostname: "0.0.0.0", port: 5_353 });
  const product = start({ ...ON, HOST: "0.0.0.0" });
  await product.printed(/cannot be found as p2p-share\.local:\n {2}UDP port 5353 cannot be shared/);
  const [url] = await product.printed(/http:\/\/192\.168\.77\.1:\d+/);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  holder.close();
});
