import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const plural = pluralIn("ja");
const devices = plural({ other: "#台" });
const countedFiles = plural({ other: "ファイル#個" });
const countedTexts = plural({ other: "テキスト#件" });

/** 「ファイル3個とテキスト1件」。 */
const things = (files: number, texts: number) =>
  [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter(Boolean).join("と");

/** 「ファイル」「ファイル3個とテキスト1件のすべて」。 */
const everything = (files: number, texts: number) => {
  if (files + texts > 1) return `${things(files, texts)}のすべて`;
  return files === 1 ? "ファイル" : "テキスト";
};

/** What is said where one sender has several receivers. */
export const SEVERAL: Words["several"] = {
  allow: "複数のデバイスに送る",
  allowed: (most) => `${most}台まで送れます。進み具合はデバイスごとに表示されます。`,
  addOne: "もう1台に送る",
  codeTitle: "次のデバイス用のコード",
  mayJoin: plural({ other: "あと#台が参加できます。" }),
  lastOne: "このコードで参加できるのは1台です。",
  closeCode: "コードを停止",
  sending: (count) => `${devices(count)}に送っています`,
  allHave: (count, files, texts) => `${devices(count)}に${everything(files, texts)}が届きました（確認済み）`,
  someHave: (done, count) =>
    done === 0
      ? "すべて届いたデバイスはありません"
      : `${devices(count)}のうち${formatCount(done)}台にすべて届きました`,
  soFar: (done, count) => `${devices(count)}のうち${formatCount(done)}台が完了`,
  exact: "どのデバイスにも、1バイトも違わず届いています。",
  whatFailed: "足りないものは、下のデバイスごとの欄に表示されています。",
  list: "デバイス",
  unnamed: "新しいデバイス",
  giveUp: (device) => `${device}への転送をキャンセル`,
  pause: (device) => `${device}への転送を一時停止`,
  resume: (device) => `${device}への転送を再開`,
  end: "閉じる",
  progress: (device) => `${device}への転送の進み具合`,
  pace: (speed, left) => `${speed}、残り${left}`,
  state: {
    connecting: "接続しています。",
    away: "応答がありません。戻ると自動的に続きます。",
    asked: "相手の返事を待っています。",
    moving: "受け取っています。",
    paused: { me: "このデバイスで一時停止しています。", peer: "相手が一時停止しています。" },
    interrupted: "接続が切れました。デバイスを探し直しています。",
    choosing: "ファイルが選び直されるのを待っています。",
    done: "すべて届きました（確認済み）。",
    partly: (done, count) => `${countedFiles(count)}のうち${formatCount(done)}個が届きました。`,
    nothing: "ファイルは1つも届いていません。",
    declined: "断られました。何も送っていません。",
    cancelled: "キャンセルしました。",
    left: "すべて届く前にいなくなりました。",
    stopped: (title, body) => `${title}。${body}`,
  },
};
