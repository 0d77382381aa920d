import type { Words } from "../text.ts";
import { isolated } from "./isolated.ts";

/** Looking for a code through the camera. */
export const SCAN: Words["scan"] = {
  open: "المسح بالكاميرا",
  title: "مسح الرمز",
  body: "يلزم توجيه الكاميرا إلى رمز QR الظاهر على الجهاز الآخر.",
  starting: "جارٍ تشغيل الكاميرا. إن طلب المتصفح إذنًا، فيلزم السماح بها.",
  picture: "صورة الكاميرا",
  sawOther: "رمز QR هذا لشيء آخر. المطلوب هو الرمز الظاهر على الجهاز الآخر.",
  again: "إعادة المحاولة",
  close: "إغلاق",
  elsewhere: {
    title: "رمز من عنوان آخر",
    body: (host) =>
      `أُنشئ هذا الرمز على ${isolated(host)}، ويُفتح هناك. وإن كان ذلك اسمًا آخر لهذا الخادم نفسه، فالرمز يعمل هنا أيضًا.`,
    open: (host) => `فتح ${isolated(host)}`,
    here: "استخدام الرمز هنا",
  },
  failed: {
    denied: {
      title: "الكاميرا غير مسموح بها",
      body: "يلزم السماح بها لهذه الصفحة في إعدادات المتصفح ثم إعادة المحاولة، أو يمكن إدخال الأرقام الستة.",
    },
    "no-camera": {
      title: "لا توجد كاميرا",
      body: "لا يجد هذا المتصفح كاميرا. يمكن إدخال الأرقام الستة بدلًا من ذلك.",
    },
    "in-use": {
      title: "الكاميرا قيد الاستخدام",
      body: "يستخدمها برنامج آخر أو علامة تبويب أخرى. يلزم إغلاق ذلك ثم إعادة المحاولة، أو يمكن إدخال الأرقام الستة.",
    },
    "no-picture": {
      title: "لا صورة من الكاميرا",
      body: "لم يقدّم المتصفح أي صورة. يمكن إعادة المحاولة، أو إدخال الأرقام الستة.",
    },
    "no-reader": {
      title: "لم يتمكن هذا المتصفح من قراءة الصورة",
      body: "يمكن إعادة تحميل الصفحة ثم المحاولة من جديد، أو إدخال الأرقام الستة.",
    },
    "nothing-seen": {
      title: "لم يظهر أي رمز",
      body: "بقيت الكاميرا مشغَّلة دقيقتين، وهي الآن متوقفة. يمكن إعادة المحاولة بإضاءة أفضل، أو إدخال الأرقام الستة.",
    },
  },
};

/** A session with nothing under way. */
export const STAY: Words["stay"] = {
  ends: "ينتهي الاتصال تلقائيًا بعد {left}",
  stay: "إبقاء الاتصال",
  stays: {
    me: () => "يبقى الاتصال قائمًا حتى يُغلَق على أحد الجهازين، أو حتى تمر 30 دقيقة من دون إرسال شيء.",
    peer: (device) =>
      `يطلب ${isolated(device)} إبقاء الاتصال، فيبقى قائمًا حتى يُغلَق على أحد الجهازين، أو حتى تمر 30 دقيقة من دون إرسال شيء.`,
  },
};

/** What is said of waits that take long. */
export const WAITING: Words["waiting"] = {
  pausedBy: {
    me: (_device, time) =>
      `النقل متوقف مؤقتًا من هذا الجهاز منذ ${isolated(time)}، ولا يتحرك شيء قبل استئنافه.`,
    peer: (device, time) =>
      `النقل متوقف مؤقتًا من ${isolated(device)} منذ ${isolated(time)}، ويتواصل عند استئنافه هناك.`,
  },
  stalled: (device, time) =>
    `لم يصل شيء منذ ${isolated(time)}. هل دخل ${isolated(device)} في وضع السكون، أم أن صفحته ليست ظاهرة؟ يتواصل النقل تلقائيًا، ويمكن إلغاؤه.`,
  sendAgain: "إعادة الإرسال",
};

/** Reading folders. */
export const READING = { stop: "إيقاف القراءة" };

/** What a person asks to be told, and hears. */
export const TOLD: Words["told"] = {
  ask: "إشعار عند الانتهاء",
  willTell: "سيظهر إشعار عند الانتهاء.",
  done: { title: "انتهى", body: "وصل كل شيء وتم التحقق منه." },
  notDone: { title: "لم يصل كل شيء", body: "يمكن فتح الصفحة لمعرفة ما ينقص وسببه." },
};

/** The title of the window, before the product's name. */
export const TITLE: Words["title"] = {
  of: (what, name) => `${what} · ${name}`,
  ready: "جاهز للإرسال",
  connecting: "جارٍ الاتصال",
  connected: "تم الاتصال",
  asked: "قبول الاستلام؟",
  paused: "متوقف مؤقتًا",
  interrupted: "جارٍ إعادة الاتصال",
  done: "✓ انتهى",
  failed: "✗ توقف النقل",
};

/** The speed of the last minute. */
export const CHART: Words["chart"] = {
  label: (now, most) => `الآن ${now}، والأقصى ${most}`,
};

/** What a screen reader says on the way. */
export const SPOKEN: Words["spoken"] = {
  progress: (percent, left) => `${percent}، والوقت المتبقي ${left}`,
};

/** What stands behind the words for the two paths. */
export const PATH_DETAILS: Words["pathDetails"] = {
  open: "التفاصيل",
  path: "المسار",
  paths: {
    direct: "من جهاز إلى جهاز، ولا يرى الخادم شيئًا منه.",
    relayed: "عبر خدمة الترحيل على الخادم، وهي لا ترى إلا حزمًا مشفَّرة.",
  },
  lanes: "عدد الاتصالات",
};
