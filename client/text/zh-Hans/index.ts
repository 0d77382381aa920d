import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { FAILURES } from "./failures.ts";
import { CHART, PATH_DETAILS, READING, SCAN, SPOKEN, STAY, TITLE, TOLD, WAITING } from "./flow.ts";
import { FRAME } from "./frame.ts";
import { INSTALLED } from "./installed.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";
import { SEVERAL } from "./several.ts";

const SOME_FAILED = "下面标出的内容没有传到，也没有保存。该怎么做，请看那里的说明。";
const PEER_LEFT = "请换一个新的取件码，把缺少的内容再发送一次。已校验的文件都是完整的。";
const MISUNDERSTOOD = "两台设备之间的通信出错了。请在两台设备上重新加载本页，再发送一次。";
const OTHER_VERSION = "两台设备上的页面版本不同。请在两台设备上重新加载本页。";
const UNANSWERED = FAILURES.unanswered;
const NOT_CHOSEN = "10 分钟内没有人重新选择文件。请用新的取件码再发送一次。";
const PAUSED = "暂停 12 小时后没有人继续。请把缺少的内容再发送一次；已校验的文件都是完整的。";
const STALLED = "另一台设备还连着，但已经很久没有传来任何内容。请在两台设备上重新加载本页，再发送一次。";

const plural = pluralIn("zh-Hans");
const countedFiles = plural({ other: "# 个文件" });
const countedTexts = plural({ other: "# 段文本" });

/** “3 个文件和 1 段文本”。 */
const things = (files: number, texts: number) =>
  [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter(Boolean).join("和 ");

/** “甲”、“乙”等 5 项。 */
const named = (names: readonly string[]) => {
  const shown = names
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join("、");
  return names.length > 3 ? `${shown}等 ${formatCount(names.length)} 项` : shown;
};

/** Every word of the page in simplified Chinese. */
export const chinese: Words = {
  name: "P2P Share",
  description: "把这台设备上的文件直接发送到另一台设备。",
  promise: "文件加密后从一台设备传到另一台，途中不留任何副本。",
  frame: FRAME,
  home: {
    sendTitle: "发送文件",
    drop: "把文件或文件夹拖到这里",
    or: "或",
    choose: "选择文件",
    paste: "也可以直接粘贴文件或文本。",
    receiveTitle: "接收文件",
    receiveBody: "输入另一台设备上显示的六位数字，或扫描它的二维码。",
    codeLabel: "另一台设备上的取件码",
    join: "接收",
    problem: (title) => `${title}。`,
    joining: "正在连接",
  },
  secure: {
    line: "{open}，就可以用相机扫描二维码、让屏幕保持常亮，大文件也能直接存入磁盘。",
    lineWithTrust: "先{trust}，再{open}，就可以用相机扫描二维码、让屏幕保持常亮，大文件也能直接存入磁盘。",
    open: "通过 HTTPS 打开本页",
    trust: "让这台设备信任服务器",
  },
  choose: {
    files: "再发送一些文件",
    folder: "或文件夹",
    text: "或文本",
    textLabel: "要发送的文本",
    sendText: "发送文本",
    closeText: "取消",
    emptyFolders: (names) => `空文件夹不会发送：${named(names)}。`,
    unreadable: (names) => `此浏览器无法读取以下内容，因此不会发送：${named(names)}。`,
    nothing: "里面没有可以发送的内容。",
    tooMany: (most) => `一次最多发送 ${formatCount(most)} 个文件。请分几次发送，或先打包成一个压缩文件。`,
    dismiss: "知道了",
  },
  code: {
    title: "可以发送了",
    howTo: "在另一台设备上打开 {address} 并输入取件码，或用相机扫描二维码。",
    onlyHere: (host) =>
      `其他设备打不开 ${host}。请在其他设备上用这台电脑在网络中的地址打开本页，再输入取件码。把 PUBLIC_URL 设为该地址后，这里会显示二维码。`,
    qrLabel: "二维码，用另一台设备扫描即可打开链接",
    codeLabel: (code) => `取件码 ${[...code].join(" ")}`,
    copy: "复制链接",
    copied: "链接已复制",
    copyFailed: "这里无法自动复制。链接是：",
    waiting: "正在等待另一台设备。",
    valid: (left) => `取件码的有效时间还剩 ${left}。`,
    expiring: "取件码快要失效了。如果另一台设备还没准备好，请换一个新的。",
    serverAway: "服务器暂时没有响应。等它恢复后，取件码就能继续使用。",
    notice: {
      "own-code": "这是这台设备自己的取件码，请在另一台设备上输入。",
      "code-replaced": "服务器重启过，或者这台设备离线太久，旧的取件码已失效。请使用这个新的取件码。",
    },
  },
  wait: {
    opening: { title: "正在获取取件码", body: "正在向 P2P Share 服务器请求。" },
    joining: { title: "正在查找另一台设备", body: "正在向 P2P Share 服务器查询这个取件码。" },
    connecting: { title: "正在连接", body: "两台设备正在寻找彼此之间最短的路径。" },
    peerAway: {
      title: "另一台设备不在线",
      body: "它可能休眠了，或断开了网络。在那台设备上重新打开 P2P Share，就会自动继续。",
    },
    serverAway: { title: "服务器没有响应", body: "这台设备会再次尝试联系服务器，然后继续连接。" },
    files: { title: "已连接", body: "正在等待文件列表。" },
    returning: {
      title: "正在恢复",
      body: "本页刚刚重新加载过，正在寻找另一台设备，并会从中断的地方继续。",
    },
    answer: (device) => ({
      title: `正在等待 ${device}`,
      body: "对方接受后，文件会立即开始发送；10 分钟内没有接受，就会撤回。",
    }),
    answerWithoutRoom: (device) => ({
      title: `正在等待 ${device}`,
      body: "对方需要另选一个保存位置，文件才能发送。",
    }),
  },
  interrupted: {
    body: (device) => `与 ${device} 的连接中断了。已收到的内容会保留。`,
    left: (left) => `正在重新连接，还会尝试 ${left}。`,
    reloading: (device) => `${device} 关闭或重新加载了页面，可能还会回来。还会再等：`,
  },
  comeBack: (wait) => `请在${wait}后重试。`,
  relayOnly,
  mendRelay,
  offer: OFFER,
  capacity: CAPACITY,
  transfer: {
    sending: (device) => `正在发送到 ${device}`,
    receiving: (device) => `正在从 ${device} 接收`,
    both: (device) => `正在与 ${device} 互传文件`,
    otherDevice: "另一台设备",
    progress: "总进度",
    speed: "速度",
    timeLeft: "剩余时间",
    measuring: "–",
    cancel: "取消",
    cancelFile: (name) => `取消“${name}”`,
    pause: "暂停",
    resume: "继续",
    path: { direct: "本地网络直连", relayed: "经服务器中继" },
    files: (files, texts, size) => `${things(files, texts)}，${size}`,
    waitingThere: (device, files, texts, size) =>
      `正在等待 ${device} 接受 ${things(files, texts)}（${size}）。`,
    keepOn: "请保持屏幕常亮：设备一休眠，传输就会停止。",
    direction: { out: "发送", in: "接收" },
    way: { out: (amount) => `发送 ${amount}`, in: (amount) => `接收 ${amount}` },
    state: {
      offered: "",
      waiting: "排队中",
      moving: "",
      paused: "已暂停",
      interrupted: "等待连接",
      verifying: "校验中",
      done: "",
      failed: "",
    },
    restarted: "从头重新传输",
    of: (arrived, size) => `${arrived} /\u00a0${size}`,
    text: "文本",
    verified: "已校验 ✓",
    mismatch: "校验不一致 ✗",
    save: "再次保存",
    saveArchive: (name) => `再次保存 ${name}`,
    inPlace: "已保存到选定的位置。",
    archive: (folder = "文件") => `${folder}.zip`,
    digest: "SHA-256",
    preview: "预览",
    playSoFar: "播放已收到的部分",
    closePreview: "关闭预览",
    tooLittle: "收到的内容还太少，暂时无法预览。",
    noPreview: "此浏览器无法预览这个文件。",
    copy: "复制文本",
    copied: "文本已复制",
    copyFailed: "这里无法自动复制。请选中文本，再手动复制。",
  },
  ended: {
    allDone: (files, texts, size) => `${things(files, texts)}，${size}，已校验`,
    someDone: (done, count) => `${countedFiles(count)}中有 ${formatCount(done)} 个已校验`,
    exact: {
      out: "另一台设备收到的内容与这里的完全一致，一个字节都不差。",
      in: "已保存到下载内容中，与发送的内容完全一致，一个字节都不差。",
      inPlace: "已保存到选定的位置，与发送的内容完全一致，一个字节都不差。",
      both: "两台设备收到的都与发送的内容完全一致，一个字节都不差。",
      text: "文本与发送的内容完全一致。",
    },
    body: {
      finished: { sender: SOME_FAILED, receiver: SOME_FAILED },
      declined: {
        sender: "另一台设备拒绝了。对方需要时，请再发送一次。",
        receiver: "已拒绝，没有保存任何内容。如果还是想要，请让对方再发送一次。",
      },
      cancelled: {
        sender: "传输已取消。还需要的内容，请再发送一次。",
        receiver: "传输已取消。还需要的内容，请让对方再发送一次。",
      },
      "peer-left": { sender: PEER_LEFT, receiver: PEER_LEFT },
      protocol: { sender: MISUNDERSTOOD, receiver: MISUNDERSTOOD },
      version: { sender: OTHER_VERSION, receiver: OTHER_VERSION },
      "page-failed": { sender: PAGE_FAILED, receiver: PAGE_FAILED },
      "not-chosen": { sender: NOT_CHOSEN, receiver: NOT_CHOSEN },
      "paused-too-long": { sender: PAUSED, receiver: PAUSED },
      stalled: { sender: STALLED, receiver: STALLED },
      unanswered: { sender: UNANSWERED.out, receiver: UNANSWERED.in },
    },
    title: {
      finished: "已完成",
      declined: "已拒绝",
      cancelled: "已取消",
      "peer-left": "另一台设备已离开",
      protocol: "已停止",
      version: "已停止",
      "page-failed": "已停止",
      "not-chosen": "没有重新选择文件",
      "paused-too-long": "暂停太久",
      stalled: "传输没有动静",
      unanswered: "没有答复",
    },
    sendBack: "给对方发送文件",
    close: "关闭",
    again: "继续发送或接收",
  },
  chooseAgain: {
    title: "请重新选择文件",
    body: "本页重新加载过，浏览器不再记得之前选的文件。选择同样的文件，就会从中断的地方继续。",
    needed: (count, size) => `需要：${countedFiles(count)}，${size}`,
    missing: (name) => `选中的文件里没有“${name}”，或者它的大小和之前不同。`,
    files: "选择这些文件",
    there: (device) => `${device} 需要重新选择文件。已收到的内容会保留。`,
  },
  several: SEVERAL,
  failure: FAILURES,
  scan: SCAN,
  stay: STAY,
  waiting: WAITING,
  readingFolder: { ...READING, found: plural({ other: "正在读取文件夹：已找到 # 个文件。" }) },
  told: TOLD,
  title: TITLE,
  chart: CHART,
  spoken: SPOKEN,
  pathDetails: PATH_DETAILS,
  installed: INSTALLED,
  expired: {
    title: "取件码已失效",
    body: "在有效时间内没有人使用它。文件还在，点一下就能换一个新的取件码。",
    renew: "换新取件码",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  about: (span) => `约${span}`,
  back: "返回",
  tryAgain: "重试",
  reload: "重新加载本页",
  diagnostics: "连接诊断",
  findOut: "查找原因",
};
