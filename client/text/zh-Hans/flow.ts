import type { Words } from "../text.ts";

/** Looking for a code through the camera. */
export const SCAN: Words["scan"] = {
  open: "用相机扫描",
  title: "扫描二维码",
  body: "请把相机对准另一台设备上的二维码。",
  starting: "正在打开相机。如果浏览器询问，请选择允许。",
  picture: "相机画面",
  sawOther: "这是别的二维码。请扫描另一台设备上显示的那个。",
  again: "重试",
  close: "关闭",
  elsewhere: {
    title: "取件码来自另一个网址",
    body: (host) =>
      `这个取件码是在 ${host} 生成的，请在那里打开。如果那只是这台服务器的另一个名称，在这里也能使用这个取件码。`,
    open: (host) => `打开 ${host}`,
    here: "在这里使用取件码",
  },
  failed: {
    denied: {
      title: "没有使用相机的权限",
      body: "请在浏览器设置中允许本页使用相机，再重试；也可以直接输入六位数字。",
    },
    "no-camera": { title: "没有相机", body: "此浏览器找不到相机。请改为输入六位数字。" },
    "in-use": {
      title: "相机正被占用",
      body: "另一个程序或标签页正在使用相机。请先关闭它，再重试；也可以直接输入六位数字。",
    },
    "no-picture": {
      title: "相机没有画面",
      body: "浏览器没有收到相机画面。请重试，或直接输入六位数字。",
    },
    "no-reader": {
      title: "此浏览器无法识别画面",
      body: "请重新加载本页再试，或直接输入六位数字。",
    },
    "nothing-seen": {
      title: "没有看到二维码",
      body: "相机开了两分钟，现在已关闭。请在光线更亮的地方重试，或直接输入六位数字。",
    },
  },
};

/** A session with nothing under way. */
export const STAY: Words["stay"] = {
  ends: "{left} 后自动结束",
  stay: "保持连接",
  stays: {
    me: () => "连接会一直保持，直到有一方关闭，或连续 30 分钟没有传输内容。",
    peer: (device) => `${device} 想保持连接：直到有一方关闭，或连续 30 分钟没有传输内容。`,
  },
};

/** What is said of waits that take long. */
export const WAITING: Words["waiting"] = {
  pausedBy: {
    me: (_device, time) => `${time} 起已在这台设备上暂停。点“继续”后恢复传输。`,
    peer: (device, time) => `${device} 从 ${time} 起暂停了传输。对方点“继续”后恢复。`,
  },
  stalled: (device, time) =>
    `从 ${time} 起没有收到任何内容。${device} 是不是休眠了，或者页面不在前台？传输会自动继续，也可以取消。`,
  sendAgain: "重新发送",
};

/** Reading folders. */
export const READING = { stop: "停止读取" };

/** What a person asks to be told, and hears. */
export const TOLD: Words["told"] = {
  ask: "完成后通知我",
  willTell: "完成后会通知你。",
  done: { title: "已完成", body: "全部内容都已传到，并已校验。" },
  notDone: { title: "有些内容没有传到", body: "请打开本页，查看缺少什么、为什么缺少。" },
};

/** The title of the window, before the product's name. */
export const TITLE: Words["title"] = {
  of: (what, name) => `${what} · ${name}`,
  ready: "可以发送了",
  connecting: "正在连接",
  connected: "已连接",
  asked: "要接受吗？",
  paused: "已暂停",
  interrupted: "正在重新连接",
  done: "✓ 已完成",
  failed: "✗ 已停止",
};

/** The speed of the last minute. */
export const CHART: Words["chart"] = {
  label: (now, most) => `当前 ${now}，最高 ${most}`,
};

/** What a screen reader says on the way. */
export const SPOKEN: Words["spoken"] = {
  progress: (percent, left) => `${percent}，剩余${left}`,
};

/** What stands behind the words for the two paths. */
export const PATH_DETAILS: Words["pathDetails"] = {
  open: "详细信息",
  path: "路径",
  paths: {
    direct: "从设备直接传到设备，服务器看不到任何内容。",
    relayed: "经过你的服务器中继，中继只能看到加密的数据包。",
  },
  lanes: "连接数",
};
