/** A received file that stays within reach while the page is open. */
export interface SavedFile {
  /** For a link by which the person can save it again. */
  readonly url: string;
}

/** Starts the browser's own download of a Blob under this name. */
export function saveFile(name: string, blob: Blob): SavedFile {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  return { url };
}

/** Lets the browser free the file's bytes. A download that already started is not harmed. */
export function forgetFile({ url }: SavedFile): void {
  URL.revokeObjectURL(url);
}
