import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { ServerAt, Transport } from "../../diagnostics/checks.ts";
import type { DiagnosticsWords } from "../diagnostics.ts";
import { formatBytes, formatCount, formatList, formatMillis, formatSpan, formatSpeed } from "../format.ts";
import type { Told } from "../said.ts";
import { chinese } from "./index.ts";

const METHODS: Readonly<Record<SaveMethod, string>> = {
  opfs: "浏览器的私有文件中",
  indexeddb: "浏览器的存储空间（IndexedDB）中",
  stream: "边接收边写入的下载文件中",
  memory: "内存中",
  file: "自选的文件中",
  folder: "自选的文件夹中",
};

const WAYS: Readonly<Record<Transport, string>> = { udp: "UDP", tcp: "TCP", tls: "TLS" };

const AGAIN = "请重新检查；如果还是不行，请查看服务器日志。";
const PROXY_UPGRADE =
  "中间的代理必须转发 `/ws` 的升级请求：使用 HTTP/1.1，并带上 `Upgrade` 和 `Connection` 这两个头。";
const ADDRESS_OF_PAGE = "把 `PUBLIC_URL` 设为打开本页所用的地址";

function silentRelay({ host, port, transport }: ServerAt & { readonly transport: Transport }): Told {
  const said = `${host} 的端口 ${port} 通过 ${WAYS[transport]} 没有回应。`;
  switch (transport) {
    case "udp":
      return {
        said,
        fix: `请在沿途的每道防火墙上放行 UDP 端口 ${port}，包括服务器自己的防火墙；使用 Docker 时，请发布该端口：\`-p ${port}:${port}/udp\`。如果中继用的是别的名称，请设置 EXTERNAL_HOST。`,
      };
    case "tcp":
      return {
        said,
        fix: `请在沿途的每道防火墙上放行 TCP 端口 ${port}，包括服务器自己的防火墙；使用 Docker 时，请发布该端口：\`-p ${port}:${port}\`。网页代理不会转发它。`,
      };
    case "tls":
      return {
        said,
        fix: `请开放 TCP 端口 ${port}，使用 Docker 时加上 \`-p ${port}:${port}\`。此浏览器必须信任证书，而且证书必须是为 ${host} 签发的。`,
      };
  }
}

/** What is said of what came of each check. */
const TOLD: DiagnosticsWords["told"] = {
  "socket-open": ({ roundTripMs }) => ({ said: `服务器在${formatMillis(roundTripMs)}内作出了回应。` }),
  "socket-mute": () => ({ said: "已连到服务器，但收不到任何回应。", fix: PROXY_UPGRADE }),
  "upgrade-lost": ({ closeCode }) => ({
    said: `页面可以加载，但与服务器的连接打不开（WebSocket，关闭代码 ${closeCode}）。`,
    fix: `${PROXY_UPGRADE}如果一分钟内连接次数过多，服务器也会拒绝：请等一分钟再试。`,
  }),
  "upgrade-refused": ({ status }) => ({
    said: `页面可以加载，但回应连接请求的不是 P2P Share，而是 HTTP 状态 ${status}。`,
    fix: `${PROXY_UPGRADE}代理自己也不能占用这个路径。`,
  }),
  "wrong-host": ({ origin, host }) => ({
    said: `本页是从 ${origin} 打开的，但向服务器请求的是 ${host}，所以服务器拒绝连接。`,
    fix: `请设置 \`PUBLIC_URL=${origin}\`，或让代理转发 \`Host\` 头。`,
  }),
  "server-gone": () => ({
    said: "服务器不再响应。",
    fix: "请检查这台设备是否还在同一个网络，P2P Share 是否还在运行。",
  }),

  "address-own": ({ ip }) => ({ said: `服务器看到的是这台设备自己的地址 ${ip}。` }),
  "address-forwarded": ({ ip }) => ({ said: `受信任的代理把这台设备的地址 ${ip} 告诉了服务器。` }),
  "address-gateway": ({ ip }) => ({
    said: `在容器里，服务器看到的所有设备都是 ${ip}，因此次数限制按连接计算。`,
    fix: "不需要处理。如果想按设备计算，请用 `--network host` 运行容器。",
  }),
  "address-proxy": ({ ip }) => ({
    said: `服务器前面有代理，服务器看到的所有设备都是 ${ip}。`,
    fix: `请把 \`TRUST_PROXY\` 设为代理的数量或代理的地址，并${ADDRESS_OF_PAGE}。`,
  }),
  "address-hidden": ({ ip }) => ({
    said: `服务器所在的机器上有代理挡住了这台设备：服务器看到的是 ${ip}。`,
    fix: `请让代理加上 \`X-Forwarded-For\`，设置 \`TRUST_PROXY=1\`，并${ADDRESS_OF_PAGE}。`,
  }),
  "address-unknown": () => ({
    said: "服务器没有说明它看到的这台设备是什么地址。",
    fix: "请重新加载本页。中间的代理必须转发 `/diagnostics/server`。",
  }),

  "stun-answers": ({ ip }) => ({ said: `中继的端口通过 UDP 作出了回应，看到这台设备的地址是 ${ip}。` }),
  "stun-same": () => ({ said: "中继的端口通过 UDP 作出了回应，看到的正是这台设备自己的地址。" }),
  "stun-silent": ({ host, port }) => ({
    said: `${host} 的端口 ${port} 通过 UDP 没有回应。`,
    fix: `请放行 UDP 端口 ${port}：UDP 中继也要用到它。`,
  }),
  "name-unknown": ({ host }) => ({
    said: `此浏览器在寻找连接时，查不到 ${host} 这个名称的地址。`,
    fix: "请用服务器的地址而不是名称打开本页，或把 `EXTERNAL_HOST` 设为一个地址，或设为网络的域名服务器能查到的名称。",
  }),
  "stun-off": () => ({ said: "服务器的中继已关闭，因此没有地址查询。在同一个网络中，设备不需要它。" }),

  "relay-works": ({ roundTripMs, bytesPerSecond }) => ({
    said: `数据经过中继，原样返回：用时${formatMillis(roundTripMs)}，速度至少 ${formatSpeed(bytesPerSecond)}。`,
  }),
  "relay-silent": silentRelay,
  "relay-refuses": ({ host, port, code }) => ({
    said: `中继拒绝了这台设备（错误 ${code}）。`,
    fix: `中继 ${chinese.mendRelay({ host, port, answer: code })}`,
  }),
  "relay-carries-nothing": ({ host }) => ({ said: `${host} 上的中继有回应，但不传送数据。`, fix: AGAIN }),
  "relay-damages": ({ host }) => ({
    said: `经过 ${host} 上的中继的数据中断了，或返回时变了样。`,
    fix: `${AGAIN}也可能是 TURN_MAX_BANDWIDTH 太低。`,
  }),
  "relay-nameless": ({ host }) => ({
    said: `Firefox 只有通过名称才能使用 TLS 中继，而服务器给出的是 ${host}。`,
    fix: "请用名称打开本页，或把 `EXTERNAL_HOST` 设为一个名称。",
  }),
  "relay-off": () => ({
    said: "服务器没有提供中继：只有能够直接互通的设备才能连接。",
    fix: "请开启中继：`TURN_ENABLED=on`。",
  }),
  "tls-off": () => ({
    said: "没有设置。只有除 TLS 外什么都不放行的网络才需要它；可以用 `TLS=files` 开启。",
  }),
  "way-off": () => ({ said: "服务器没有提供这种方式的中继。有其他任何一种就够了。" }),
  untried: ({ why }) =>
    why === "refused"
      ? { said: "无法检查：服务器现在不再接受新的会话。", fix: "请过一分钟再重新检查。" }
      : { said: "无法检查，因为没有连上服务器。", fix: "请先解决与服务器的连接问题。" },

  "direct-works": ({ isHidden }) => ({
    said: isHidden
      ? "此浏览器可以直接连接。它把自己的地址藏在名称后面，另一台设备必须能查到这些名称（mDNS）。"
      : "此浏览器可以用自己的地址直接连接。",
  }),
  "direct-unconnected": () => ({
    said: "此浏览器给出了地址，但一个也连不上。",
    fix: "可能是这台设备上的防火墙、VPN 或扩展挡住了。没有直连路径时会使用中继。",
  }),
  "direct-none": () => ({
    said: "此浏览器没有给出自己的地址，所以没有通往这台设备的直连路径。",
    fix: "请关闭对 WebRTC 隐藏地址的设置、扩展或 VPN。在此之前会使用中继。",
  }),

  secure: () => ({ said: "本页处于安全环境中，可以使用此浏览器的全部功能。" }),
  insecure: ({ httpsUrl, localCa }) => ({
    said: "本页是通过普通的 http 打开的，这已经够用。用 HTTPS 打开的话，传输途中没有人能篡改页面，收到的文件也保存得更快。",
    ...(httpsUrl !== undefined && {
      fix: localCa
        ? "这台服务器也有 HTTPS，用的是它自己的证书颁发机构。请先在这里打开 `/ca` 并信任它。"
        : "这台服务器也有 HTTPS。",
    }),
  }),

  "saves-to-disk": ({ method, freeBytes }) => ({
    said:
      freeBytes === null
        ? `收到的内容放在${METHODS[method]}。此浏览器没有说明还有多少可用空间。`
        : `收到的内容放在${METHODS[method]}：这里最多能放 ${formatBytes(freeBytes)}。`,
  }),
  "saves-to-memory": ({ mostBytes }) => ({
    said: `收到的内容放在内存中：总共最多 ${formatBytes(mostBytes)}。`,
    fix: "请不要使用无痕窗口，或允许本页保存数据。",
  }),

  "browser-good": ({ label, version }) => ({
    said: `${label}${version === undefined ? "" : `，版本 ${version}`}：具备本页需要的全部功能。`,
  }),
  "browser-slow": ({ label }) => ({
    said: `${label}：可以使用，但传输大文件比其他浏览器慢。`,
    fix: "请更新浏览器；传输大文件时，请使用 Chrome、Edge 或 Firefox。",
  }),
  "browser-old": ({ label, version, least }) => ({
    said: `${label}，版本 ${version}：本页需要 ${least} 或更高版本。`,
    fix: "请更新浏览器。",
  }),
  "browser-lacks": ({ label, missing }) => ({
    said: `${label} 缺少本页需要的功能：${formatList(missing)}。`,
    fix: "请在设置中开启该功能，关闭阻止它的扩展，或换一个浏览器。",
  }),

  "no-webrtc": () => ({
    said: "此浏览器无法建立连接。",
    fix: "某个设置或扩展关闭了 WebRTC。请重新开启，或换一个浏览器。",
  }),
  stuck: () => ({ said: "这项检查没有结束。", fix: "请重新加载本页，再检查一次。" }),
};

/** Words of the diagnostics page in simplified Chinese. */
export const chineseDiagnostics: DiagnosticsWords = {
  told: TOLD,
  title: "连接诊断",
  lead: "这台设备、它的浏览器和服务器之间的情况。",
  checks: {
    websocket: "与服务器的连接",
    address: "这台设备的地址",
    stun: "地址查询（STUN）",
    "turn-udp": "UDP 中继",
    "turn-tcp": "TCP 中继",
    "turn-tls": "TLS 中继",
    direct: "直接连接",
    "secure-context": "页面安全",
    saving: "保存",
    browser: "浏览器",
  },
  states: {
    running: "检查中",
    ok: "正常",
    warn: "请留意",
    fail: "不正常",
    off: "未使用",
  },
  overall: {
    running: "正在检查，最多需要半分钟。",
    ok: "一切正常。",
    warn: "可以使用，请看下面的提示。",
    fail: "有些地方不正常，解决办法写在下面。",
  },
  openHttps: "通过 HTTPS 打开本页",
  copy: "复制报告",
  copied: "报告已复制",
  copyFailed: "这里无法自动复制。请选中文本，再手动复制：",
  reportNote: "报告不写出任何地址和主机名，只写明它们属于哪一类。",
  again: "重新检查",
  about: "关于这台服务器",
  facts: {
    version: "版本",
    container: "在容器中",
    yes: "是",
    no: "否",
    publicUrl: "PUBLIC_URL",
    https: "HTTPS 端口",
    relay: "中继端口",
    relayPorts: (port, tlsPort) => `${port}（UDP、TCP）${tlsPort === null ? "" : `，${tlsPort}（TLS）`}`,
    mdns: "网络中的名称",
    off: "关闭",
    none: "未设置",
    countedBy: "限制的计算方式",
    by: { address: "按地址", connection: "按连接" },
    codes: "取件码尝试次数",
    wrongCodes: "错误取件码次数",
    per: (count, periodMs) => `每${formatSpan(periodMs)} ${formatCount(count)} 次`,
    delay: "再次尝试取件码前的等待",
  },
  back: "发送或接收文件",
};
