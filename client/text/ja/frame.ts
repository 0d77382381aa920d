import type { Words } from "../text.ts";

/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME: Words["frame"] = {
  menu: {
    open: "メニュー",
    language: "言語",
    languageFailed: (name) =>
      `「${name}」の表示を取得できませんでした。サーバーの応答が戻ったら、もう一度選んでください。`,
    colours: "外観",
    schemes: { device: "デバイスに合わせる", light: "ライト", dark: "ダーク" },
  },
  about: {
    title: "P2P Shareについて",
    version: (version) => `バージョン ${version}`,
    licence: "自由ソフトウェア、MITライセンス",
  },
  end: {
    title: "転送を終了しますか？",
    body: "すべて届いたファイルは残ります。まだ途中のものは、両方のデバイスから失われます。",
    stay: "転送を続ける",
    go: "終了する",
  },
  toasts: "お知らせ（{hotkey}）",
};
