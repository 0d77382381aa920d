import type { Words } from "../text.ts";

/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME: Words["frame"] = {
  menu: {
    open: "菜单",
    language: "语言",
    languageFailed: (name) => `无法取得“${name}”的文字。等服务器恢复响应后，请再选一次。`,
    colours: "外观",
    schemes: { device: "跟随设备", light: "浅色", dark: "深色" },
  },
  about: {
    title: "关于 P2P Share",
    version: (version) => `版本 ${version}`,
    licence: "自由软件，MIT 许可证",
  },
  end: {
    title: "要结束传输吗？",
    body: "已传完的文件会保留。还在传输的内容，两台设备上都不会留下。",
    stay: "继续传输",
    go: "结束传输",
  },
  toasts: "消息（{hotkey}）",
};
