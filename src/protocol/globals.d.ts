/**
 * The only two platform names that this pure part may use. Every engine that runs it has them, but they
 * are not in lib ES2024, and the DOM library would bring timers, sockets and storage with it.
 */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: "utf-8", options?: { fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}

/** ES2026. Only for what runs in the server: not every browser that opens the page has it. */
interface Uint8Array<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> {
  toBase64(): string;
}
