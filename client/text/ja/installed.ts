import type { Words } from "../text.ts";

/** What a page says that opens without its server, has another version, or was opened to share something. */
export const INSTALLED: Words["installed"] = {
  away: "このページは開けましたが、サーバーの応答がありません。自動的に接続を試し直します。つながるまでは、送ることも受け取ることもできません。",
  login: "サーバーにつながるには、先に別のログインが必要です：{login}。",
  openLogin: "ログインする",
  version: {
    title: "このページの新しいバージョンがあります",
    body: "更新はすぐに終わり、何も失われません。",
    reload: "再読み込み",
    later: "あとで",
  },
  sharing: {
    reading: "共有されたものを読み込んでいます。",
    soFar: (size) => `これまでに${size}。`,
    failed: {
      "no-room":
        "このデバイスに、共有されたもののコピーを置く空きがありません。空きを作るか、ここでファイルを選んでください。",
      broken:
        "共有されたものを最後まで読み込めませんでした。もう一度共有するか、ここでファイルを選んでください。",
      gone: "共有されたものはもう残っていません。もう一度共有するか、ここでファイルを選んでください。",
      "not-taken":
        "共有されたものを受け取る準備が、まだこのページにできていませんでした。いまは受け取れます。もう一度共有してください。",
    },
    dismiss: "閉じる",
  },
};
