/** One number of a metric, with labels from closed lists. */
export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** How often a value was at most each bound; the counts go up with the bounds, as Prometheus has them. */
export interface HistogramCounts {
  readonly buckets: readonly { readonly upTo: number; readonly count: number }[];
  readonly count: number;
  readonly sum: number;
}

/** A metric as Prometheus knows it, in base units (seconds, bytes); a counter's name ends in `_total`. */
export type Metric = { readonly name: string; readonly help: string } & (
  | { readonly type: "gauge" | "counter"; readonly samples: readonly Sample[] }
  | { readonly type: "histogram"; readonly histogram: HistogramCounts }
);

/** A number that goes up and down. */
export function gauge(name: string, help: string, value: number): Metric {
  return { type: "gauge", name, help, samples: [{ value }] };
}

/** A number that only goes up while the process lives. */
export function counter(name: string, help: string, value: number): Metric {
  return { type: "counter", name, help, samples: [{ value }] };
}

/** The same for each name of a closed list. */
export function counters(
  name: string,
  help: string,
  label: string,
  entries: readonly (readonly [string, number])[],
): Metric {
  const samples = entries.map(([text, value]) => ({ value, labels: { [label]: text } }));
  return { type: "counter", name, help, samples };
}
