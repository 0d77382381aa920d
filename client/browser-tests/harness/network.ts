/** Routing rules are looked at before the machine's own addresses only if these come later than usual. */
const LOCAL_FIRST = ["rule", "add", "pref", "100", "lookup", "local"];
const LOCAL_NO_MORE = ["rule", "del", "pref", "0"];
const UDP_NOWHERE = ["rule", "add", "pref", "10", "ipproto", "udp", "blackhole"];
const UDP_AGAIN = ["rule", "del", "pref", "10"];

let isPrepared = false;

/** From now on no UDP gets anywhere in the test network: the devices lose each other, but not the server. */
export function cutUdp(): void {
  if (!isPrepared) {
    ip(LOCAL_FIRST);
    ip(LOCAL_NO_MORE);
    isPrepared = true;
  }
  ip(UDP_NOWHERE);
}

/** UDP gets through again. */
export function healUdp(): void {
  ip(UDP_AGAIN);
}

function ip(args: readonly string[]): void {
  const { success, stderr } = Bun.spawnSync(["ip", ...args], { stdin: "ignore", stderr: "pipe" });
  if (!success) throw new Error(`ip ${args.join(" ")}: ${stderr.toString().trim()}`);
}
