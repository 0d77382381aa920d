import type { Words } from "../text.ts";

/** Looking for a code through the camera. */
export const SCAN: Words["scan"] = {
  open: "カメラで読み取る",
  title: "コードを読み取る",
  body: "相手のデバイスのQRコードにカメラを向けてください。",
  starting: "カメラを起動しています。ブラウザーに聞かれたら、許可してください。",
  picture: "カメラの映像",
  sawOther: "これは別のQRコードです。相手のデバイスに表示されているものを読み取ってください。",
  again: "もう一度試す",
  close: "閉じる",
  elsewhere: {
    title: "別のアドレスのコードです",
    body: (host) =>
      `このコードは${host}で作られました。そちらで開いてください。このサーバーの別の名前であれば、コードはここでも使えます。`,
    open: (host) => `${host}を開く`,
    here: "ここでコードを使う",
  },
  failed: {
    denied: {
      title: "カメラが許可されていません",
      body: "ブラウザーの設定でこのページにカメラを許可してからもう一度試すか、6桁の数字を入力してください。",
    },
    "no-camera": {
      title: "カメラがありません",
      body: "このブラウザーではカメラが見つかりません。代わりに6桁の数字を入力してください。",
    },
    "in-use": {
      title: "カメラは使用中です",
      body: "ほかのアプリかタブがカメラを使っています。それを閉じてからもう一度試すか、6桁の数字を入力してください。",
    },
    "no-picture": {
      title: "カメラに何も映りません",
      body: "ブラウザーに映像が届きませんでした。もう一度試すか、6桁の数字を入力してください。",
    },
    "no-reader": {
      title: "このブラウザーでは映像を読み取れませんでした",
      body: "ページを再読み込みしてもう一度試すか、6桁の数字を入力してください。",
    },
    "nothing-seen": {
      title: "コードが見つかりませんでした",
      body: "カメラを2分間使い、いまはオフにしました。明るいところでもう一度試すか、6桁の数字を入力してください。",
    },
  },
};

/** A session with nothing under way. */
export const STAY: Words["stay"] = {
  ends: "あと{left}で自動的に終了します",
  stay: "接続を続ける",
  stays: {
    me: () => "どちらかが閉じるまで、または何も送らずに30分たつまで、接続を続けます。",
    peer: (device) =>
      `${device}が接続を続けようとしています。どちらかが閉じるまで、または何も送らずに30分たつまで続きます。`,
  },
};

/** What is said of waits that take long. */
export const WAITING: Words["waiting"] = {
  pausedBy: {
    me: (_device, time) =>
      `${time}からこのデバイスで一時停止しています。再開するまで転送は止まったままです。`,
    peer: (device, time) => `${device}が${time}から一時停止しています。相手が再開すると続きます。`,
  },
  stalled: (device, time) =>
    `${time}から何も届いていません。${device}がスリープしていないか、ページが前面にあるかを確かめてください。自動的に続きますが、キャンセルもできます。`,
  sendAgain: "もう一度送る",
};

/** Reading folders. */
export const READING = { stop: "読み込みを中止" };

/** What a person asks to be told, and hears. */
export const TOLD: Words["told"] = {
  ask: "終わったら知らせる",
  willTell: "終わったらお知らせします。",
  done: { title: "終了しました", body: "すべて届き、確認済みです。" },
  notDone: {
    title: "届かなかったものがあります",
    body: "ページを開いて、足りないものとその理由を確かめてください。",
  },
};

/** The title of the window, before the product's name. */
export const TITLE: Words["title"] = {
  of: (what, name) => `${what} · ${name}`,
  ready: "送る準備ができました",
  connecting: "接続しています",
  connected: "接続しました",
  asked: "受け取りますか？",
  paused: "一時停止中",
  interrupted: "再接続しています",
  done: "✓ 終了しました",
  failed: "✗ 中止しました",
};

/** The speed of the last minute. */
export const CHART: Words["chart"] = {
  label: (now, most) => `現在${now}、最高${most}`,
};

/** What a screen reader says on the way. */
export const SPOKEN: Words["spoken"] = {
  progress: (percent, left) => `${percent}、残り${left}`,
};

/** What stands behind the words for the two paths. */
export const PATH_DETAILS: Words["pathDetails"] = {
  open: "詳細",
  path: "経路",
  paths: {
    direct: "デバイスからデバイスへ直接届きます。サーバーには何も見えません。",
    relayed: "お使いのサーバーが中継します。中継に見えるのは、暗号化されたパケットだけです。",
  },
  lanes: "接続数",
};
