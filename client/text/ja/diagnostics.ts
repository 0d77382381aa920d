import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { ServerAt, Transport } from "../../diagnostics/checks.ts";
import type { DiagnosticsWords } from "../diagnostics.ts";
import { formatBytes, formatCount, formatList, formatMillis, formatSpan, formatSpeed } from "../format.ts";
import type { Told } from "../said.ts";
import { japanese } from "./index.ts";

const METHODS: Readonly<Record<SaveMethod, string>> = {
  opfs: "ブラウザーの非公開ファイル",
  indexeddb: "ブラウザーの保存領域（IndexedDB）",
  stream: "受け取りながら書き込むダウンロード",
  memory: "メモリー",
  file: "選んだファイル",
  folder: "選んだフォルダー",
};

const WAYS: Readonly<Record<Transport, string>> = { udp: "UDP", tcp: "TCP", tls: "TLS" };

const AGAIN = "もう一度診断してください。それでもだめなら、サーバーのログを見てください。";
const PROXY_UPGRADE =
  "途中のプロキシが`/ws`のアップグレードを通す必要があります。HTTP/1.1で、ヘッダー`Upgrade`と`Connection`も渡してください。";
const ADDRESS_OF_PAGE = "`PUBLIC_URL`には、ページを開くときのアドレスを設定してください";

function silentRelay({ host, port, transport }: ServerAt & { readonly transport: Transport }): Told {
  const said = `${host}のポート${port}から${WAYS[transport]}での応答がありません。`;
  switch (transport) {
    case "udp":
      return {
        said,
        fix: `サーバー自身を含め、途中のすべてのファイアウォールでポート${port}のUDPを通してください。Dockerでは、ポートを公開します：\`-p ${port}:${port}/udp\`。中継が別の名前なら、EXTERNAL_HOSTを設定してください。`,
      };
    case "tcp":
      return {
        said,
        fix: `サーバー自身を含め、途中のすべてのファイアウォールでポート${port}のTCPを通してください。Dockerでは、ポートを公開します：\`-p ${port}:${port}\`。ウェブページ用のプロキシは、これを通しません。`,
      };
    case "tls":
      return {
        said,
        fix: `TCPのポート${port}を開けてください（Dockerでは\`-p ${port}:${port}\`）。証明書は、このブラウザーが信頼し、${host}のために作られたものである必要があります。`,
      };
  }
}

/** What is said of what came of each check. */
const TOLD: DiagnosticsWords["told"] = {
  "socket-open": ({ roundTripMs }) => ({ said: `サーバーは${formatMillis(roundTripMs)}で応答しました。` }),
  "socket-mute": () => ({ said: "サーバーにつながりましたが、何も返ってきません。", fix: PROXY_UPGRADE }),
  "upgrade-lost": ({ closeCode }) => ({
    said: `ページは読み込めますが、サーバーとの接続が開きません（WebSocket、終了コード${closeCode}）。`,
    fix: `${PROXY_UPGRADE}1分間に接続が多すぎたときも、サーバーは断ります。その場合は1分待ってください。`,
  }),
  "upgrade-refused": ({ status }) => ({
    said: `ページは読み込めますが、サーバーとの接続にP2P ShareではなくHTTPステータス${status}が返ってきます。`,
    fix: `${PROXY_UPGRADE}プロキシ自身がそのパスを使っていてもいけません。`,
  }),
  "wrong-host": ({ origin, host }) => ({
    said: `ページは${origin}で開いていますが、サーバーには${host}として届くため、接続が断られます。`,
    fix: `\`PUBLIC_URL=${origin}\`を設定するか、プロキシがヘッダー\`Host\`を渡すようにしてください。`,
  }),
  "server-gone": () => ({
    said: "サーバーが応答しなくなりました。",
    fix: "このデバイスが同じネットワークにいるか、P2P Shareが動いているかを確かめてください。",
  }),

  "address-own": ({ ip }) => ({
    said: `サーバーからは、このデバイスが自身のアドレス${ip}で見えています。`,
  }),
  "address-forwarded": ({ ip }) => ({
    said: `信頼されたプロキシが、このデバイスのアドレス${ip}をサーバーに伝えています。`,
  }),
  "address-gateway": ({ ip }) => ({
    said: `コンテナーの中のサーバーには、すべてのデバイスが${ip}に見えます。そのため、回数の制限は接続ごとに数えられます。`,
    fix: "何もしなくてかまいません。デバイスごとに数えるには、コンテナーを`--network host`で動かしてください。",
  }),
  "address-proxy": ({ ip }) => ({
    said: `サーバーの前にプロキシがあり、サーバーにはすべてのデバイスが${ip}に見えます。`,
    fix: `\`TRUST_PROXY\`にプロキシの数かアドレスを設定してください。${ADDRESS_OF_PAGE}。`,
  }),
  "address-hidden": ({ ip }) => ({
    said: `サーバーのマシンにあるプロキシがこのデバイスを隠していて、サーバーには${ip}が見えます。`,
    fix: `プロキシが\`X-Forwarded-For\`を付けるようにし、\`TRUST_PROXY=1\`を設定してください。${ADDRESS_OF_PAGE}。`,
  }),
  "address-unknown": () => ({
    said: "このデバイスがどう見えているか、サーバーから返事がありませんでした。",
    fix: "このページを再読み込みしてください。途中のプロキシは`/diagnostics/server`を通す必要があります。",
  }),

  "stun-answers": ({ ip }) => ({
    said: `中継のポートがUDPで応答しました。このデバイスは${ip}に見えています。`,
  }),
  "stun-same": () => ({
    said: "中継のポートがUDPで応答しました。このデバイス自身のアドレスがそのまま見えています。",
  }),
  "stun-silent": ({ host, port }) => ({
    said: `${host}のポート${port}からUDPでの応答がありません。`,
    fix: `ポート${port}のUDPを通してください。UDPの中継にも必要です。`,
  }),
  "name-unknown": ({ host }) => ({
    said: `このブラウザーは、接続先を探すときに${host}という名前のアドレスを見つけられません。`,
    fix: "名前の代わりにサーバーのアドレスでこのページを開くか、`EXTERNAL_HOST`にアドレスか、ネットワークのネームサーバーで引ける名前を設定してください。",
  }),
  "stun-off": () => ({
    said: "サーバーの中継がオフのため、利用できません。同じネットワークの中では必要ありません。",
  }),

  "relay-works": ({ roundTripMs, bytesPerSecond }) => ({
    said: `データが中継を通り、同じまま戻ってきました：${formatMillis(roundTripMs)}、${formatSpeed(bytesPerSecond)}以上。`,
  }),
  "relay-silent": silentRelay,
  "relay-refuses": ({ host, port, code }) => ({
    said: `中継がこのデバイスを受け付けません（エラー${code}）。`,
    fix: `中継の${japanese.mendRelay({ host, port, answer: code })}`,
  }),
  "relay-carries-nothing": ({ host }) => ({
    said: `${host}の中継は応答しますが、何も運びません。`,
    fix: AGAIN,
  }),
  "relay-damages": ({ host }) => ({
    said: `${host}の中継を通したデータが、途中で止まったか、変わって戻ってきました。`,
    fix: `${AGAIN}TURN_MAX_BANDWIDTHが小さすぎるのかもしれません。`,
  }),
  "relay-nameless": ({ host }) => ({
    said: `FirefoxがTLSの中継を使うには名前が必要ですが、サーバーから伝えられたのは${host}です。`,
    fix: "名前でこのページを開くか、`EXTERNAL_HOST`に名前を設定してください。",
  }),
  "relay-off": () => ({
    said: "サーバーの中継が使えません。直接つながるデバイスどうしだけが接続できます。",
    fix: "中継をオンにしてください：`TURN_ENABLED=on`。",
  }),
  "tls-off": () => ({
    said: "設定されていません。必要なのは、TLS以外を通さないネットワークだけです。`TLS=files`でオンになります。",
  }),
  "way-off": () => ({
    said: "サーバーにこの方法の中継はありません。ほかの方法が1つあれば十分です。",
  }),
  untried: ({ why }) =>
    why === "refused"
      ? {
          said: "試せませんでした。サーバーはいま新しいセッションを受け付けていません。",
          fix: "1分後にもう一度診断してください。",
        }
      : {
          said: "サーバーとの接続がないため、試せませんでした。",
          fix: "先に、サーバーとの接続を直してください。",
        },

  "direct-works": ({ isHidden }) => ({
    said: isHidden
      ? "このブラウザーは直接接続できます。アドレスは名前で隠されているので、相手のデバイスがその名前を調べられる必要があります（mDNS）。"
      : "このブラウザーは、自分のアドレスで直接接続できます。",
  }),
  "direct-unconnected": () => ({
    said: "このブラウザーはアドレスを示しますが、そのどれにもつながりません。",
    fix: "このデバイスのファイアウォール、VPN、拡張機能のどれかが妨げています。直接の経路がないときは、中継を使います。",
  }),
  "direct-none": () => ({
    said: "このブラウザーが自分のアドレスを示さないため、このデバイスへの直接の経路がありません。",
    fix: "WebRTCにアドレスを見せない設定、拡張機能、VPNをオフにしてください。それまでは、中継を使います。",
  }),

  secure: () => ({
    said: "このページは安全な状態で開いているので、このブラウザーの機能をすべて使えます。",
  }),
  insecure: ({ httpsUrl, localCa }) => ({
    said: "このページは普通のhttpで開いています。それでも使えますが、HTTPSなら途中でページを書き換えられることがなく、届いたファイルの保存も速くなります。",
    ...(httpsUrl !== undefined && {
      fix: localCa
        ? "このサーバーは、独自の認証局によるHTTPSでも開けます。先にここで`/ca`を開いて、信頼してください。"
        : "このサーバーはHTTPSでも開けます。",
    }),
  }),

  "saves-to-disk": ({ method, freeBytes }) => ({
    said:
      freeBytes === null
        ? `届いたものの保存先は${METHODS[method]}です。空き容量は、このブラウザーからはわかりません。`
        : `届いたものの保存先は${METHODS[method]}です。ここには${formatBytes(freeBytes)}まで入ります。`,
  }),
  "saves-to-memory": ({ mostBytes }) => ({
    said: `届いたものはメモリーに置かれます。全部で${formatBytes(mostBytes)}までです。`,
    fix: "プライベートウィンドウではなく通常のウィンドウを使うか、このページがデータを保存することを許可してください。",
  }),

  "browser-good": ({ label, version }) => ({
    said: `${label}${version === undefined ? "" : `、バージョン${version}`}：ページに必要なものがすべてそろっています。`,
  }),
  "browser-slow": ({ label }) => ({
    said: `${label}：使えますが、大きなファイルの転送はほかのブラウザーより遅くなります。`,
    fix: "ブラウザーを更新するか、大きなファイルにはChrome、Edge、Firefoxを使ってください。",
  }),
  "browser-old": ({ label, version, least }) => ({
    said: `${label}、バージョン${version}：このページは${least}以降に対応しています。`,
    fix: "ブラウザーを更新してください。",
  }),
  "browser-lacks": ({ label, missing }) => ({
    said: `${label}には、ページに必要なものがありません：${formatList(missing)}。`,
    fix: "設定でオンにするか、妨げている拡張機能をオフにするか、別のブラウザーを使ってください。",
  }),

  "no-webrtc": () => ({
    said: "このブラウザーでは接続できません。",
    fix: "設定か拡張機能でWebRTCがオフになっています。オンにするか、別のブラウザーを使ってください。",
  }),
  stuck: () => ({
    said: "この診断は終わりませんでした。",
    fix: "このページを再読み込みして、もう一度診断してください。",
  }),
};

/** Words of the diagnostics page in Japanese. */
export const japaneseDiagnostics: DiagnosticsWords = {
  told: TOLD,
  title: "接続の診断",
  lead: "このデバイス、ブラウザー、サーバーの間の様子を調べます。",
  checks: {
    websocket: "サーバーとの接続",
    address: "このデバイスのアドレス",
    stun: "アドレスの確認（STUN）",
    "turn-udp": "UDPの中継",
    "turn-tcp": "TCPの中継",
    "turn-tls": "TLSの中継",
    direct: "直接の接続",
    "secure-context": "ページの安全",
    saving: "保存",
    browser: "ブラウザー",
  },
  states: {
    running: "診断中",
    ok: "正常",
    warn: "注意",
    fail: "異常",
    off: "未使用",
  },
  overall: {
    running: "診断しています。30秒ほどかかることがあります。",
    ok: "すべて正常です。",
    warn: "使えますが、下の注意を見てください。",
    fail: "正常に動いていないものがあります。直し方は下にあります。",
  },
  openHttps: "このページをHTTPSで開く",
  copy: "レポートをコピー",
  copied: "レポートをコピーしました",
  copyFailed: "ここではコピーできませんでした。テキストを選択してコピーしてください：",
  reportNote: "レポートには、アドレスやホスト名そのものは入りません。種類だけが入ります。",
  again: "もう一度診断",
  about: "このサーバーについて",
  facts: {
    version: "バージョン",
    container: "コンテナー内",
    yes: "はい",
    no: "いいえ",
    publicUrl: "PUBLIC_URL",
    https: "HTTPSのポート",
    relay: "中継のポート",
    relayPorts: (port, tlsPort) => `${port}（UDP、TCP）${tlsPort === null ? "" : `、${tlsPort}（TLS）`}`,
    mdns: "ネットワークでの名前",
    off: "オフ",
    none: "未設定",
    countedBy: "制限の数え方",
    by: { address: "アドレスごと", connection: "接続ごと" },
    codes: "コードを試せる回数",
    wrongCodes: "間違ったコードの回数",
    per: (count, periodMs) => `${formatSpan(periodMs)}に${formatCount(count)}回`,
    delay: "次のコードまでの待ち時間",
  },
  back: "ファイルを送る・受け取る",
};
