import type { Words } from "../text.ts";

/** What a page says that opens without its server, has another version, or was opened to share something. */
export const INSTALLED: Words["installed"] = {
  away: "本页可以打开，但服务器没有响应。本页会自动重试；在连上之前，无法发送或接收。",
  login: "要连上服务器，需要先登录：{login}。",
  openLogin: "去登录",
  version: {
    title: "本页有新版本",
    body: "更新只要片刻，不会丢失任何内容。",
    reload: "重新加载",
    later: "以后再说",
  },
  sharing: {
    reading: "正在读取你分享的内容。",
    soFar: (size) => `已读取 ${size}。`,
    failed: {
      "no-room": "这台设备的空间不够，放不下你分享的内容。请腾出空间，或在这里选择文件。",
      broken: "你分享的内容没能完整读取。请重新分享，或在这里选择文件。",
      gone: "你分享的内容已经不在了。请重新分享，或在这里选择文件。",
      "not-taken": "刚才本页还没准备好接收你分享的内容，现在可以了。请重新分享。",
    },
    dismiss: "知道了",
  },
};
