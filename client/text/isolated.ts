import { language } from "./current-language.ts";
import { LANGUAGES } from "./languages.ts";

const FROM_RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A name for use in a sentence: where one of the two is written from right to left, neither mixes up the order of
 * the other.
 *
 * @see UAX #9 §2.4.2, FSI and PDI
 */
export function isolated(name: string): string {
  const isMixed = LANGUAGES[language()].direction === "rtl" || FROM_RIGHT_TO_LEFT.test(name);
  return isMixed ? `\u2068${name}\u2069` : name;
}
