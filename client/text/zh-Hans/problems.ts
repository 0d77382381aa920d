import type { Problem, RelayFacts } from "../../session/machine.ts";
import type { Said } from "../said.ts";

const NO_PATH = "两台设备无法互相连接";
const SAME_NETWORK = "请把两台设备连到同一个网络，不要使用访客 Wi-Fi，也不要开启客户端隔离";
const RELAY_ONLY = "网址里有 ?ice=relay，所以本页只尝试中继。请去掉它再打开";
const NOTHING_PASSES = "两台设备都连上了中继，但数据过不去。请重试；如果还是不行，请查看服务器日志。";
const LEFT: Said = { title: "另一台设备已离开", body: "它关闭了页面，或断开了网络。请重试。" };
const NO_DIRECT_PATH = "也没有可用的直连路径。";

/** A worker is missing: most often because the server has a newer page since. */
export const PAGE_FAILED = "本页缺少一部分，或者出了错。请重新加载本页，再发送一次。";

/** What the answers of a relay ask for, by error code (RFC 8656 §19). */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "请检查那里的 TURN_SECRET 是否相同，两边的时钟是否准确。",
  403: "它的设置不允许这样使用。",
  486: "这个会话使用中继过于频繁。请过几分钟再试，或调高 TURN_USER_QUOTA。",
  508: "它已经满了。请过几分钟再试，或调高 TURN_TOTAL_QUOTA。",
};

/** What is known of a relay that this device is at. */
const AT_RELAY: Partial<Record<Problem, string>> = {
  "relay-unreachable-there": "这台设备已经连上了中继。另一台设备的屏幕上写着它遇到的问题。",
  "relay-failed": NOTHING_PASSES,
};

/** In place of a problem's own body, where no direct path was tried. */
export const relayOnly = (problem: Problem): string =>
  `${AT_RELAY[problem] ?? ""}${RELAY_ONLY}，这样也会尝试直连。`;

/** What mends a relay that is of no use to this device; what is to be typed stands between backticks. */
export const mendRelay = ({ host, port, answer }: RelayFacts): string =>
  answer === undefined
    ? `请在 ${host} 上开放端口 ${port} 的 UDP 和 TCP；使用 Docker 时，请发布该端口（\`-p ${port}:${port}\` \`-p ${port}:${port}/udp\`）。如果中继用的是别的名称，请设置 EXTERNAL_HOST。`
    : `${host} 返回了错误 ${answer}。${REFUSALS[answer] ?? "请重试；如果还是不行，请查看服务器日志。"}`;

/** Why no connection came about, and the next step. */
export const PROBLEMS: Readonly<Record<Problem, Said>> = {
  "bad-code": { title: "这不是取件码", body: "取件码是六位数字，例如 482 913。请检查输入的数字。" },
  "unknown-code": {
    title: "这个取件码没有人在等待",
    body: "请检查数字。取件码只能用一次，几分钟内有效；发送方可以换一个新的。",
  },
  "unknown-session": {
    title: "服务器已经忘记了这次会话",
    body: "P2P Share 重启过，或者这台设备离线太久。请用新的取件码重新开始。",
  },
  "rate-limited": { title: "尝试次数太多", body: "取件码试得太频繁，服务器暂时放慢了速度。" },
  "own-code": {
    title: "这是这台设备自己的取件码",
    body: "这是这台设备自己的取件码，请在另一台设备上输入。",
  },
  "no-files": { title: "没有可以发送的内容", body: "请选择 1 到 10,000 个文件。" },
  "server-full": { title: "服务器正忙", body: "这台 P2P Share 服务器的会话数已达上限。请过几分钟再试。" },
  "server-unreachable": {
    title: "服务器没有响应",
    body: "请检查这台设备是否还在同一个网络，P2P Share 是否还在运行。",
  },
  "peer-left": LEFT,
  "cannot-connect": {
    title: NO_PATH,
    body: `两台设备都能找到这台服务器，但彼此之间没有路径，而服务器也没有提供中继。${SAME_NETWORK}，或者开启中继（TURN_ENABLED）。`,
  },
  "no-direct-path": {
    title: NO_PATH,
    body: "网址里有 ?ice=direct，所以本页只尝试直连。请去掉它再打开，这样就能使用中继。",
  },
  "relay-missing": {
    title: "服务器没有提供中继",
    body: `${RELAY_ONLY}，或者开启中继（TURN_ENABLED）。`,
  },
  "relay-unreachable": { title: "这台设备连不上中继", body: NO_DIRECT_PATH },
  "relay-refused": { title: "中继拒绝了这台设备", body: NO_DIRECT_PATH },
  "relay-unreachable-there": {
    title: "另一台设备没有连上中继",
    body: "这台设备已经连上，但没有可用的直连路径。请看另一台设备的屏幕，上面写着它遇到的问题。",
  },
  "relay-failed": {
    title: NO_PATH,
    body: `${NOTHING_PASSES}要想不用中继，${SAME_NETWORK}。`,
  },
  "no-webrtc": {
    title: "此浏览器无法建立连接",
    body: "可能是某个设置或扩展关闭了 WebRTC，也可能是服务器的 ICE_SERVERS 有误。请换一个浏览器试试。",
  },
  "page-failed": { title: "页面不是最新的", body: PAGE_FAILED },
  "already-in-session": { title: "已经连接", body: "请先结束这里的传输，再重试。" },
  "no-peer": LEFT,
  "bad-message": { title: "页面不是最新的", body: "请重新加载本页，再试一次。" },
  "too-large": { title: "页面不是最新的", body: "请重新加载本页，再试一次。" },
  internal: { title: "服务器出错了", body: "请重试。如果还是不行，请查看服务器日志。" },
};
