import type { Problem, RelayFacts } from "../../session/machine.ts";
import type { Said } from "../said.ts";

const NO_PATH = "デバイスどうしがつながりません";
const SAME_NETWORK =
  "ゲスト用Wi-Fiや端末どうしの通信を止める設定を避けて、両方のデバイスを同じネットワークにつないでください";
const RELAY_ONLY = "アドレスに?ice=relayとあるので、このページは中継だけを試します";
const LOOK_AT_LOG = "もう一度試してください。それでもだめなら、サーバーのログを見てください。";
const NOTHING_PASSES = `両方とも中継につながっていますが、何も通りません。${LOOK_AT_LOG}`;
const SEE_OTHER_SCREEN = "相手のデバイスの画面を見てください。何が妨げているかが表示されています。";
const NO_DIRECT_PATH = "直接の経路もありません。";
const LEFT: Said = {
  title: "相手のデバイスがいなくなりました",
  body: "ページを閉じたか、ネットワークが切れました。もう一度試してください。",
};

/** A worker is missing: most often because the server has a newer page since. */
export const PAGE_FAILED =
  "このページの一部が欠けているか、うまく動いていません。ページを再読み込みして、もう一度送ってください。";

/** What the answers of a relay ask for, by error code (RFC 8656 §19). */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "TURN_SECRETが両方で同じか、時計が両方とも合っているかを確かめてください。",
  403: "中継の設定で許可されていません。",
  486: "このセッションが中継を使いすぎています。数分待ってからもう一度試すか、TURN_USER_QUOTAを増やしてください。",
  508: "中継がいっぱいです。数分待ってからもう一度試すか、TURN_TOTAL_QUOTAを増やしてください。",
};

/** What is known of a relay that this device is at. */
const AT_RELAY: Partial<Record<Problem, string>> = {
  "relay-unreachable-there": `このデバイスは中継につながっています。${SEE_OTHER_SCREEN}`,
  "relay-failed": NOTHING_PASSES,
};

/** In place of a problem's own body, where no direct path was tried. */
export const relayOnly = (problem: Problem): string =>
  `${AT_RELAY[problem] ?? ""}${RELAY_ONLY}。それを外して開くと、直接の経路も試します。`;

/** What mends a relay that is of no use to this device; what is to be typed stands between backticks. */
export const mendRelay = ({ host, port, answer }: RelayFacts): string =>
  answer === undefined
    ? `${host}のポート${port}をUDPとTCPの両方で開けてください。Dockerでは、ポートを公開します（\`-p ${port}:${port}\` \`-p ${port}:${port}/udp\`）。中継が別の名前なら、EXTERNAL_HOSTを設定してください。`
    : `${host}がエラー${answer}を返しました。${REFUSALS[answer] ?? LOOK_AT_LOG}`;

/** Why no connection came about, and the next step. */
export const PROBLEMS: Readonly<Record<Problem, Said>> = {
  "bad-code": {
    title: "コードではありません",
    body: "コードは482 913のような6桁の数字です。入力した数字を確かめてください。",
  },
  "unknown-code": {
    title: "このコードで待っている人はいません",
    body: "数字を確かめてください。コードが使えるのは1回だけ、数分の間です。送る側で新しいコードを表示できます。",
  },
  "unknown-session": {
    title: "サーバーにこのセッションが残っていません",
    body: "P2P Shareが再起動したか、このデバイスが長く離れていました。新しいコードで始め直してください。",
  },
  "rate-limited": {
    title: "試した回数が多すぎます",
    body: "コードが何度も続けて試されたため、サーバーが受け付けを控えています。",
  },
  "own-code": {
    title: "このデバイス自身のコードです",
    body: "これはこのデバイスのコードです。相手のデバイスで入力してください。",
  },
  "no-files": { title: "送るものがありません", body: "ファイルを1〜10,000個選んでください。" },
  "server-full": {
    title: "サーバーが混み合っています",
    body: "このP2P Shareサーバーのセッション数が上限に達しています。数分待ってからもう一度試してください。",
  },
  "server-unreachable": {
    title: "サーバーの応答がありません",
    body: "このデバイスが同じネットワークにいるか、P2P Shareが動いているかを確かめてください。",
  },
  "peer-left": LEFT,
  "cannot-connect": {
    title: NO_PATH,
    body: `どちらもこのサーバーにはつながりましたが、お互いへの経路がなく、サーバーの中継も使えません。${SAME_NETWORK}。または、中継をオンにしてください（TURN_ENABLED）。`,
  },
  "no-direct-path": {
    title: NO_PATH,
    body: "アドレスに?ice=directとあるので、このページは直接の経路だけを試します。中継を使うには、それを外して開いてください。",
  },
  "relay-missing": {
    title: "このサーバーでは中継が使えません",
    body: `${RELAY_ONLY}。それを外して開くか、中継をオンにしてください（TURN_ENABLED）。`,
  },
  "relay-unreachable": { title: "このデバイスは中継につながりません", body: NO_DIRECT_PATH },
  "relay-refused": { title: "中継がこのデバイスを受け付けません", body: NO_DIRECT_PATH },
  "relay-unreachable-there": {
    title: "相手のデバイスが中継につながっていません",
    body: `このデバイスはつながっていますが、直接の経路がありません。${SEE_OTHER_SCREEN}`,
  },
  "relay-failed": {
    title: NO_PATH,
    body: `${NOTHING_PASSES}中継なしで送るには、${SAME_NETWORK}。`,
  },
  "no-webrtc": {
    title: "このブラウザーでは接続できません",
    body: "設定か拡張機能でWebRTCがオフになっているか、サーバーのICE_SERVERSが間違っています。別のブラウザーで試してください。",
  },
  "page-failed": { title: "ページが古くなっています", body: PAGE_FAILED },
  "already-in-session": {
    title: "すでに接続しています",
    body: "先にここを終えてから、もう一度試してください。",
  },
  "no-peer": LEFT,
  "bad-message": {
    title: "ページが古くなっています",
    body: "再読み込みして、もう一度試してください。",
  },
  "too-large": {
    title: "ページが古くなっています",
    body: "再読み込みして、もう一度試してください。",
  },
  internal: { title: "サーバーでエラーが起きました", body: LOOK_AT_LOG },
};
