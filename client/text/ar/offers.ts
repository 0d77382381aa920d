import type { SaveMethod } from "#protocol/transfer/messages.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";
import { isolated } from "./isolated.ts";

const plural = pluralIn("ar");

const WITH_DOWNLOADS = "الحفظ ضمن التنزيلات.";

const SAVED: Readonly<Record<SaveMethod, string>> = {
  opfs: WITH_DOWNLOADS,
  indexeddb: WITH_DOWNLOADS,
  stream: WITH_DOWNLOADS,
  memory: "يبقى في الذاكرة حتى يكتمل، ثم يُحفَظ ضمن التنزيلات.",
  file: "الحفظ في المكان الذي يُختار.",
  folder: "الحفظ في المجلد الذي يُختار.",
};

/** Of an unknown number of bytes at most: the genitive, after a preposition. */
const characters = plural({
  zero: "#\u00a0حرف",
  one: "حرف واحد",
  two: "حرفين",
  few: "#\u00a0أحرف",
  many: "#\u00a0حرفًا",
  other: "#\u00a0حرف",
});

const doNotFit = plural({
  zero: "كل الملفات لها مكان",
  one: "ملف واحد لا مكان له",
  two: "ملفان لا مكان لهما",
  few: "#\u00a0ملفات لا مكان لها",
  many: "#\u00a0ملفًا لا مكان لها",
  other: "#\u00a0ملف لا مكان لها",
});

const stayOut = plural({
  zero: "لن يُستبعَد شيء",
  one: "لن يُرسَل",
  two: "لن يُرسَلا",
  few: "لن تُرسَل",
  many: "لن تُرسَل",
  other: "لن تُرسَل",
});

/** What is said of files before they are accepted, on both sides. */
export const OFFER: Words["offer"] = {
  title: (device) => `وارد من ${isolated(device)}`,
  accept: "قبول",
  decline: "رفض",
  pickFile: "اختيار مكان الحفظ",
  pickFolder: "اختيار مجلد",
  textOf: (bytes) => (bytes === 1 ? "نص من حرف واحد" : `نص لا يزيد على ${characters(bytes)}`),
  saved: SAVED,
  textsOnly: "يُعرَض هنا لنسخه، ولا يُحفَظ شيء.",
  zipOfFolders: "الحفظ في ملف zip واحد كي تبقى المجلدات كما هي.",
  zipOfMany: "الحفظ في ملف zip واحد لكثرة الملفات.",
  free: (free) => `المساحة المتوفرة هنا: ${free}.`,
  cap: (most) =>
    `يبقى كل شيء في الذاكرة، بحد أقصى ${most} في المجموع. للملفات الأكبر تلزم نافذة تصفح عادية غير خاصة.`,
  none: {
    cap: (most) =>
      `الحجم كبير جدًا، فهذه النافذة تتسع لما لا يزيد على ${most}. تلزم نافذة تصفح عادية غير خاصة، أو متصفح آخر.`,
    free: (free) => `الحجم كبير جدًا، والمساحة المتوفرة هنا ${free} فقط. يلزم توفير مساحة ثم إعادة الإرسال.`,
  },
  pickInstead: "قد يتسع له مكان آخر يُختار للحفظ.",
  leftOut: (count) => `${doNotFit(count)} على هذا الجهاز، و${stayOut(count)}.`,
};

/** What the other device can take, said to the sender. */
export const CAPACITY: Words["capacity"] = {
  free: (device, free) => `المساحة المتوفرة على ${isolated(device)}: ${free}.`,
  memory: (device) => `تبقى الملفات في ذاكرة ${isolated(device)} حتى تكتمل، وقد لا تتسع للملفات الكبيرة.`,
  leftOut: (count, device, free) =>
    `${doNotFit(count)} على ${isolated(device)}، و${stayOut(count)}، فالمساحة المتوفرة هناك ${free} فقط.`,
  none: (device, free) => `الحجم كبير جدًا، والمساحة المتوفرة على ${isolated(device)} هي ${free} فقط.`,
};
