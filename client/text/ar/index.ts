import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { countedFiles, ofFiles, things } from "./counts.ts";
import { FAILURES } from "./failures.ts";
import { CHART, PATH_DETAILS, READING, SCAN, SPOKEN, STAY, TITLE, TOLD, WAITING } from "./flow.ts";
import { FRAME } from "./frame.ts";
import { INSTALLED } from "./installed.ts";
import { isolated } from "./isolated.ts";
import { NEARBY } from "./nearby.ts";
import { CAPACITY, OFFER } from "./offers.ts";
import { mendRelay, PAGE_FAILED, PROBLEMS, relayOnly } from "./problems.ts";
import { SEVERAL } from "./several.ts";

const SOME_FAILED = "العناصر المُشار إليها أدناه لم تصل، ولم يُحفَظ منها شيء. ما يلزم فعله مذكور عندها.";
const PEER_LEFT = "يلزم رمز جديد لإرسال ما ينقص مرة أخرى. الملفات التي تم التحقق منها كاملة.";
const MISUNDERSTOOD =
  "حدث خطأ في التواصل بين الجهازين. الحل هو إعادة تحميل هذه الصفحة على كليهما ثم الإرسال من جديد.";
const OTHER_VERSION = "الصفحتان من إصدارين مختلفين. الحل هو إعادة تحميل هذه الصفحة على الجهازين.";
const UNANSWERED = FAILURES.unanswered;
const NOT_CHOSEN = "لم تُختَر الملفات خلال 10 دقائق. يلزم إرسالها من جديد برمز جديد.";
const PAUSED =
  "لم يُستأنف النقل خلال 12 ساعة. يلزم إرسال ما ينقص مرة أخرى. الملفات التي تم التحقق منها كاملة.";
const STALLED =
  "الجهاز الآخر متصل، لكن لم يصل منه شيء منذ وقت طويل. الحل هو إعادة تحميل هذه الصفحة على كليهما ثم الإرسال من جديد.";

const plural = pluralIn("ar");
const countedFound = plural({
  zero: "جارٍ قراءة المجلد، ولا ملفات حتى الآن.",
  one: "جارٍ قراءة المجلد: ملف واحد حتى الآن.",
  two: "جارٍ قراءة المجلد: ملفان حتى الآن.",
  few: "جارٍ قراءة المجلد: #\u00a0ملفات حتى الآن.",
  many: "جارٍ قراءة المجلد: #\u00a0ملفًا حتى الآن.",
  other: "جارٍ قراءة المجلد: #\u00a0ملف حتى الآن.",
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

const named = (names: readonly string[]) => {
  const shown = names.slice(0, 3).map((name) => `«${isolated(name)}»`);
  return [...shown, names.length > 3 && moreNames(names.length - 3)].filter(Boolean).join(" و");
};

/** Every word of the page in Arabic. */
export const arabic: Words = {
  name: "P2P Share",
  description: "إرسال الملفات من هذا الجهاز إلى جهاز آخر مباشرةً.",
  promise: "تنتقل الملفات مشفَّرةً من جهاز إلى جهاز، ولا يُخزَّن شيء منها في الطريق.",
  frame: FRAME,
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
    joining: "جارٍ الاتصال",
  },
  secure: {
    line: "{open} يتيح مسح الرموز بالكاميرا وإبقاء الشاشة مضاءة وحفظ الملفات الكبيرة على القرص مباشرةً.",
    lineWithTrust:
      "{open} يتيح مسح الرموز بالكاميرا وإبقاء الشاشة مضاءة وحفظ الملفات الكبيرة على القرص مباشرةً، ويلزم قبل ذلك {trust}.",
    open: "فتح هذه الصفحة عبر HTTPS",
    trust: "جعل هذا الجهاز يثق بالخادم",
  },
  choose: {
    files: "إرسال ملفات أخرى",
    folder: "أو مجلد",
    text: "أو نص",
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
      body: "يبدأ إرسال الملفات فور قبولها هناك، ويُسحَب العرض بعد 10 دقائق.",
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
  comeBack: (wait) => `الوقت المتبقي قبل إعادة المحاولة: ${wait}.`,
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
      declined: {
        sender: "رُفض الاستلام على الجهاز الآخر. يمكن الإرسال مرة أخرى عند الحاجة.",
        receiver: "رُفض الاستلام، ولم يُحفَظ شيء. إن كان مطلوبًا بعد ذلك، فيلزم إرساله من الجهاز الآخر مرة أخرى.",
      },
      cancelled: {
        sender: "أُلغي النقل. يمكن أن يُرسَل من جديد كل ما لا يزال مطلوبًا.",
        receiver: "أُلغي النقل. يمكن أن يُرسَل من الجهاز الآخر من جديد كل ما لا يزال مطلوبًا.",
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
      finished: "انتهى",
      declined: "رُفض الاستلام",
      cancelled: "أُلغي النقل",
      "peer-left": "غادر الجهاز الآخر",
      protocol: "توقف النقل",
      version: "توقف النقل",
      "page-failed": "توقف النقل",
      "not-chosen": "لم تُختَر الملفات من جديد",
      "paused-too-long": "طال الإيقاف المؤقت",
      stalled: "لم يعد يصل شيء",
      unanswered: "لا رد",
    },
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
  several: SEVERAL,
  failure: FAILURES,
  scan: SCAN,
  stay: STAY,
  waiting: WAITING,
  readingFolder: { ...READING, found: countedFound },
  told: TOLD,
  title: TITLE,
  chart: CHART,
  spoken: SPOKEN,
  pathDetails: PATH_DETAILS,
  installed: INSTALLED,
  expired: {
    title: "انتهت صلاحية الرمز",
    body: "لم يُستخدم الرمز في الوقت المحدد. الملفات ما زالت مختارة، ويكفي طلب رمز جديد.",
    renew: "رمز جديد",
  },
  nearby: NEARBY,
  problem: PROBLEMS,
  about: (span) => `${span} تقريبًا`,
  back: "رجوع",
  tryAgain: "إعادة المحاولة",
  reload: "إعادة تحميل الصفحة",
  diagnostics: "تشخيص الاتصال",
  findOut: "معرفة سبب المشكلة",
};
