import type { Words } from "../text.ts";

const NOTHING_SAVED = "لم يُحفَظ منه شيء.";
const MISMATCH = "ما وصل يختلف عمّا أُرسل. لم يُحفَظ شيء، ويلزم إرساله مرة أخرى.";
const LEFT = `غادر الجهاز الآخر قبل اكتمال الملف. ${NOTHING_SAVED}`;
const PROTOCOL = `حدث خطأ في التواصل بين الجهازين. ${NOTHING_SAVED}`;
const CANCELLED = `أُلغي النقل. ${NOTHING_SAVED}`;

/** Why a file did not arrive, as the side says it that sends (`out`) or receives it (`in`). */
export const FAILURES: Words["failure"] = {
  "hash-mismatch": { out: MISMATCH, in: MISMATCH },
  changed: {
    out: "هذا ليس الملف الذي اختير من قبل. يلزم إرساله من جديد.",
    in: "تغيَّر الملف على الجهاز الآخر. لم يُحفَظ منه شيء، ويلزم إرساله من هناك من جديد.",
  },
  unreadable: {
    out: "لم يعد هذا الجهاز قادرًا على قراءة هذا الملف. هل نُقل أو عُدِّل أو حُذف؟",
    in: "لم يعد الجهاز الآخر قادرًا على قراءة هذا الملف. هل نُقل أو عُدِّل أو حُذف هناك؟",
  },
  "cannot-save": {
    out: "لم يتمكن الجهاز الآخر من حفظه، فقد رفض متصفحه ذلك.",
    in: "لم يتمكن هذا الجهاز من حفظه، فقد رفض متصفحه ذلك.",
  },
  "no-room": {
    out: "قرص الجهاز الآخر ممتلئ. يلزم توفير مساحة عليه ثم الإرسال مرة أخرى.",
    in: "قرص هذا الجهاز ممتلئ. يلزم توفير مساحة عليه ثم إعادة الإرسال من الجهاز الآخر.",
  },
  "too-large": {
    out: "الملف أكبر مما يتسع له متصفح الجهاز الآخر. الحد الأقصى مذكور على شاشته.",
    in: "الملف أكبر مما تتسع له هذه النافذة. تلزم نافذة تصفح عادية غير خاصة، أو متصفح آخر.",
  },
  declined: { out: "رُفض هناك.", in: "رُفض هنا." },
  cancelled: { out: CANCELLED, in: CANCELLED },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
