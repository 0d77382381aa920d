import { createStore, reconcile, unwrap } from "solid-js/store";
import type { FileId } from "#protocol/ids.ts";
import type { KeptFile } from "./file-tools.ts";

/**
 * The received files that the page still has. Each row sees its own file only: thousands may come one by one.
 *
 * @param release lets the browser free what a link holds
 */
export function createKeptFiles(release: (url: string) => void) {
  const [kept, setKept] = createStore<Record<FileId, KeptFile>>({});
  return {
    get: (fileId: FileId): KeptFile | undefined => kept[fileId],
    keep: (fileId: FileId, file: KeptFile): void => setKept(fileId, file),
    /** Other files are on screen from now on. */
    forget(): void {
      for (const file of Object.values<KeptFile>(unwrap(kept)))
        if (file.type === "download") release(file.url);
      setKept(reconcile({}));
    },
  };
}

export type KeptFiles = ReturnType<typeof createKeptFiles>;
