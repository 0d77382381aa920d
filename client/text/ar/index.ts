import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { FAILURES } from "./failures.ts";
import { isolated } from "./isolated.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";

const SOME_FAILED = "العناصر المُشار إليها أدناه لم تصل، ولم يُحفَظ منها شيء.";
const PEER_LEFT = "يلزم رمز جديد لإرسال ما ينقص مرة أخرى. الملفات التي تم التحقق منها كاملة.";
const MISUNDERSTOOD =
  "حدث خطأ في التواصل بين الجهازين. الحل هو إعادة تحميل هذه الصفحة على كليهما ثم الإرسال من جديد.";
const OTHER_VERSION = "الصفحتان من إصدارين مختلفين. الحل هو إعادة تحميل هذه الصفحة على الجهازين.";
const CANCELLED = "أُلغي النقل.";

const plural = pluralIn("ar");
const countedFiles = plural({
  zero: "لا ملفات",
  one: "ملف واحد",
  two: "ملفان",
  few: "#\u00a0ملفات",
  many: "#\u00a0ملفًا",
  other: "#\u00a0ملف",
});
const countedTexts = plural({
  zero: "لا نصوص",
  one: "نص واحد",
  two: "نصّان",
  few: "#\u00a0نصوص",
  many: "#\u00a0نصًا",
  other: "#\u00a0نص",
});
/** After a preposition. */
const ofFiles = plural({
  zero: "#\u00a0ملف",
  one: "ملف واحد",
  two: "ملفين",
  few: "#\u00a0ملفات",
  many: "#\u00a0ملفًا",
  other: "#\u00a0ملف",
});
const moreNames = plural({
  zero: "لا شيء غيرها",
  one: "واحد غيرها",
  two: "اثنان غيرها",
  few: "#\u00a0غيرها",
  many: "#\u00a0غيرها",
  other: "#\u00a0غيرها",
});
const emptyFolders = plural({
  zero: "لا مجلدات فارغة",
  one: "هذا المجلد فارغ ولن يُرسَل",
  two: "هذان المجلدان فارغان ولن يُرسَلا",
  few: "هذه المجلدات فارغة ولن تُرسَل",
  many: "هذه المجلدات فارغة ولن تُرسَل",
  other: "هذه المجلدات فارغة ولن تُرسَل",
});

/** «3 ملفات ونص واحد». */
const things = (files: number, texts: number) =>
  [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter(Boolean).join(" و");

const named = (names: readonly string[]) => {
  const shown = names.slice(0, 3).map((name) => `«${isolated(name)}»`);
  return [...shown, names.length > 3 && moreNames(names.length - 3)].filter(Boolean).join(" و");
};

/** Every word of the page in Arabic. */
export const arabic: Words = {
  name: "P2P Share",
  description: "إرسال الملفات من هذا الجهاز إلى جهاز آخر مباشرةً.",
  promise: "تنتقل الملفات مشفَّرةً من جهاز إلى جهاز، ولا يُخزَّن شيء منها في الطريق.",
  home: {
    sendTitle: "إرسال ملفات",
    drop: "يمكن إفلات الملفات أو المجلدات هنا",
    or: "أو",
    choose: "اختيار ملفات",
    paste: "يمكن أيضًا لصق الملفات أو النصوص.",
    receiveTitle: "استلام ملفات",
    receiveBody: "بإدخال الأرقام الستة الظاهرة على الجهاز الآخر، أو بمسح رمز QR الظاهر عليه.",
    codeLabel: "الرمز الظاهر على الجهاز الآخر",
    join: "استلام",
    problem: (title) => `${title}.`,
  },
  secure: {
    line: "{open} يتيح إبقاء الشاشة مضاءة وحفظ الملفات الكبيرة على القرص مباشرةً.",
    lineWithTrust:
      "{open} يتيح إبقاء الشاشة مضاءة وحفظ الملفات الكبيرة على القرص مباشرةً، ويلزم قبل ذلك {trust}.",
    open: "فتح هذه الصفحة عبر HTTPS",
    trust: "جعل هذا الجهاز يثق بالخادم",
  },
  choose: {
    files: "إرسال ملفات أخرى",
    folder: "أو مجلد",
    text: "أو نص",
    reading: "جارٍ قراءة المجلد.",
    textLabel: "النص المراد إرساله",
    sendText: "إرسال النص",
    closeText: "إلغاء",
    emptyFolders: (names) => `${emptyFolders(names.length)}: ${named(names)}.`,
    unreadable: (names) => `لا يستطيع هذا المتصفح قراءة ما يلي، ولن يُرسَل: ${named(names)}.`,
    nothing: "لا يوجد فيه ما يمكن إرساله.",
    tooMany: (most) =>
      `لا يمكن إرسال أكثر من ${ofFiles(most)} دفعةً واحدة. يمكن إرسالها على دفعات، أو جمعها في ملف مضغوط.`,
    dismiss: "إخفاء",
  },
  code: {
    title: "جاهز للإرسال",
    howTo: "للاستلام على الجهاز الآخر: فتح {address} وإدخال الرمز، أو مسح رمز QR بالكاميرا.",
    onlyHere: (host) =>
      `لا تستطيع الأجهزة الأخرى فتح ${isolated(host)}. يلزم أن تُفتح هذه الصفحة عليها بعنوان هذا الكمبيوتر في الشبكة، ثم يُدخَل الرمز. وعند ضبط PUBLIC_URL على ذلك العنوان يظهر هنا رمز QR.`,
    qrLabel: "رمز QR يفتح الرابط على الجهاز الآخر",
    codeLabel: (code) => `الرمز ${isolated([...code].join(" "))}`,
    copy: "نسخ الرابط",
    copied: "نُسخ الرابط",
    copyFailed: "تعذَّر النسخ هنا. هذا هو الرابط:",
    waiting: "في انتظار الجهاز الآخر.",
    valid: (left) => `مدة صلاحية الرمز المتبقية: ${left}.`,
    expiring: "تنتهي صلاحية هذا الرمز قريبًا. إن لم يكن الجهاز الآخر جاهزًا بعد، فمن الأفضل طلب رمز جديد.",
    serverAway: "الخادم لا يستجيب الآن. يعمل الرمز من جديد فور عودته.",
    notice: {
      "own-code": "هذا رمز هذا الجهاز نفسه، ومكان إدخاله هو الجهاز الآخر.",
      "code-replaced":
        "لم يعد الخادم يعرف الرمز القديم، فإمّا أنه أُعيد تشغيله أو أن هذا الجهاز غاب عنه. الرمز المعروض هنا هو الجديد.",
    },
  },
  wait: {
    opening: { title: "جارٍ الحصول على رمز", body: "يُطلَب الرمز من خادم P2P Share." },
    joining: { title: "جارٍ البحث عن الجهاز الآخر", body: "يُسأل خادم P2P Share عن هذا الرمز." },
    connecting: { title: "جارٍ الاتصال", body: "يبحث الجهازان عن أقصر طريق بينهما." },
    peerAway: {
      title: "الجهاز الآخر غير متصل",
      body: "إمّا أنه في وضع السكون أو أنه فقد الشبكة. بعد فتح P2P Share عليه من جديد يتواصل كل شيء تلقائيًا.",
    },
    serverAway: {
      title: "الخادم لا يستجيب",
      body: "يحاول هذا الجهاز الوصول إليه من جديد، ثم يتابع الاتصال.",
    },
    files: { title: "تم الاتصال", body: "في انتظار قائمة الملفات." },
    returning: {
      title: "جارٍ استئناف العمل",
      body: "أُعيد تحميل هذه الصفحة، وهي تبحث الآن عن الجهاز الآخر لتتابع من حيث توقفت.",
    },
    answer: (device) => ({
      title: `في انتظار ${isolated(device)}`,
      body: "يبدأ إرسال الملفات فور قبولها هناك.",
    }),
    answerWithoutRoom: (device) => ({
      title: `في انتظار ${isolated(device)}`,
      body: "لا يمكن إرسال الملفات إلا إذا اختير هناك مكان آخر لحفظها.",
    }),
  },
  interrupted: {
    body: (device) => `انقطع الاتصال مع ${isolated(device)}. ما وصل يبقى محفوظًا.`,
    left: (left) => `جارٍ إعادة الاتصال، والوقت المتبقي ${left}.`,
    reloading: (device) =>
      `أُغلقت الصفحة أو أُعيد تحميلها على ${isolated(device)}، وقد يعود الاتصال. مدة الانتظار المتبقية:`,
  },
  comeBack: (wait) => `يمكن إعادة المحاولة بعد ${wait}.`,
  relayOnly,
  mendRelay,
  offer: OFFER,
  capacity: CAPACITY,
  transfer: {
    sending: (device) => `جارٍ الإرسال إلى ${isolated(device)}`,
    receiving: (device) => `جارٍ الاستلام من ${isolated(device)}`,
    both: (device) => `جارٍ تبادل الملفات مع ${isolated(device)}`,
    otherDevice: "الجهاز الآخر",
    progress: "التقدّم الكلي",
    speed: "السرعة",
    timeLeft: "الوقت المتبقي",
    measuring: "–",
    cancel: "إلغاء",
    cancelFile: (name) => `إلغاء «${isolated(name)}»`,
    pause: "إيقاف مؤقت",
    resume: "استئناف",
    pausedBy: {
      me: () => "النقل متوقف مؤقتًا من هذا الجهاز، ولا يتحرك شيء قبل استئنافه.",
      peer: (device) => `النقل متوقف مؤقتًا من ${isolated(device)}، ويتواصل عند استئنافه هناك.`,
    },
    path: { direct: "مباشر عبر الشبكة", relayed: "ترحيل عبر الخادم" },
    files: (files, texts, size) => `${things(files, texts)}، ${size}`,
    waitingThere: (device, files, texts, size) =>
      `في انتظار القبول على ${isolated(device)}: ${things(files, texts)}، ${size}.`,
    keepOn: "يجب أن تبقى هذه الشاشة مضاءة، فالنقل يتوقف عند سكون الجهاز.",
    direction: { out: "إرسال", in: "استلام" },
    way: { out: (amount) => `إرسال ${amount}`, in: (amount) => `استلام ${amount}` },
    state: {
      offered: "",
      waiting: "بانتظار الدور",
      moving: "",
      paused: "متوقف مؤقتًا",
      interrupted: "بانتظار الاتصال",
      verifying: "جارٍ التحقق",
      done: "",
      failed: "",
    },
    restarted: "من البداية مجددًا",
    of: (arrived, size) => `${arrived} من\u00a0${size}`,
    text: "نص",
    verified: "تم التحقق ✓",
    mismatch: "البصمة غير مطابقة ✗",
    save: "حفظ مرة أخرى",
    saveArchive: (name) => `حفظ ${isolated(name)} مرة أخرى`,
    inPlace: "حُفظ في المكان المختار.",
    archive: (folder = "ملفات") => `${folder}.zip`,
    digest: "SHA-256",
    preview: "معاينة",
    playSoFar: "تشغيل ما وصل",
    closePreview: "إغلاق المعاينة",
    tooLittle: "ما وصل قليل ولا يكفي لعرض شيء.",
    noPreview: "لا يستطيع هذا المتصفح عرضه.",
    copy: "نسخ النص",
    copied: "نُسخ النص",
    copyFailed: "تعذَّر النسخ هنا. يمكن تحديد النص ونسخه يدويًا.",
  },
  ended: {
    allDone: (files, texts, size) => `تم التحقق: ${things(files, texts)}، ${size}`,
    someDone: (done, count) => `تم التحقق من ${formatCount(done)} من أصل ${ofFiles(count)}`,
    exact: {
      out: "ما وصل إلى الجهاز الآخر مطابق تمامًا لما أُرسل.",
      in: "حُفظ ضمن التنزيلات، وهو مطابق تمامًا لما أُرسل.",
      inPlace: "حُفظ في المكان المختار، وهو مطابق تمامًا لما أُرسل.",
      both: "ما وصل إلى الجهازين مطابق تمامًا لما أُرسل.",
      text: "النص مطابق تمامًا لما أُرسل.",
    },
    body: {
      finished: { sender: SOME_FAILED, receiver: SOME_FAILED },
      declined: { sender: "رُفض الاستلام على الجهاز الآخر.", receiver: "رُفض الاستلام، ولم يُحفَظ شيء." },
      cancelled: { sender: CANCELLED, receiver: CANCELLED },
      "peer-left": { sender: PEER_LEFT, receiver: PEER_LEFT },
      protocol: { sender: MISUNDERSTOOD, receiver: MISUNDERSTOOD },
      version: { sender: OTHER_VERSION, receiver: OTHER_VERSION },
      "page-failed": { sender: PAGE_FAILED, receiver: PAGE_FAILED },
    },
    title: {
      finished: "انتهى",
      declined: "رُفض الاستلام",
      cancelled: "أُلغي النقل",
      "peer-left": "غادر الجهاز الآخر",
      protocol: "توقف النقل",
      version: "توقف النقل",
      "page-failed": "توقف النقل",
    },
    staysOpen: "يبقى الجهازان متصلين لمدة دقيقة.",
    sendBack: "إرسال ملفات إلى الجهاز الآخر",
    close: "إغلاق",
    again: "إرسال أو استلام المزيد",
  },
  chooseAgain: {
    title: "يلزم اختيار الملفات من جديد",
    body: "أُعيد تحميل هذه الصفحة، والمتصفح ينسى الملفات عندئذ. بعد اختيار الملفات نفسها يتواصل النقل من حيث توقف.",
    needed: (count, size) => `المطلوب: ${countedFiles(count)}، ${size}`,
    missing: (name) => `«${isolated(name)}» ليس بين ما اختير، أو أن حجمه تغيّر.`,
    files: "اختيار الملفات",
    there: (device) => `يلزم اختيار الملفات من جديد على ${isolated(device)}. ما وصل يبقى محفوظًا.`,
  },
  failure: FAILURES,
  expired: {
    title: "انتهت صلاحية الرمز",
    body: "لم يُستخدم الرمز في الوقت المحدد. الملفات ما زالت مختارة، ويكفي طلب رمز جديد.",
    renew: "رمز جديد",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  about: (span) => `حوالي ${span}`,
  back: "رجوع",
  tryAgain: "إعادة المحاولة",
  reload: "إعادة تحميل الصفحة",
  diagnostics: "تشخيص الاتصال",
  findOut: "معرفة سبب المشكلة",
};
