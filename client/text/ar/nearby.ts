import type { Words } from "../text.ts";
import { ofDevices, ofFiles } from "./counts.ts";
import { command, isolated } from "./isolated.ts";

/** Devices that have the page open. */
export const NEARBY: Words["nearby"] = {
  title: "أجهزة قريبة",
  body: "يكفي النقر على جهاز للإرسال إليه من دون رمز.",
  orTap: "أو النقر على جهاز قريب:",
  looking: "جارٍ البحث عن أجهزة.",
  empty: "لا يوجد جهاز آخر بعد. يكفي فتح هذه الصفحة على جهاز آخر من هذه الشبكة.",
  emptyOfAll: "لا يوجد جهاز آخر بعد. يكفي فتح هذه الصفحة على جهاز آخر.",
  hidden: `تصل كل الأجهزة إلى هذا الخادم من عنوان واحد مشترك، فلا يعرف أيها على هذه الشبكة ولا يعرض أيًا منها. يمكن لمن يدير الخادم ضبط ${command("TRUST_PROXY")} على عنوان الوكيل، أو استخدام ${command("DISCOVERY=all")}. الرموز تعمل كالمعتاد.`,
  crowded: (most) =>
    `هذه الصفحة مفتوحة هنا على ${ofDevices(most)}، ويصعب التمييز بين أكثر من ذلك. الحل هو استخدام رمز.`,
  you: "اسم هذا الجهاز {name}",
  rename: "تغيير اسم هذا الجهاز",
  nameLabel: "اسم هذا الجهاز كما تراه الأجهزة القريبة",
  save: "حفظ",
  cancel: "إلغاء",
  kind: { phone: "هاتف", tablet: "جهاز لوحي", computer: "كمبيوتر", other: "جهاز" },
  asked: {
    waiting: "بانتظار الرد",
    accepted: "تم القبول، جارٍ الاتصال",
    declined: "تم الرفض. النقر يرسل الدعوة من جديد",
    busy: "مشغول الآن. النقر يرسل الدعوة من جديد",
    gone: "لم يعد موجودًا",
    unanswered: "لا رد. النقر يرسل الدعوة من جديد",
    limited: "دعوات كثيرة من هذا الجهاز. النقر بعد دقيقة يرسل الدعوة من جديد",
    lost: "انقطع الاتصال بالخادم. النقر يرسل الدعوة من جديد",
  },
  left: {
    gone: "لم يعد {device} موجودًا. يمكن فتح هذه الصفحة عليه مرة أخرى، أو استخدام الرمز.",
    lost: "انقطع الاتصال بالخادم قبل رد {device}. يمكن النقر عليه حين يظهر من جديد، أو استخدام الرمز.",
    accepted: "قَبِل {device} الدعوة، وجارٍ الاتصال به.",
    other: "غادر {device}. يمكن فتح هذه الصفحة عليه مرة أخرى، أو استخدام الرمز.",
  },
  news: (name, state) => `${isolated(name)}: ${state}`,
  takeBack: (name) => `سحب الدعوة الموجهة إلى ${isolated(name)}`,
  dismiss: "إخفاء",
  invitation: {
    title: "يريد {device} إرسال {amount}",
    amount: (files, size) => `${ofFiles(files)}، ${isolated(size)}`,
    endsCode: "يتوقف رمز هذا الجهاز عن العمل بعد القبول.",
    accept: "قبول",
    decline: "رفض",
    close: "إغلاق",
    over: {
      withdrawn: "سحب {device} الدعوة.",
      gone: "لم يعد {device} موجودًا.",
      unanswered: "انتهت مهلة الدعوة من {device}. يمكن إرسالها من هناك مرة أخرى.",
      lost: "انقطع الاتصال بالخادم. يمكن إرسال الدعوة من {device} مرة أخرى.",
    },
  },
};
