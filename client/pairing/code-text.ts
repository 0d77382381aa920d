import type { SessionCode } from "#protocol/ids.ts";

/** Digits of any script, in runs from zero to nine. */
const DIGIT = /\p{Nd}/u;

/** What people and apps put between digits or around them: blanks, dashes, dots, brackets, invisible marks. */
const BETWEEN = /[\s\p{Pd}\p{Cf}.·,:()[\]{}"'“”„’]/gu;

/** The address of a page that joins at once, with the code behind. */
const LINK = /^https?:\/\/[^\s#]+#(\d{6})$/i;

/** The same text with the digits of every script as 0 to 9. */
export function withPlainDigits(text: string): string {
  return Array.from(text, (sign) => (DIGIT.test(sign) ? String(digitValue(sign)) : sign)).join("");
}

/** Unicode keeps the ten digits of a script together, from zero on; some scripts stand right behind each other. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(point - before - 1))) before++;
  return before % 10;
}

/** The code that a person means who typed or pasted this: six digits, or a link with them; else undefined. */
export function codeIn(typed: string): SessionCode | undefined {
  const text = withPlainDigits(typed.trim());
  const digits = LINK.exec(text)?.[1] ?? text.replace(BETWEEN, "");
  return /^\d{6}$/.test(digits) ? (digits as SessionCode) : undefined;
}

/** What a text from somewhere else asks for. */
export type FoundCode =
  | { readonly type: "here"; readonly code: SessionCode }
  /** A link to another address, which may lead to another server or to this one. */
  | { readonly type: "elsewhere"; readonly code: SessionCode; readonly url: string; readonly host: string };

/** @param origin of this page; undefined for what is no code and no link of this product */
export function foundCode(text: string, origin: string): FoundCode | undefined {
  const code = codeIn(text);
  if (code === undefined) return undefined;
  const [, link] = /^(https?:\/\/[^\s#]+)#/i.exec(text.trim()) ?? [];
  if (link === undefined || link === `${origin}/`) return { type: "here", code };
  const url = asUrl(link);
  // The page has one path only; a link with another one is of something else.
  if (url?.pathname !== "/") return undefined;
  if (url.origin === origin) return { type: "here", code };
  return { type: "elsewhere", code, url: `${url.origin}/#${code}`, host: url.host };
}

function asUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** How a code is shown while it is typed: in two groups of three. */
export function inGroups(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
