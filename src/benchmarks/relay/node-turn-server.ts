import { createRequire } from "node:module";

// The negative baseline, as it comes: node-turn with one user. Arguments: its port, the first and last port for relayed
// addresses, user name, password, realm.

interface NodeTurn {
  start(): void;
}

const Server: new (options: Readonly<Record<string, unknown>>) => NodeTurn = createRequire(import.meta.url)(
  "node-turn",
);
const [port, minPort, maxPort, username = "", password = "", realm] = process.argv.slice(2);
new Server({
  listeningIps: ["127.0.0.1"],
  relayIps: ["127.0.0.1"],
  listeningPort: Number(port),
  minPort: Number(minPort),
  maxPort: Number(maxPort),
  authMech: "long-term",
  credentials: { [username]: password },
  realm,
}).start();
