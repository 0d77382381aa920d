import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { command, isolated } from "./isolated.ts";

const countedFiles = pluralIn("ar")({
  zero: "لا ملفات",
  one: "ملف واحد",
  two: "ملفان",
  few: "#\u00a0ملفات",
  many: "#\u00a0ملفًا",
  other: "#\u00a0ملف",
});

/** Devices that have the page open. */
export const NEARBY: Words["nearby"] = {
  title: "أجهزة قريبة",
  body: "بالنقر على جهاز يمكن الإرسال إليه من دون رمز.",
  orTap: "أو بالنقر على جهاز قريب:",
  looking: "جارٍ البحث عن أجهزة.",
  empty: "لا يوجد جهاز آخر بعد. يكفي فتح هذه الصفحة على جهاز آخر من هذه الشبكة.",
  emptyOfAll: "لا يوجد جهاز آخر بعد. يكفي فتح هذه الصفحة على جهاز آخر.",
  hidden: `تصل الأجهزة إلى هذا الخادم من عنوان واحد مشترك، فلا يعرف أيها على هذه الشبكة ولا يُظهر أيًا منها. يمكن لمن يديره ضبط ${command("TRUST_PROXY")} على الوكيل، أو ${command("DISCOVERY=all")}. الرموز تعمل كالمعتاد.`,
  crowded: (most) =>
    `هذه الصفحة مفتوحة هنا على ${formatCount(most)} جهاز، ويصعب التمييز بين أكثر من ذلك. الحل هو استعمال رمز.`,
  you: "اسم هذا الجهاز {name}",
  rename: "تغيير اسم هذا الجهاز",
  nameLabel: "اسم هذا الجهاز كما تراه الأجهزة القريبة",
  save: "حفظ",
  cancel: "إلغاء",
  kind: { phone: "هاتف", tablet: "جهاز لوحي", computer: "حاسوب", other: "جهاز" },
  asked: {
    waiting: "بانتظار الرد",
    accepted: "تم القبول، جارٍ الاتصال",
    declined: "تم الرفض. النقر يعيد السؤال",
    busy: "مشغول الآن. النقر يعيد السؤال",
    gone: "لم يعد موجودًا",
    unanswered: "لا رد. النقر يعيد السؤال",
    limited: "دعوات كثيرة من هنا. النقر بعد دقيقة يعيد السؤال",
    lost: "انقطع الاتصال بالخادم. النقر يعيد السؤال",
  },
  left: {
    gone: "{device} لم يعد موجودًا. الحل هو فتح هذه الصفحة عليه مرة أخرى، أو استعمال الرمز.",
    lost: "انقطع الاتصال بالخادم قبل رد {device}. يمكن النقر عليه حين يظهر من جديد، أو استعمال الرمز.",
    accepted: "{device} قَبِل الدعوة ويتصل الآن.",
    other: "{device} غادر. الحل هو فتح هذه الصفحة عليه مرة أخرى، أو استعمال الرمز.",
  },
  news: (name, state) => `${isolated(name)}: ${state}`,
  takeBack: (name) => `سحب الدعوة الموجهة إلى ${isolated(name)}`,
  dismiss: "إخفاء",
  invitation: {
    title: "يريد {device} أن يرسل {amount}",
    amount: (files, size) => `${countedFiles(files)}، ${isolated(size)}`,
    endsCode: "رمز هذا الجهاز لن يعمل بعد القبول.",
    accept: "قبول",
    decline: "رفض",
    close: "إغلاق",
    over: {
      withdrawn: "{device} سحب الدعوة.",
      gone: "{device} لم يعد موجودًا.",
      unanswered: "انتهت مهلة الدعوة من {device}. يمكن إرسالها من هناك مرة أخرى.",
      lost: "انقطع الاتصال بالخادم. يمكن إرسال الدعوة من {device} مرة أخرى.",
    },
  },
};
