import type { EpochMs } from '../../../contract.ts';
import type { MetricSample, MetricSink } from '../../../kernel/metric-sink.ts';
import { addSpan, addValue, type Series } from './series.ts';

export interface MetricId {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** All metrics of the account, by region. */
export interface MetricStore extends MetricSink {
  /** A handle for a publisher that writes often. */
  open(
    region: string,
    namespace: string,
    metricName: string,
    dimensions: Readonly<Record<string, string>>,
  ): SeriesHandle;
  find(region: string, id: MetricId): Series | undefined;
  list(region: string): Iterable<Series>;
}

export interface SeriesHandle {
  add(at: EpochMs, value: number): void;
  addSpan(from: EpochMs, to: EpochMs, value: number): void;
}

export const createMetricStore = (): MetricStore => {
  const regions = new Map<string, Map<string, Series>>();

  const ofRegion = (region: string): Map<string, Series> => {
    const known = regions.get(region) ?? new Map<string, Series>();
    regions.set(region, known);
    return known;
  };

  const openSeries = (region: string, id: MetricId, unit?: string): Series => {
    const all = ofRegion(region);
    const key = keyOf(id);
    const known = all.get(key) ?? { ...id, unit, runs: [] };
    all.set(key, known);
    return known;
  };

  return {
    put: ({ region, at, value, unit, ...id }: MetricSample) =>
      addValue(openSeries(region, id, unit), at, value),
    open: (region, namespace, metricName, dimensions) => {
      const series = openSeries(region, { namespace, metricName, dimensions });
      return {
        add: (at, value) => addValue(series, at, value),
        addSpan: (from, to, value) => addSpan(series, from, to, value),
      };
    },
    find: (region, id) => ofRegion(region).get(keyOf(id)),
    list: (region) => ofRegion(region).values(),
  };
};

/** CloudWatch tells metrics apart by namespace, name and the set of dimensions, in whatever order. */
const keyOf = ({ namespace, metricName, dimensions }: MetricId): string =>
  JSON.stringify([
    namespace,
    metricName,
    Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);
