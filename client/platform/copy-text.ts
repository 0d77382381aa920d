/**
 * Puts a text on the clipboard. The clipboard API is missing on plain http, so the old command is used,
 * which works everywhere as long as a click called it.
 *
 * @returns whether the browser did it
 */
export function copyText(content: string): boolean {
  const { activeElement } = document;
  const holder = document.createElement("textarea");
  holder.value = content;
  holder.readOnly = true;
  holder.className = "visually-hidden";
  document.body.append(holder);
  holder.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    holder.remove();
    // Whoever uses the keyboard goes on from where they were.
    if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
  }
}
