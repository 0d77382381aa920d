/** As much of a browser's data channel as the page uses; a test says what happens to it. */
export class FakeChannel {
  readonly sent: (string | Uint8Array)[] = [];
  binaryType = "blob";
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;

  /** The browser's type has much more that is not used. */
  get asChannel(): RTCDataChannel {
    return this as unknown as RTCDataChannel;
  }

  send(message: string | Uint8Array<ArrayBuffer>): void {
    this.sent.push(typeof message === "string" ? message : message.slice());
    this.bufferedAmount += typeof message === "string" ? message.length : message.byteLength;
  }

  open(): void {
    this.readyState = "open";
    this.onopen?.();
  }

  close(): void {
    this.readyState = "closed";
    this.onclose?.();
  }

  receive(data: string | ArrayBuffer): void {
    this.onmessage?.({ data });
  }

  /** So many bytes stay in the buffer; the browser tells where they fall to the threshold. */
  drainTo(bytes: number): void {
    const wasHigh = this.bufferedAmount > this.bufferedAmountLowThreshold;
    this.bufferedAmount = bytes;
    if (wasHigh && bytes <= this.bufferedAmountLowThreshold) this.onbufferedamountlow?.();
  }
}

/** What a link tells, in order. */
export class LinkLog {
  readonly heard: unknown[] = [];
  opened = (): void => void this.heard.push("opened");
  closed = (): void => void this.heard.push("closed");
  text = (text: string): void => void this.heard.push(text);
  bytes = (message: ArrayBuffer): void => void this.heard.push([...new Uint8Array(message)]);
}
