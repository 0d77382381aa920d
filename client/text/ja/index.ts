import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { FAILURES } from "./failures.ts";
import { CHART, PATH_DETAILS, READING, SCAN, SPOKEN, STAY, TITLE, TOLD, WAITING } from "./flow.ts";
import { FRAME } from "./frame.ts";
import { INSTALLED } from "./installed.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";
import { SEVERAL } from "./several.ts";

const SOME_FAILED =
  "下に印のあるものは届かず、その分は何も保存されていません。どうすればよいかは、それぞれの欄を見てください。";
const PEER_LEFT =
  "足りないものは、新しいコードでもう一度送り直してください。確認済みのファイルに欠けはありません。";
const MISUNDERSTOOD =
  "デバイスどうしのやり取りがうまくいきませんでした。両方でこのページを再読み込みして、もう一度送ってください。";
const OTHER_VERSION = "2台のページのバージョンが違います。両方でこのページを再読み込みしてください。";
const UNANSWERED = FAILURES.unanswered;
const NOT_CHOSEN = "10分以内にファイルが選び直されませんでした。新しいコードでもう一度送ってください。";
const PAUSED =
  "12時間たっても再開されませんでした。足りないものをもう一度送ってください。確認済みのファイルに欠けはありません。";
const STALLED =
  "相手のデバイスはつながっていますが、長い間何も届いていません。両方でこのページを再読み込みして、もう一度送ってください。";

const plural = pluralIn("ja");
const countedFiles = plural({ other: "ファイル#個" });
const countedTexts = plural({ other: "テキスト#件" });

/** 「ファイル3個とテキスト1件」。 */
const things = (files: number, texts: number) =>
  [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter(Boolean).join("と");

/** 「a」「b」「c」ほか2件。 */
const named = (names: readonly string[]) => {
  const shown = names
    .slice(0, 3)
    .map((name) => `「${name}」`)
    .join("");
  return names.length > 3 ? `${shown}ほか${formatCount(names.length - 3)}件` : shown;
};

/** Every word of the page in Japanese. */
export const japanese: Words = {
  name: "P2P Share",
  description: "このデバイスから別のデバイスへ、ファイルを直接送ります。",
  promise: "ファイルは暗号化されてデバイスからデバイスへ届きます。途中には何も残りません。",
  frame: FRAME,
  home: {
    sendTitle: "ファイルを送る",
    drop: "ここにファイルやフォルダーをドロップ",
    or: "または",
    choose: "ファイルを選ぶ",
    paste: "ファイルやテキストの貼り付けもできます。",
    receiveTitle: "ファイルを受け取る",
    receiveBody: "相手のデバイスに表示されている6桁の数字を入力するか、QRコードを読み取ってください。",
    codeLabel: "相手のデバイスのコード",
    join: "受け取る",
    problem: (title) => `${title}。`,
    joining: "接続しています",
  },
  secure: {
    line: "{open}と、カメラでコードを読み取れます。画面もつけたままにでき、大きなファイルも直接ディスクに保存できます。",
    lineWithTrust:
      "まず{trust}。そのあと{open}と、カメラでコードを読み取れます。画面もつけたままにでき、大きなファイルも直接ディスクに保存できます。",
    open: "このページをHTTPSで開く",
    trust: "このデバイスでサーバーを信頼します",
  },
  choose: {
    files: "ほかのファイルも送る",
    folder: "またはフォルダー",
    text: "またはテキスト",
    textLabel: "送るテキスト",
    sendText: "テキストを送る",
    closeText: "キャンセル",
    emptyFolders: (names) => `空のフォルダーは送られません：${named(names)}。`,
    unreadable: (names) => `このブラウザーで読み取れないものは送られません：${named(names)}。`,
    nothing: "送れるものが入っていません。",
    tooMany: (most) =>
      `一度に送れるファイルは${formatCount(most)}個までです。分けて送るか、圧縮して1つにまとめてください。`,
    dismiss: "閉じる",
  },
  code: {
    title: "送る準備ができました",
    howTo: "相手のデバイスで{address}を開いてコードを入力するか、カメラでQRコードを読み取ってください。",
    onlyHere: (host) =>
      `ほかのデバイスからは${host}を開けません。ほかのデバイスでは、ネットワーク内でのこのコンピューターのアドレスでこのページを開き、コードを入力してください。PUBLIC_URLにそのアドレスを設定すると、ここにQRコードが表示されます。`,
    qrLabel: "相手のデバイスでリンクを開くためのQRコード",
    codeLabel: (code) => `コード ${[...code].join(" ")}`,
    copy: "リンクをコピー",
    copied: "リンクをコピーしました",
    copyFailed: "ここではコピーできませんでした。リンクはこちらです：",
    waiting: "相手のデバイスを待っています。",
    valid: (left) => `コードの有効時間は残り${left}です。`,
    expiring: "コードの有効時間がもうすぐ終わります。相手のデバイスがまだなら、新しいコードにしてください。",
    serverAway: "いまサーバーの応答がありません。応答が戻れば、このコードはまた使えます。",
    notice: {
      "own-code": "これはこのデバイスのコードです。相手のデバイスで入力してください。",
      "code-replaced":
        "サーバーが再起動したか、このデバイスがしばらく離れていたため、前のコードは使えなくなりました。この新しいコードを使ってください。",
    },
  },
  wait: {
    opening: { title: "コードを取得しています", body: "P2P Shareのサーバーに問い合わせています。" },
    joining: {
      title: "相手のデバイスを探しています",
      body: "P2P Shareのサーバーにコードを問い合わせています。",
    },
    connecting: {
      title: "接続しています",
      body: "2台のデバイスをつなぐ、いちばん短い経路を探しています。",
    },
    peerAway: {
      title: "相手のデバイスの応答がありません",
      body: "スリープ中か、ネットワークが切れています。相手のデバイスでP2P Shareを開き直すと、自動的に続きます。",
    },
    serverAway: {
      title: "サーバーの応答がありません",
      body: "サーバーへの接続を試し直しています。つながれば、自動的に続きます。",
    },
    files: { title: "接続しました", body: "ファイルの一覧を待っています。" },
    returning: {
      title: "再開しています",
      body: "このページは再読み込みされました。相手のデバイスを探して、途中から続けます。",
    },
    answer: (device) => ({
      title: `${device}を待っています`,
      body: "相手が受け取りを選ぶと、すぐにファイルを送り始めます。10分たつと取り消されます。",
    }),
    answerWithoutRoom: (device) => ({
      title: `${device}を待っています`,
      body: "相手が別の保存先を選ばないと、ファイルを送れません。",
    }),
  },
  interrupted: {
    body: (device) => `${device}との接続が切れました。届いた分は残っています。`,
    left: (left) => `再接続を試みています（残り${left}）。`,
    reloading: (device) =>
      `${device}がページを閉じたか、再読み込みしました。戻ってくるかもしれません。待つ時間の残り：`,
  },
  comeBack: (wait) => `${wait}後にもう一度試してください。`,
  relayOnly,
  mendRelay,
  offer: OFFER,
  capacity: CAPACITY,
  transfer: {
    sending: (device) => `${device}に送っています`,
    receiving: (device) => `${device}から受け取っています`,
    both: (device) => `${device}とファイルをやり取りしています`,
    otherDevice: "相手のデバイス",
    progress: "全体の進み具合",
    speed: "速度",
    timeLeft: "残り時間",
    measuring: "–",
    cancel: "キャンセル",
    cancelFile: (name) => `「${name}」をキャンセル`,
    pause: "一時停止",
    resume: "再開",
    path: { direct: "ネットワーク内で直接", relayed: "サーバーが中継" },
    files: (files, texts, size) => `${things(files, texts)}、${size}`,
    waitingThere: (device, files, texts, size) =>
      `${device}が${things(files, texts)}（${size}）の受け取りを選ぶのを待っています。`,
    keepOn: "画面をつけたままにしてください。デバイスがスリープすると転送が止まります。",
    direction: { out: "送信", in: "受信" },
    way: { out: (amount) => `送信 ${amount}`, in: (amount) => `受信 ${amount}` },
    state: {
      offered: "",
      waiting: "順番待ち",
      moving: "",
      paused: "一時停止中",
      interrupted: "接続待ち",
      verifying: "照合中",
      done: "",
      failed: "",
    },
    restarted: "最初からやり直し",
    of: (arrived, size) => `${arrived} /\u00a0${size}`,
    text: "テキスト",
    verified: "確認済み ✓",
    mismatch: "内容が不一致 ✗",
    save: "もう一度保存",
    saveArchive: (name) => `${name}をもう一度保存`,
    inPlace: "選んだ場所に保存しました。",
    archive: (folder = "ファイル") => `${folder}.zip`,
    digest: "SHA-256",
    preview: "プレビュー",
    playSoFar: "届いた分を再生",
    closePreview: "プレビューを閉じる",
    tooLittle: "まだ届いた分が少なく、表示できません。",
    noPreview: "このブラウザーでは表示できません。",
    copy: "テキストをコピー",
    copied: "テキストをコピーしました",
    copyFailed: "ここではコピーできませんでした。テキストを選択してコピーしてください。",
  },
  ended: {
    allDone: (files, texts, size) => `${things(files, texts)}、${size}、確認済み`,
    someDone: (done, count) => `${countedFiles(count)}のうち${formatCount(done)}個が確認済み`,
    exact: {
      out: "相手のデバイスには、1バイトも違わず届いています。",
      in: "ダウンロードとして保存しました。送られたものと1バイトも違いません。",
      inPlace: "選んだ場所に保存しました。送られたものと1バイトも違いません。",
      both: "どちらのデバイスにも、送られたものが1バイトも違わず届いています。",
      text: "テキストは、送られたものとまったく同じです。",
    },
    body: {
      finished: { sender: SOME_FAILED, receiver: SOME_FAILED },
      declined: {
        sender: "相手のデバイスが断りました。必要になったら、もう一度送ってください。",
        receiver: "断りました。何も保存していません。やはり必要なら、もう一度送ってもらってください。",
      },
      cancelled: {
        sender: "転送はキャンセルされました。まだ必要なものは、もう一度送ってください。",
        receiver: "転送はキャンセルされました。まだ必要なものは、もう一度送ってもらってください。",
      },
      "peer-left": { sender: PEER_LEFT, receiver: PEER_LEFT },
      protocol: { sender: MISUNDERSTOOD, receiver: MISUNDERSTOOD },
      version: { sender: OTHER_VERSION, receiver: OTHER_VERSION },
      "page-failed": { sender: PAGE_FAILED, receiver: PAGE_FAILED },
      "not-chosen": { sender: NOT_CHOSEN, receiver: NOT_CHOSEN },
      "paused-too-long": { sender: PAUSED, receiver: PAUSED },
      stalled: { sender: STALLED, receiver: STALLED },
      unanswered: { sender: UNANSWERED.out, receiver: UNANSWERED.in },
    },
    title: {
      finished: "終了しました",
      declined: "断りました",
      cancelled: "キャンセルしました",
      "peer-left": "相手のデバイスがいなくなりました",
      protocol: "中止しました",
      version: "中止しました",
      "page-failed": "中止しました",
      "not-chosen": "ファイルが選び直されませんでした",
      "paused-too-long": "一時停止が長すぎました",
      stalled: "何も届かなくなりました",
      unanswered: "返事がありませんでした",
    },
    sendBack: "ファイルを送り返す",
    close: "閉じる",
    again: "続けて送る・受け取る",
  },
  chooseAgain: {
    title: "ファイルを選び直してください",
    body: "このページは再読み込みされたため、選んだファイルがわからなくなりました。同じファイルを選ぶと、途中から続きます。",
    needed: (count, size) => `必要なもの：${countedFiles(count)}、${size}`,
    missing: (name) => `選んだ中に「${name}」がないか、大きさが前と違います。`,
    files: "ファイルを選ぶ",
    there: (device) => `${device}でファイルを選び直す必要があります。届いた分は残っています。`,
  },
  several: SEVERAL,
  failure: FAILURES,
  scan: SCAN,
  stay: STAY,
  waiting: WAITING,
  readingFolder: {
    ...READING,
    found: plural({ other: "フォルダーを読み込んでいます：これまでにファイル#個。" }),
  },
  told: TOLD,
  title: TITLE,
  chart: CHART,
  spoken: SPOKEN,
  pathDetails: PATH_DETAILS,
  installed: INSTALLED,
  expired: {
    title: "コードの期限が切れました",
    body: "時間内に使われませんでした。ファイルは選ばれたままなので、すぐに新しいコードを作れます。",
    renew: "新しいコード",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  about: (span) => `約${span}`,
  back: "戻る",
  tryAgain: "もう一度試す",
  reload: "ページを再読み込み",
  diagnostics: "接続の診断",
  findOut: "原因を調べる",
};
