/** A link that joins at once: `/#482913`. `public/early.js` looks for the same. */
const CODE_IN_HASH = /^#(\d{6})$/;

/** Whether the page was opened by a link with a code. */
export function hasCode({ hash }: Pick<Location, "hash">): boolean {
  return CODE_IN_HASH.test(hash);
}

/**
 * The code of the link that led here. A code works once, and a reload must not try it instead of what is under way: it
 * leaves the address with this call, whatever becomes of it.
 *
 * @returns undefined where there is none
 */
export function takeCode(
  { hash, pathname, search }: Pick<Location, "hash" | "pathname" | "search">,
  replace: (address: string) => void,
): string | undefined {
  const code = CODE_IN_HASH.exec(hash)?.[1];
  if (code !== undefined) replace(pathname + search);
  return code;
}
