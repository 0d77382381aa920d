/** Fields in which a paste is none of our business, unless it brings files. */
const FIELDS = "input, textarea, [contenteditable]";

/**
 * Calls for what is pasted with the keyboard or a menu: files anywhere, and a text outside of fields for text.
 * Needs no permission and no secure context, as reading the clipboard by oneself would.
 *
 * @returns what ends it
 */
export function onPaste(then: (data: DataTransfer) => void): () => void {
  const pasted = (event: ClipboardEvent) => {
    const data = event.clipboardData;
    if (!data) return;
    const isInField = event.target instanceof Element && event.target.closest(FIELDS) !== null;
    const hasFiles = [...data.items].some(({ kind }) => kind === "file");
    if (isInField && !hasFiles) return;
    event.preventDefault();
    then(data);
  };
  document.addEventListener("paste", pasted);
  return () => document.removeEventListener("paste", pasted);
}
