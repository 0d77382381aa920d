import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { ofDevices, ofFiles, things } from "./counts.ts";
import { isolated } from "./isolated.ts";

const mayJoin = pluralIn("ar")({
  zero: "لا يمكن أن تنضم أجهزة أخرى.",
  one: "يمكن أن ينضم جهاز واحد آخر.",
  two: "يمكن أن ينضم جهازان آخران.",
  few: "يمكن أن تنضم #\u00a0أجهزة أخرى.",
  many: "يمكن أن ينضم #\u00a0جهازًا آخر.",
  other: "يمكن أن ينضم #\u00a0جهاز آخر.",
});

/** What is said where one sender has several receivers. */
export const SEVERAL: Words["several"] = {
  allow: "السماح بانضمام عدة أجهزة",
  allowed: (most) => `الحد الأقصى للأجهزة ${most}، ويظهر تقدّم كل جهاز على حدة.`,
  addOne: "الإرسال إلى جهاز آخر أيضًا",
  codeTitle: "رمز الجهاز التالي",
  mayJoin,
  lastOne: "يمكن أن ينضم جهاز واحد بهذا الرمز.",
  closeCode: "إيقاف الرمز",
  sending: (count) => `جارٍ الإرسال إلى ${ofDevices(count)}`,
  allHave: (count, files, texts) => `وصل كل شيء إلى ${ofDevices(count)} وتم التحقق: ${things(files, texts)}`,
  someHave: (done, count) =>
    done === 0
      ? "لم يصل كل شيء إلى أي جهاز"
      : `وصل كل شيء إلى ${formatCount(done)} من أصل ${ofDevices(count)}`,
  soFar: (done, count) => `اكتمل ${formatCount(done)} من أصل ${ofDevices(count)}`,
  exact: "ما وصل إلى كل جهاز مطابق تمامًا لما أُرسل.",
  whatFailed: "ما لم يصل مذكور أدناه عند كل جهاز.",
  list: "الأجهزة",
  unnamed: "جهاز جديد",
  giveUp: (device) => `إلغاء الإرسال إلى ${isolated(device)}`,
  pause: (device) => `إيقاف مؤقت للإرسال إلى ${isolated(device)}`,
  resume: (device) => `استئناف الإرسال إلى ${isolated(device)}`,
  end: "إغلاق",
  progress: (device) => `تقدّم الإرسال إلى ${isolated(device)}`,
  pace: (speed, left) => `${speed}، والوقت المتبقي ${left}`,
  state: {
    connecting: "جارٍ الاتصال.",
    away: "الجهاز غير متصل. يتواصل الإرسال تلقائيًا عند عودته.",
    asked: "في انتظار القبول هناك.",
    moving: "جارٍ الاستلام هناك.",
    paused: { me: "النقل متوقف مؤقتًا من هنا.", peer: "النقل متوقف مؤقتًا من هناك." },
    interrupted: "انقطع الاتصال، وجارٍ البحث عن الجهاز من جديد.",
    choosing: "في انتظار اختيار الملفات من جديد.",
    done: "وصل كل شيء وتم التحقق.",
    partly: (done, count) => `وصل ${formatCount(done)} من أصل ${ofFiles(count)}.`,
    nothing: "لم يصل أي ملف.",
    declined: "رُفض الاستلام، ولم يُرسَل شيء.",
    cancelled: "أُلغي النقل.",
    left: "غادر الجهاز قبل وصول كل شيء.",
    stopped: (title, body) => `${title}. ${body}`,
  },
};
