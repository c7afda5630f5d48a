import type { EpochMs } from '../contract.ts';
import type { MetricSink } from '../kernel/metric-sink.ts';

interface Directive {
  readonly Namespace: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name: string; readonly Unit?: string }[];
}

/** Puts the metrics that a log line carries in CloudWatch's embedded metric format; a line without any is left alone. */
export function putEmbeddedMetrics(
  line: unknown,
  source: { readonly region: string; readonly at: EpochMs },
  sink: MetricSink,
): void {
  if (typeof line !== 'object' || line === null) return;
  const members = line as Readonly<Record<string, unknown>>;
  const metadata = members['_aws'] as { CloudWatchMetrics?: readonly Directive[] } | undefined;
  for (const { Namespace, Dimensions = [[]], Metrics = [] } of metadata?.CloudWatchMetrics ?? []) {
    for (const { Name, Unit } of Metrics) {
      for (const keys of Dimensions) {
        const dimensions = Object.fromEntries(keys.map((key) => [key, String(members[key])]));
        for (const value of [members[Name]].flat()) {
          sink.put({
            ...source,
            namespace: Namespace,
            metricName: Name,
            dimensions,
            value: Number(value),
            ...(Unit !== undefined && { unit: Unit }),
          });
        }
      }
    }
  }
}
