import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const plural = pluralIn("ja");

const WITH_DOWNLOADS = "ダウンロードとして保存されます。";

const SAVED: Readonly<Record<SaveMethod, string>> = {
  opfs: WITH_DOWNLOADS,
  indexeddb: WITH_DOWNLOADS,
  stream: WITH_DOWNLOADS,
  memory: "すべて届くまでメモリーに置かれ、そのあとダウンロードとして保存されます。",
  file: "選んだ場所に保存されます。",
  folder: "選んだフォルダーに保存されます。",
};

/** What is said of files before they are accepted, on both sides. */
export const OFFER: Words["offer"] = {
  title: (device) => `${device}が送ろうとしています`,
  accept: "受け取る",
  decline: "断る",
  pickFile: "保存先を選ぶ",
  pickFolder: "フォルダーを選ぶ",
  textOf: (bytes) => (bytes === 1 ? "1文字のテキスト" : `テキスト、最大${formatCount(bytes)}文字`),
  saved: SAVED,
  textsOnly: "ここに表示され、コピーできます。保存はされません。",
  zipOfFolders: "フォルダーの形を保つため、1つのzipファイルに保存されます。",
  zipOfMany: "ファイルの数が多いため、1つのzipファイルに保存されます。",
  free: (free) => `このデバイスの空き容量：${free}。`,
  cap: (most) =>
    `メモリーに置かれるため、全部で${most}までです。もっと大きなファイルは、プライベートウィンドウではなく通常のウィンドウで受け取ってください。`,
  none: {
    cap: (most) =>
      `大きすぎます。このウィンドウで受け取れるのは${most}までです。プライベートウィンドウではなく通常のウィンドウか、別のブラウザーを使ってください。`,
    free: (free) =>
      `大きすぎます。このデバイスの空き容量は${free}しかありません。空きを作ってから、もう一度送ってもらってください。`,
  },
  pickInstead: "別の保存先を選べば、入るかもしれません。",
  leftOut: plural({ other: "ファイル#個がこのデバイスに入りません。その分は送られません。" }),
};

/** What the other device can take, said to the sender. */
export const CAPACITY: Words["capacity"] = {
  free: (device, free) => `${device}の空き容量：${free}。`,
  memory: (device) =>
    `${device}は、すべて届くまでファイルをメモリーに置きます。大きなファイルは入らないことがあります。`,
  leftOut: (count, device, free) =>
    `ファイル${formatCount(count)}個が入りません。${device}の空き容量は${free}です。その分は送られません。`,
  none: (device, free) => `大きすぎます。${device}の空き容量は${free}しかありません。`,
};
