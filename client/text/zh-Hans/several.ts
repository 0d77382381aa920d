import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const plural = pluralIn("zh-Hans");
const devices = plural({ other: "# 台设备" });
const countedFiles = plural({ other: "# 个文件" });
const countedTexts = plural({ other: "# 段文本" });

/** “3 个文件和 1 段文本”。 */
const things = (files: number, texts: number) =>
  [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter(Boolean).join("和 ");

/** “这个文件”、“全部 3 个文件和 1 段文本”。 */
const everything = (files: number, texts: number) => {
  if (files + texts > 1) return `全部 ${things(files, texts)}`;
  return files === 1 ? "这个文件" : "这段文本";
};

/** What is said where one sender has several receivers. */
export const SEVERAL: Words["several"] = {
  allow: "允许多台设备加入",
  allowed: (most) => `最多 ${most} 台设备，每台分别显示进度。`,
  addOne: "再发送给一台设备",
  codeTitle: "给下一台设备的取件码",
  mayJoin: plural({ other: "还可以加入 # 台设备。" }),
  lastOne: "用这个取件码可以加入一台设备。",
  closeCode: "停用取件码",
  sending: (count) => `正在发送给 ${devices(count)}`,
  allHave: (count, files, texts) =>
    `${devices(count)}${count > 1 ? "都" : ""}已收到${everything(files, texts)}，已校验`,
  someHave: (done, count) =>
    done === 0 ? "没有设备收到全部内容" : `${devices(count)}中有 ${formatCount(done)} 台收到了全部内容`,
  soFar: (done, count) => `${devices(count)}中有 ${formatCount(done)} 台已完成`,
  exact: "每台设备收到的内容都与这里的完全一致，一个字节都不差。",
  whatFailed: "缺少的内容列在下面各台设备中。",
  list: "设备",
  unnamed: "新设备",
  giveUp: (device) => `取消发送给 ${device}`,
  pause: (device) => `暂停发送给 ${device}`,
  resume: (device) => `继续发送给 ${device}`,
  end: "关闭",
  progress: (device) => `发送给 ${device} 的进度`,
  pace: (speed, left) => `${speed}，剩余${left}`,
  state: {
    connecting: "正在连接。",
    away: "设备不在线。它恢复后会自动继续。",
    asked: "等待对方接受。",
    moving: "正在接收。",
    paused: { me: "已在这里暂停。", peer: "对方已暂停。" },
    interrupted: "连接中断了，正在重新查找这台设备。",
    choosing: "等待重新选择文件。",
    done: "已收到全部内容，已校验。",
    partly: (done, count) => `${countedFiles(count)}中收到了 ${formatCount(done)} 个。`,
    nothing: "一个文件也没有收到。",
    declined: "已拒绝，没有发送任何内容。",
    cancelled: "已取消。",
    left: "还没收完就离开了。",
    stopped: (title, body) => `${title}。${body}`,
  },
};
