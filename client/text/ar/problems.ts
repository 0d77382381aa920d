import type { Problem, RelayFacts } from "../../session/machine.ts";
import type { Said } from "../said.ts";
import { command, isolated } from "./isolated.ts";

const NO_PATH = "لا يستطيع الجهازان الوصول إلى بعضهما";
const SAME_NETWORK =
  "وضع الجهازين على الشبكة نفسها، من دون شبكة Wi-Fi للضيوف ومن دون عزل الأجهزة بعضها عن بعض";
const RELAY_ONLY = `تجرّب هذه الصفحة خدمة الترحيل فقط، لأن عنوانها يتضمن ${isolated("?ice=relay")}.`;
const LOOK_AT_LOG = "يمكن إعادة المحاولة، وإن استمرت المشكلة فالسبب في سجل الخادم.";
const NOTHING_PASSES = `الجهازان متصلان بخدمة الترحيل، لكن لا شيء يمر عبرها. ${LOOK_AT_LOG}`;
const SEE_OTHER_SCREEN = "يلزم النظر إلى شاشة الجهاز الآخر، فسبب المشكلة مذكور عليها.";
const NO_DIRECT_PATH = "لا يوجد طريق مباشر أيضًا.";
const OUT_OF_DATE: Said = {
  title: "الصفحة قديمة",
  body: "يلزم إعادة تحميلها ثم المحاولة من جديد.",
};
const LEFT: Said = {
  title: "غادر الجهاز الآخر",
  body: "أُغلقت الصفحة عليه أو فقد الشبكة. يمكن إعادة المحاولة.",
};

/** A worker is missing: most often because the server has a newer page since. */
export const PAGE_FAILED = "جزء من هذه الصفحة مفقود أو تعطّل. يلزم إعادة تحميل الصفحة ثم الإرسال من جديد.";

/** What the answers of a relay ask for, by error code (RFC 8656 §19). */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "هل TURN_SECRET هو نفسه هناك، وهل ساعتا الطرفين مضبوطتان؟",
  403: "إعداداته لا تسمح بذلك.",
  486: "هذه الجلسة تتجاوز الاستخدام المسموح به. يمكن إعادة المحاولة بعد بضع دقائق، أو رفع قيمة TURN_USER_QUOTA.",
  508: "بلغ حدّه الأقصى. يمكن إعادة المحاولة بعد بضع دقائق، أو رفع قيمة TURN_TOTAL_QUOTA.",
};

/** What is known of a relay that this device is at. */
const AT_RELAY: Partial<Record<Problem, string>> = {
  "relay-unreachable-there": `هذا الجهاز متصل بخدمة الترحيل. ${SEE_OTHER_SCREEN} `,
  "relay-failed": `${NOTHING_PASSES} `,
};

/** In place of a problem's own body, where no direct path was tried. */
export const relayOnly = (problem: Problem): string =>
  `${AT_RELAY[problem] ?? ""}${RELAY_ONLY} عند فتحها من دون ذلك تُجرَّب الطرق المباشرة أيضًا.`;

/** What mends a relay that is of no use to this device; what is to be typed stands between backticks. */
export const mendRelay = ({ host, port, answer }: RelayFacts): string =>
  answer === undefined
    ? `يلزم فتح المنفذ ${port} على ${isolated(host)} أمام UDP وTCP، ونشره عند استخدام Docker (${command(`-p ${port}:${port}`)} ${command(`-p ${port}:${port}/udp`)}). وإن كان لخدمة الترحيل اسم آخر، فيلزم ضبط EXTERNAL_HOST.`
    : `رد ${isolated(host)} بالخطأ ${answer}. ${REFUSALS[answer] ?? LOOK_AT_LOG}`;

/** Why no connection came about, and the next step. */
export const PROBLEMS: Readonly<Record<Problem, Said>> = {
  "bad-code": {
    title: "هذا ليس رمزًا",
    body: `الرمز ستة أرقام، مثل ${isolated("482 913")}. يلزم التأكد مما أُدخل.`,
  },
  "unknown-code": {
    title: "لا أحد ينتظر بهذا الرمز",
    body: "يلزم التأكد من الأرقام. يصلح الرمز مرة واحدة ولبضع دقائق، ويمكن إظهار رمز جديد على الجهاز المُرسِل.",
  },
  "unknown-session": {
    title: "نسي الخادم هذه الجلسة",
    body: "أُعيد تشغيل P2P Share، أو غاب هذا الجهاز مدة طويلة. يلزم البدء من جديد برمز جديد.",
  },
  "rate-limited": {
    title: "محاولات كثيرة جدًا",
    body: "يبطئ هذا الخادم عندما تتكرر تجربة الرموز.",
  },
  "own-code": {
    title: "هذا رمز هذا الجهاز نفسه",
    body: "هذا رمز هذا الجهاز نفسه، ومكان إدخاله هو الجهاز الآخر.",
  },
  "no-files": { title: "لا شيء لإرساله", body: "يمكن اختيار ملف واحد على الأقل و10,000 ملف على الأكثر." },
  "server-full": {
    title: "الخادم مشغول",
    body: "بلغ خادم P2P Share هذا أقصى عدد يسمح به من الجلسات. يمكن إعادة المحاولة بعد بضع دقائق.",
  },
  "server-unreachable": {
    title: "الخادم لا يستجيب",
    body: "هل ما زال هذا الجهاز على الشبكة نفسها، وهل ما زال P2P Share يعمل عليها؟",
  },
  "peer-left": LEFT,
  "cannot-connect": {
    title: NO_PATH,
    body: `وصل كلاهما إلى هذا الخادم، لكن لا طريق بينهما، والخادم لا يوفّر خدمة ترحيل. الحل هو ${SAME_NETWORK}، أو تشغيل خدمة الترحيل (TURN_ENABLED).`,
  },
  "no-direct-path": {
    title: NO_PATH,
    body: `تجرّب هذه الصفحة الطرق المباشرة فقط، لأن عنوانها يتضمن ${isolated("?ice=direct")}. عند فتحها من دون ذلك تُستخدم خدمة الترحيل.`,
  },
  "relay-missing": {
    title: "هذا الخادم لا يوفّر خدمة ترحيل",
    body: `${RELAY_ONLY} الحل هو فتحها من دون ذلك، أو تشغيل خدمة الترحيل (TURN_ENABLED).`,
  },
  "relay-unreachable": { title: "لا يصل هذا الجهاز إلى خدمة الترحيل", body: NO_DIRECT_PATH },
  "relay-refused": { title: "خدمة الترحيل ترفض هذا الجهاز", body: NO_DIRECT_PATH },
  "relay-unreachable-there": {
    title: "الجهاز الآخر غير متصل بخدمة الترحيل",
    body: `هذا الجهاز متصل بها، لكن لا يوجد طريق مباشر. ${SEE_OTHER_SCREEN}`,
  },
  "relay-failed": {
    title: NO_PATH,
    body: `${NOTHING_PASSES} وللاستغناء عن خدمة الترحيل يكفي ${SAME_NETWORK}.`,
  },
  "no-webrtc": {
    title: "لا يستطيع هذا المتصفح فتح اتصال",
    body: "WebRTC معطَّل بسبب أحد الإعدادات أو الإضافات، أو أن ICE_SERVERS على الخادم غير صحيح. يمكن تجربة متصفح آخر.",
  },
  "page-failed": { title: OUT_OF_DATE.title, body: PAGE_FAILED },
  "already-in-session": { title: "الاتصال قائم بالفعل", body: "يلزم الانتهاء هنا أولًا، ثم إعادة المحاولة." },
  "no-peer": LEFT,
  "bad-message": OUT_OF_DATE,
  "too-large": OUT_OF_DATE,
  internal: { title: "حدث خطأ في الخادم", body: LOOK_AT_LOG },
};
