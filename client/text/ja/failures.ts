import type { Words } from "../text.ts";

const MISMATCH = "届いたものが、送られたものと違います。何も保存していません。もう一度送ってください。";
const LEFT = "ファイルがすべて届く前に、相手のデバイスがいなくなりました。何も保存されていません。";
const PROTOCOL = "デバイスどうしのやり取りがうまくいきませんでした。何も保存されていません。";
const CANCELLED = "キャンセルしました。何も保存されていません。";

/** Why a file did not arrive, as the side says it that sends (`out`) or receives it (`in`). */
export const FAILURES: Words["failure"] = {
  "hash-mismatch": { out: MISMATCH, in: MISMATCH },
  changed: {
    out: "前に選んだファイルとは違います。最初から送り直してください。",
    in: "相手のデバイスでファイルが変更されました。何も保存していません。最初から送り直してもらってください。",
  },
  unreadable: {
    out: "このデバイスでファイルを読めなくなりました。移動、変更、削除していませんか？",
    in: "相手のデバイスでファイルを読めなくなりました。移動、変更、削除されていませんか？",
  },
  "cannot-save": {
    out: "相手のデバイスで保存できませんでした。ブラウザーが保存を拒みました。",
    in: "このデバイスで保存できませんでした。ブラウザーが保存を拒みました。",
  },
  "no-room": {
    out: "相手のデバイスのディスクがいっぱいです。空きを作ってから、もう一度送ってください。",
    in: "このデバイスのディスクがいっぱいです。空きを作ってから、もう一度送ってもらってください。",
  },
  "too-large": {
    out: "相手のブラウザーには大きすぎます。受け取れる大きさは、相手の画面に表示されています。",
    in: "このウィンドウには大きすぎます。プライベートウィンドウではなく通常のウィンドウか、別のブラウザーを使ってください。",
  },
  declined: { out: "相手が断りました。", in: "断りました。" },
  cancelled: { out: CANCELLED, in: CANCELLED },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
