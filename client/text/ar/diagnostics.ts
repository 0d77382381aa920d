import type { SaveMethod } from "#protocol/transfer/messages.ts";
import type { ServerAt, Transport } from "../../diagnostics/checks.ts";
import type { DiagnosticsWords } from "../diagnostics.ts";
import { formatBytes, formatList, formatMillis, formatSpan, formatSpeed } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Told } from "../said.ts";
import { arabic } from "./index.ts";
import { command, isolated } from "./isolated.ts";

const METHODS: Readonly<Record<SaveMethod, string>> = {
  opfs: "ملفات المتصفح الخاصة",
  indexeddb: "مساحة تخزين المتصفح (IndexedDB)",
  stream: "ملف تنزيل يُكتب أثناء الاستلام",
  memory: "الذاكرة",
  file: "الملف الذي يُختار",
  folder: "المجلد الذي يُختار",
};

const WAYS: Readonly<Record<Transport, string>> = { udp: "UDP", tcp: "TCP", tls: "TLS" };

const times = pluralIn("ar")({
  zero: "#\u00a0مرة",
  one: "مرة واحدة",
  two: "مرتان",
  few: "#\u00a0مرات",
  many: "#\u00a0مرة",
  other: "#\u00a0مرة",
});

const AGAIN = "يمكن إعادة الفحص، وإن استمرت المشكلة فالسبب في سجل الخادم.";
const PROXY_UPGRADE = `يجب أن يمرّر الوكيل الموجود في الطريق طلب ترقية ${command("/ws")} عبر HTTP/1.1 مع الترويستين ${command("Upgrade")} و${command("Connection")}.`;
const PAGE_ADDRESS = `ضبط ${command("PUBLIC_URL")} على العنوان الذي تُفتح به الصفحة`;

function silentRelay({ host, port, transport }: ServerAt & { readonly transport: Transport }): Told {
  const said = `لا رد من ${isolated(host)} على المنفذ ${port} عبر ${WAYS[transport]}.`;
  switch (transport) {
    case "udp":
      return {
        said,
        fix: `يلزم السماح بمرور UDP إلى المنفذ ${port} في كل جدار حماية في الطريق، بما فيها جدار الخادم نفسه، ونشر المنفذ عند استخدام Docker: ${command(`-p ${port}:${port}/udp`)}. وإن كان لخدمة الترحيل اسم آخر، فيلزم ضبط EXTERNAL_HOST.`,
      };
    case "tcp":
      return {
        said,
        fix: `يلزم السماح بمرور TCP إلى المنفذ ${port} في كل جدار حماية في الطريق، بما فيها جدار الخادم نفسه، ونشر المنفذ عند استخدام Docker: ${command(`-p ${port}:${port}`)}. وكيل صفحات الويب لا يمرّره.`,
      };
    case "tls":
      return {
        said,
        fix: `يلزم فتح منفذ TCP رقم ${port}، وعند استخدام Docker ${command(`-p ${port}:${port}`)}. ويجب أن يثق هذا المتصفح بالشهادة، وأن تكون صادرة باسم ${isolated(host)}.`,
      };
  }
}

/** What is said of what came of each check. */
const TOLD: DiagnosticsWords["told"] = {
  "socket-open": ({ roundTripMs }) => ({ said: `رد الخادم خلال ${formatMillis(roundTripMs)}.` }),
  "socket-mute": () => ({ said: "يبقى الاتصال بالخادم بلا أي رد.", fix: PROXY_UPGRADE }),
  "upgrade-lost": ({ closeCode }) => ({
    said: `تُحمَّل الصفحة، لكن اتصالها بالخادم لا يُفتح (WebSocket، رمز الإغلاق ${closeCode}).`,
    fix: `${PROXY_UPGRADE} كما يرفض الخادم الاتصالات إذا كثرت جدًا خلال دقيقة، ويكفي عندئذ الانتظار دقيقة.`,
  }),
  "upgrade-refused": ({ status }) => ({
    said: `تُحمَّل الصفحة، لكن الرد على طلب الاتصال بالخادم هو حالة HTTP رقم ${status}، وليس من P2P Share.`,
    fix: `${PROXY_UPGRADE} ويجب ألا يحتفظ الوكيل بهذا المسار لنفسه.`,
  }),
  "wrong-host": ({ origin, host }) => ({
    said: `الصفحة مفتوحة بالعنوان ${isolated(origin)}، لكن الطلب يصل إلى الخادم باسم ${isolated(host)}، ولذلك يرفض الاتصال.`,
    fix: `يلزم ضبط ${command(`PUBLIC_URL=${origin}`)}، أو أن يمرّر الوكيل الترويسة ${command("Host")}.`,
  }),
  "server-gone": () => ({
    said: "لم يعد الخادم يستجيب.",
    fix: "هل ما زال هذا الجهاز على الشبكة نفسها، وهل ما زال P2P Share يعمل عليها؟",
  }),

  "address-own": ({ ip }) => ({ said: `يرى الخادم هذا الجهاز بعنوانه الحقيقي ${isolated(ip)}.` }),
  "address-forwarded": ({ ip }) => ({
    said: `يُعلِم وكيلٌ موثوق الخادمَ بعنوان هذا الجهاز ${isolated(ip)}.`,
  }),
  "address-gateway": ({ ip }) => ({
    said: `تُظهر الحاوية كل الأجهزة للخادم بالعنوان ${isolated(ip)}، ولذلك تُحسب الحدود لكل اتصال.`,
    fix: `لا يلزم فعل شيء. ولحساب الحدود لكل جهاز، يمكن تشغيل الحاوية مع ${command("--network host")}.`,
  }),
  "address-proxy": ({ ip }) => ({
    said: `يوجد وكيل أمام الخادم، ولذلك يرى الخادم العنوان ${isolated(ip)} بدلًا من كل جهاز.`,
    fix: `يلزم ضبط ${command("TRUST_PROXY")} على عدد الوكلاء أو على عناوينهم، و${PAGE_ADDRESS}.`,
  }),
  "address-hidden": ({ ip }) => ({
    said: `يوجد وكيل على جهاز الخادم يحجب هذا الجهاز، ولذلك يرى الخادم العنوان ${isolated(ip)}.`,
    fix: `يلزم أن يضيف الوكيل ${command("X-Forwarded-For")}، وضبط ${command("TRUST_PROXY=1")}، و${PAGE_ADDRESS}.`,
  }),
  "address-unknown": () => ({
    said: "لم يذكر الخادم كيف يرى هذا الجهاز.",
    fix: `يلزم إعادة تحميل هذه الصفحة. ويجب أن يمرّر الوكيل الموجود في الطريق ${command("/diagnostics/server")}.`,
  }),

  "stun-answers": ({ ip }) => ({
    said: `يرد منفذ خدمة الترحيل عبر UDP، ويظهر له هذا الجهاز بالعنوان ${isolated(`${ip}`)}.`,
  }),
  "stun-same": () => ({ said: "يرد منفذ خدمة الترحيل عبر UDP، ويظهر له عنوان هذا الجهاز نفسه." }),
  "stun-silent": ({ host, port }) => ({
    said: `لا رد من ${isolated(host)} على المنفذ ${port} عبر UDP.`,
    fix: `يلزم السماح بمرور UDP إلى المنفذ ${port}، فالترحيل عبر UDP يحتاج إليه أيضًا.`,
  }),
  "name-unknown": ({ host }) => ({
    said: `لا يجد هذا المتصفح عنوانًا للاسم ${isolated(host)} عندما يبحث عن اتصال.`,
    fix: `يمكن فتح هذه الصفحة بعنوان الخادم بدلًا من اسمه، أو ضبط ${command("EXTERNAL_HOST")} على عنوان أو على اسم يعرفه خادم الأسماء في الشبكة.`,
  }),
  "stun-off": () => ({
    said: "هذه الخدمة غير متوفرة لأن خدمة الترحيل متوقفة. الأجهزة على الشبكة نفسها لا تحتاج إليها.",
  }),

  "relay-works": ({ roundTripMs, bytesPerSecond }) => ({
    said: `مرّت البيانات عبر خدمة الترحيل وعادت كما هي: ${formatMillis(roundTripMs)}، بسرعة لا تقل عن ${formatSpeed(bytesPerSecond)}.`,
  }),
  "relay-silent": silentRelay,
  "relay-refuses": ({ host, port, code }) => ({
    said: `خدمة الترحيل ترفض هذا الجهاز (الخطأ ${code}).`,
    fix: arabic.mendRelay({ host, port, answer: code }),
  }),
  "relay-carries-nothing": ({ host }) => ({
    said: `خدمة الترحيل على ${isolated(host)} تستجيب، لكنها لا تنقل شيئًا.`,
    fix: AGAIN,
  }),
  "relay-damages": ({ host }) => ({
    said: `البيانات المارّة عبر خدمة الترحيل على ${isolated(host)} توقفت أو عادت متغيّرة.`,
    fix: `${AGAIN} وقد تكون قيمة TURN_MAX_BANDWIDTH منخفضة جدًا.`,
  }),
  "relay-nameless": ({ host }) => ({
    said: `لا يستخدم Firefox الترحيل عبر TLS إلا باسم، لكن الخادم يعطيه ${isolated(host)}.`,
    fix: `يمكن فتح هذه الصفحة باسم، أو ضبط ${command("EXTERNAL_HOST")} على اسم.`,
  }),
  "relay-off": () => ({
    said: "لا يوفّر الخادم خدمة ترحيل، فلا تتصل إلا الأجهزة التي تصل إلى بعضها مباشرةً.",
    fix: `لتشغيلها: ${command("TURN_ENABLED=on")}.`,
  }),
  "tls-off": () => ({
    said: `غير مُعَدّ. لا تحتاج إليه إلا الشبكات التي لا تسمح بغير TLS، ويمكن تشغيله بواسطة ${command("TLS=files")}.`,
  }),
  "way-off": () => ({ said: "لا يذكر الخادم خدمة ترحيل بهذه الطريقة. أي طريقة أخرى تكفي." }),
  untried: ({ why }) =>
    why === "refused"
      ? {
          said: "تعذّرت التجربة، فالخادم لا يقبل جلسات جديدة الآن.",
          fix: "يمكن إعادة الفحص بعد دقيقة.",
        }
      : {
          said: "تعذّرت التجربة لعدم وجود اتصال بالخادم.",
          fix: "يلزم أولًا إصلاح الاتصال بالخادم.",
        },

  "direct-works": ({ isHidden }) => ({
    said: isHidden
      ? "يتصل هذا المتصفح مباشرةً، وهو يخفي عناوينه خلف أسماء يجب أن يستطيع الجهاز الآخر البحث عنها (mDNS)."
      : "يتصل هذا المتصفح مباشرةً بعناوينه هو.",
  }),
  "direct-unconnected": () => ({
    said: "يذكر هذا المتصفح عناوين، لكنه لا يصل إلى أي منها.",
    fix: "السبب جدار حماية على هذا الجهاز أو VPN أو إضافة. عند عدم وجود طريق مباشر تُستخدم خدمة الترحيل.",
  }),
  "direct-none": () => ({
    said: "لا يذكر هذا المتصفح أي عنوان له، ولذلك لا طريق مباشرًا إلى هذا الجهاز.",
    fix: "يلزم إيقاف الإعداد أو الإضافة أو VPN الذي يخفي العناوين عن WebRTC. وحتى ذلك الحين تُستخدم خدمة الترحيل.",
  }),

  secure: () => ({ said: "الصفحة مفتوحة بشكل آمن، ويمكن استخدام كل ميزات هذا المتصفح." }),
  insecure: ({ httpsUrl, localCa }) => ({
    said: "الصفحة مفتوحة عبر http العادي، وهذا يكفي. أما عبر HTTPS فلا يستطيع أحد في الطريق تغييرها، وتُحفَظ الملفات المستلمة أسرع.",
    ...(httpsUrl !== undefined && {
      fix: localCa
        ? `يوفّر هذا الخادم HTTPS أيضًا، بشهادة من مرجع تصديق خاص به. يلزم أولًا فتح ${command("/ca")} هنا والوثوق به.`
        : "يوفّر هذا الخادم HTTPS أيضًا.",
    }),
  }),

  "saves-to-disk": ({ method, freeBytes }) => ({
    said:
      freeBytes === null
        ? `مكان حفظ ما يصل: ${METHODS[method]}. ولا يذكر هذا المتصفح المساحة المتوفرة.`
        : `مكان حفظ ما يصل: ${METHODS[method]}. والمساحة المتوفرة هنا ${formatBytes(freeBytes)}.`,
  }),
  "saves-to-memory": ({ mostBytes }) => ({
    said: `يبقى ما يصل في الذاكرة، بحد أقصى ${formatBytes(mostBytes)} في المجموع.`,
    fix: "تلزم نافذة تصفح عادية غير خاصة، أو السماح لهذه الصفحة بحفظ البيانات.",
  }),

  "browser-good": ({ label, version }) => ({
    said: `${isolated(label)}${version === undefined ? "" : `، الإصدار ${version}`}: فيه كل ما تحتاج إليه الصفحة.`,
  }),
  "browser-slow": ({ label }) => ({
    said: `${isolated(label)}: يعمل، لكنه ينقل الملفات الكبيرة أبطأ من غيره.`,
    fix: "يلزم تحديث المتصفح، أو استخدام Chrome أو Edge أو Firefox للملفات الكبيرة.",
  }),
  "browser-old": ({ label, version, least }) => ({
    said: `${isolated(label)}، الإصدار ${version}: الصفحة مُعَدّة للإصدار ${least} وما بعده.`,
    fix: "يلزم تحديث المتصفح.",
  }),
  "browser-lacks": ({ label, missing }) => ({
    said: `ينقص ${isolated(label)} ما تحتاج إليه الصفحة: ${formatList(missing)}.`,
    fix: "يلزم تشغيله من الإعدادات، أو إيقاف الإضافة التي تمنعه، أو استخدام متصفح آخر.",
  }),

  "no-webrtc": () => ({
    said: "لا يفتح هذا المتصفح أي اتصال.",
    fix: "WebRTC معطَّل بسبب أحد الإعدادات أو الإضافات. يلزم تشغيله، أو استخدام متصفح آخر.",
  }),
  stuck: () => ({ said: "لم ينتهِ هذا الفحص.", fix: "يلزم إعادة تحميل هذه الصفحة ثم إعادة الفحص." }),
};

/** Words of the diagnostics page in Arabic. */
export const arabicDiagnostics: DiagnosticsWords = {
  told: TOLD,
  title: "تشخيص الاتصال",
  lead: "حالة الاتصال بين هذا الجهاز ومتصفحه والخادم.",
  checks: {
    websocket: "الاتصال بالخادم",
    address: "عنوان هذا الجهاز",
    stun: "معرفة العنوان (STUN)",
    "turn-udp": "الترحيل عبر UDP",
    "turn-tcp": "الترحيل عبر TCP",
    "turn-tls": "الترحيل عبر TLS",
    direct: "الاتصال المباشر",
    "secure-context": "أمان الصفحة",
    saving: "الحفظ",
    browser: "المتصفح",
  },
  states: {
    running: "جارٍ الفحص",
    ok: "يعمل",
    warn: "تنبيه",
    fail: "لا يعمل",
    off: "غير مستخدم",
  },
  overall: {
    running: "جارٍ الفحص، وقد يستغرق نصف دقيقة.",
    ok: "كل شيء يعمل.",
    warn: "الاتصال يعمل، مع ملاحظات أدناه.",
    fail: "هناك ما لا يعمل، والحل مذكور أدناه.",
  },
  openHttps: "فتح هذه الصفحة عبر HTTPS",
  copy: "نسخ التقرير",
  copied: "نُسخ التقرير",
  copyFailed: "تعذَّر النسخ هنا. يمكن تحديد النص ونسخه يدويًا:",
  reportNote: "لا يذكر التقرير أي عنوان أو اسم مضيف، بل نوعه فقط.",
  again: "إعادة الفحص",
  about: "عن هذا الخادم",
  facts: {
    version: "الإصدار",
    container: "داخل حاوية",
    yes: "نعم",
    no: "لا",
    publicUrl: "PUBLIC_URL",
    https: "منفذ HTTPS",
    relay: "منافذ خدمة الترحيل",
    relayPorts: (port, tlsPort) =>
      `${isolated(String(port))} (UDP، TCP)${tlsPort === null ? "" : `، ${isolated(String(tlsPort))} (TLS)`}`,
    mdns: "الاسم على الشبكة",
    off: "متوقف",
    none: "غير مضبوط",
    countedBy: "تُحسب الحدود لكل",
    by: { address: "عنوان", connection: "اتصال" },
    codes: "الرموز المسموح بتجربتها",
    wrongCodes: "الرموز الخاطئة",
    per: (count, periodMs) => `${times(count)} كل مدة قدرها ${formatSpan(periodMs)}`,
    delay: "الانتظار قبل الرمز التالي",
  },
  back: "إرسال ملفات أو استلامها",
};
