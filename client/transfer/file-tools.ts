import type { FileId } from "#protocol/ids.ts";

/** A received file that the page still has, or that it knows the place of. */
export type KeptFile =
  | { readonly type: "text"; readonly blob: Blob }
  /** It was saved as a download, and can be once more. */
  | {
      readonly type: "download";
      readonly blob: Blob;
      /** For a link. */
      readonly url: string;
      /** To save it under. */
      readonly name: string;
      /** All files of its offer in one. */
      readonly isArchive: boolean;
    }
  | { readonly type: "in-place" };

/** What a person can do with a file of the list. */
export interface FileTools {
  /** Of an archive, its first file has it. */
  readonly kept: (fileId: FileId) => KeptFile | undefined;
  /** @returns whether the browser did it */
  readonly copy: (content: string) => boolean;
  /** Scrolls to what has arrived, unless it did so before. @param element where it is drawn */
  readonly reveal: (arrived: Blob, element: Element) => void;
  /** Gives the file up, whichever way it goes; absent where nothing can be given up. */
  readonly cancel?: ((fileId: FileId) => void) | undefined;
  /** The verified beginning of a file that is still arriving; undefined where it cannot be read yet. */
  readonly peek?: ((fileId: FileId) => Promise<Blob | undefined>) | undefined;
}
