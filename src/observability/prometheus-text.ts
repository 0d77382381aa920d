import type { Registry } from "prom-client";
import type { HistogramCounts, Metric } from "./metric.ts";

/** Metrics in Prometheus' text format 0.0.4. The library is loaded with the first call: few servers are ever asked. */
export async function prometheusText(metrics: readonly Metric[]): Promise<string> {
  const library = await import("prom-client");
  const registry = new library.Registry();
  for (const metric of metrics) register(library, registry, metric);
  return registry.metrics();
}

function register(
  { Counter, Gauge, Histogram }: typeof import("prom-client"),
  registry: Registry,
  metric: Metric,
): void {
  const { name, help } = metric;
  if (metric.type === "histogram") {
    // The library's own histogram wants each observation, and this one was counted before the library was there.
    const empty = new Histogram({ name, help, registers: [] });
    const values = valuesOf(name, metric.histogram);
    new Gauge({ name, help, registers: [registry] }).get = async () => ({ ...(await empty.get()), values });
    return;
  }
  const labelNames = Object.keys(metric.samples[0]?.labels ?? {});
  const options = { name, help, labelNames, registers: [registry] };
  const told = metric.type === "counter" ? new Counter(options) : new Gauge(options);
  for (const { labels = {}, value } of metric.samples) told.inc(labels, value);
}

function valuesOf(name: string, { buckets, count, sum }: HistogramCounts) {
  const bucket = (le: number | string, value: number) => ({
    metricName: `${name}_bucket`,
    labels: { le },
    value,
  });
  return [
    ...buckets.map(({ upTo, count: within }) => bucket(upTo, within)),
    bucket("+Inf", count),
    { metricName: `${name}_sum`, labels: {}, value: sum },
    { metricName: `${name}_count`, labels: {}, value: count },
  ];
}
