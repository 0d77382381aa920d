import type { Words } from "../text.ts";
import { isolated } from "./isolated.ts";

/** Words of what stands around every screen: the menu, messages that pass, and the question before an end. */
export const FRAME: Words["frame"] = {
  menu: {
    open: "القائمة",
    language: "اللغة",
    languageFailed: (name) =>
      `تعذَّر الحصول على نصوص اللغة «${isolated(name)}». يمكن اختيارها مرة أخرى عندما يستجيب الخادم.`,
    colours: "المظهر",
    schemes: { device: "مثل إعداد هذا الجهاز", light: "فاتح", dark: "داكن" },
  },
  about: {
    title: "حول P2P Share",
    version: (version) => `الإصدار ${isolated(version)}`,
    licence: "برنامج حر برخصة MIT",
  },
  end: {
    title: "إنهاء النقل؟",
    body: "الملفات المكتملة تبقى محفوظة. أما ما لم يكتمل بعد فيُفقَد على الجهازين.",
    stay: "متابعة النقل",
    go: "إنهاء النقل",
  },
  toasts: "الرسائل ({hotkey})",
};
