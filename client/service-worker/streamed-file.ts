import type { StreamAnswer, StreamRequest, StreamState } from "../saving/stream-messages.ts";

/** A file that is served to the browser's download as it arrives on a port. */
export class StreamedFile {
  readonly #headers: Record<string, string>;
  readonly #sink: MessagePort;
  readonly #page: MessagePort;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isOver = false;
  /** The browser wants more, and gets it with the next bytes. */
  #filled: () => void = () => undefined;

  constructor(file: { readonly name: string; readonly size: number }, sink: MessagePort, page: MessagePort) {
    this.#headers = headersFor(file);
    this.#sink = sink;
    this.#page = page;
    sink.onmessage = ({ data }: MessageEvent<StreamRequest>) => this.#take(data);
  }

  /** The browser may ask for it. */
  announce(): void {
    this.#tellPage({ type: "ready" });
  }

  /** Begins the download; an error where it is over before it began. */
  response(): Response {
    if (this.#isOver) return Response.error();
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#next(),
        cancel: () => this.#end("cancelled"),
      },
      // Nothing is asked for ahead: it would only wait here.
      { highWaterMark: 1 },
    );
    return new Response(body, { headers: this.#headers });
  }

  #next(): Promise<void> {
    const filled = new Promise<void>((resolve) => {
      this.#filled = resolve;
    });
    this.#answer({ type: "next" });
    return filled;
  }

  #take(request: StreamRequest): void {
    switch (request.type) {
      case "bytes":
        this.#controller?.enqueue(new Uint8Array(request.bytes));
        return this.#filled();
      case "end":
        this.#controller?.close();
        return this.#end();
      case "abort":
        // An error, not an end: else the browser would show a whole file.
        this.#controller?.error(new Error("the file did not arrive"));
        return this.#end();
      case "ping":
        return this.#answer({ type: "pong" });
    }
  }

  #end(reason?: "cancelled"): void {
    if (reason) this.#answer({ type: reason });
    this.#isOver = true;
    this.#controller = undefined;
    this.#filled();
    this.#tellPage({ type: "ended" });
  }

  #answer(answer: StreamAnswer): void {
    this.#sink.postMessage(answer);
  }

  #tellPage(state: StreamState): void {
    this.#page.postMessage(state);
  }
}

function headersFor({
  name,
  size,
}: {
  readonly name: string;
  readonly size: number;
}): Record<string, string> {
  return {
    "Content-Type": "application/octet-stream",
    // Without it iOS cuts the download, and calls it complete.
    "Content-Length": `${size}`,
    "Content-Disposition": `attachment; filename*=UTF-8''${encoded(name)}`,
    "Content-Security-Policy": "default-src 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  };
}

/** @see RFC 8187 §3.2.1: what `encodeURIComponent` leaves alone and a header may not hold is encoded, too. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
