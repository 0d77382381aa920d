import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const countedFiles = pluralIn("ja")({ other: "ファイル#個" });

/** Devices that have the page open. */
export const NEARBY: Words["nearby"] = {
  title: "近くのデバイス",
  body: "デバイスをタップすると、コードなしで送れます。",
  orTap: "または近くのデバイスをタップ：",
  looking: "デバイスを探しています。",
  empty: "ほかのデバイスはまだ見つかりません。同じネットワークの別のデバイスでこのページを開いてください。",
  emptyOfAll: "ほかのデバイスはまだ見つかりません。別のデバイスでこのページを開いてください。",
  hidden:
    "どのデバイスも同じ1つのアドレスからサーバーにつながるため、同じネットワークのデバイスを見分けられず、表示していません。サーバーの管理者が`TRUST_PROXY`にプロキシを設定するか、`DISCOVERY=all`にすると表示されます。コードはいつもどおり使えます。",
  crowded: (most) =>
    `すでに${formatCount(most)}台のデバイスがこのページを開いていて、これ以上は見分けにくくなります。コードを使ってください。`,
  you: "このデバイスの名前：{name}",
  rename: "このデバイスの名前を変える",
  nameLabel: "近くのデバイスに表示される、このデバイスの名前",
  save: "保存",
  cancel: "キャンセル",
  kind: { phone: "スマートフォン", tablet: "タブレット", computer: "パソコン", other: "デバイス" },
  asked: {
    waiting: "返事を待っています",
    accepted: "承諾されました。接続しています",
    declined: "断られました。タップするともう一度招待",
    busy: "ほかの相手とやり取り中です。タップするともう一度招待",
    gone: "見つからなくなりました",
    unanswered: "返事がありません。タップするともう一度招待",
    limited: "招待の回数が多すぎます。1分後にタップするともう一度招待",
    lost: "サーバーとの接続が切れました。タップするともう一度招待",
  },
  left: {
    gone: "{device}は見つからなくなりました。そのデバイスでこのページを開き直すか、コードを使ってください。",
    lost: "{device}が返事をする前に、サーバーとの接続が切れました。また表示されたらタップするか、コードを使ってください。",
    accepted: "{device}が承諾しました。接続しています。",
    other: "{device}はいなくなりました。そのデバイスでこのページを開き直すか、コードを使ってください。",
  },
  news: (name, state) => `${name}：${state}`,
  takeBack: (name) => `${name}への招待を取り消す`,
  dismiss: "閉じる",
  invitation: {
    title: "{device}が{amount}を送ろうとしています",
    amount: (files, size) => `${countedFiles(files)}、${size}`,
    endsCode: "受け取ると、このデバイスのコードは使えなくなります。",
    accept: "受け取る",
    decline: "断る",
    close: "閉じる",
    over: {
      withdrawn: "{device}が招待を取り消しました。",
      gone: "{device}は見つからなくなりました。",
      unanswered: "{device}からの招待は期限が切れました。そのデバイスからもう一度送れます。",
      lost: "サーバーとの接続が切れました。{device}からもう一度招待を送れます。",
    },
  },
};
