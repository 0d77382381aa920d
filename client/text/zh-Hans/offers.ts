import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const plural = pluralIn("zh-Hans");

const WITH_DOWNLOADS = "会保存到下载内容中。";

const SAVED: Readonly<Record<SaveMethod, string>> = {
  opfs: WITH_DOWNLOADS,
  indexeddb: WITH_DOWNLOADS,
  stream: WITH_DOWNLOADS,
  memory: "先放在内存中，收完后再保存到下载内容中。",
  file: "会保存到选定的位置。",
  folder: "会保存到选定的文件夹中。",
};

/** What is said of files before they are accepted, on both sides. */
export const OFFER: Words["offer"] = {
  title: (device) => `${device} 想要发送`,
  accept: "接受",
  decline: "拒绝",
  pickFile: "选择保存位置",
  pickFolder: "选择文件夹",
  textOf: (bytes) => (bytes === 1 ? "一段只有一个字的文本" : `一段文本，最多 ${formatCount(bytes)} 个字符`),
  saved: SAVED,
  textsOnly: "会显示在这里，可以复制，不会保存成文件。",
  zipOfFolders: "会保存成一个 zip 文件，文件夹结构保持不变。",
  zipOfMany: "文件很多，会保存成一个 zip 文件。",
  free: (free) => `这里的可用空间：${free}。`,
  cap: (most) => `内容放在内存中，总共最多 ${most}。要接收更大的文件，请不要使用无痕窗口。`,
  none: {
    cap: (most) => `文件太大：这个窗口最多能放 ${most}。请不要使用无痕窗口，或换一个浏览器。`,
    free: (free) => `文件太大：这里只剩 ${free} 可用空间。请腾出空间，再让对方重新发送。`,
  },
  pickInstead: "换一个保存位置，也许能放得下。",
  leftOut: plural({ other: "有 # 个文件在这台设备上放不下，将被跳过。" }),
};

/** What the other device can take, said to the sender. */
export const CAPACITY: Words["capacity"] = {
  free: (device, free) => `${device} 的可用空间：${free}。`,
  memory: (device) => `${device} 收完之前会把文件放在内存中，太大的文件可能放不下。`,
  leftOut: (count, device, free) =>
    `有 ${formatCount(count)} 个文件放不下，将被跳过：${device} 只能再放 ${free}。`,
  none: (device, free) => `文件太大：${device} 只能再放 ${free}。`,
};
