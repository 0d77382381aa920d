/** What this process costs now. */
export interface ProcessFacts {
  readonly residentBytes: number;
  /** Of the JavaScript heap. */
  readonly heapBytes: number;
  readonly heapUsedBytes: number;
  /** Processor time since the start, of all threads. */
  readonly cpuSeconds: number;
  /** Such as `bun 1.4.5`. */
  readonly runtime: string;
}
