/** All bytes of a blob. Rejects where its file is no longer as it was chosen. */
export async function readBlob(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (bytes.byteLength !== blob.size) throw new Error("the file has changed since it was chosen");
  return bytes;
}
