import { pluralIn } from "../plural.ts";

const plural = pluralIn("ar");

/** Files as the subject of a sentence. */
export const countedFiles = plural({
  zero: "لا ملفات",
  one: "ملف واحد",
  two: "ملفان",
  few: "#\u00a0ملفات",
  many: "#\u00a0ملفًا",
  other: "#\u00a0ملف",
});

/** Files after a preposition. */
export const ofFiles = plural({
  zero: "#\u00a0ملف",
  one: "ملف واحد",
  two: "ملفين",
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

/** Devices after a preposition. */
export const ofDevices = plural({
  zero: "#\u00a0جهاز",
  one: "جهاز واحد",
  two: "جهازين",
  few: "#\u00a0أجهزة",
  many: "#\u00a0جهازًا",
  other: "#\u00a0جهاز",
});

/** «3 ملفات ونص واحد». */
export const things = (files: number, texts: number): string =>
  [files > 0 && countedFiles(files), texts > 0 && countedTexts(texts)].filter(Boolean).join(" و");
