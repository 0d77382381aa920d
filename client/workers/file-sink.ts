/** Where the bytes of one received file go. A sink that cannot keep what it was given rejects or throws. */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void> | void;
  /** @returns the whole file; called only after its digest was found right */
  finish(): Promise<Blob>;
  /** Lets go of everything; nothing of the file remains. */
  abort(): Promise<void> | void;
}
