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
  empty: "ほかのデバイスはまだありません。同じネットワークの別のデバイスでこのページを開いてください。",
  emptyOfAll: "ほかのデバイスはまだありません。別のデバイスでこのページを開いてください。",
  hidden:
    "どのデバイスも同じアドレスからこのサーバーに届くため、同じネットワークのものを見分けられず、何も表示していません。管理者は `TRUST_PROXY` にプロキシを設定するか、`DISCOVERY=all` にできます。コードはいつもどおり使えます。",
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
    accepted: "承諾されました。接続中",
    declined: "断られました。タップでもう一度たずねる",
    busy: "ほかの対応中です。タップでもう一度たずねる",
    gone: "もうありません",
    unanswered: "返事がありません。タップでもう一度たずねる",
    limited: "ここからの招待が多すぎます。1分後にもう一度タップ",
    lost: "サーバーとの接続が切れました。タップでもう一度たずねる",
  },
  left: {
    gone: "{device}はもうありません。そのデバイスでこのページを開き直すか、コードを使ってください。",
    lost: "{device}が返事をする前に、サーバーとの接続が切れました。また表示されたらタップするか、コードを使ってください。",
    accepted: "{device}が承諾し、接続しています。",
    other: "{device}はいなくなりました。そのデバイスでこのページを開き直すか、コードを使ってください。",
  },
  news: (name, state) => `${name}：${state}`,
  takeBack: (name) => `${name}への招待を取り消す`,
  dismiss: "閉じる",
  invitation: {
    title: "{device}から{amount}が届こうとしています",
    amount: (files, size) => `${countedFiles(files)}、${size}`,
    endsCode: "受け取ると、このデバイスのコードは使えなくなります。",
    accept: "受け取る",
    decline: "断る",
    close: "閉じる",
    over: {
      withdrawn: "{device}が招待を取り消しました。",
      gone: "{device}はもうありません。",
      unanswered: "{device}からの招待は期限が切れました。そのデバイスからもう一度送れます。",
      lost: "サーバーとの接続が切れました。{device}は招待をもう一度送れます。",
    },
  },
};
