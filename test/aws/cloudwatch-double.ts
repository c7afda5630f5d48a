import type {
  DeleteAlarmsInput,
  DescribeAlarmsInput,
  GetMetricDataInput,
  ListMetricsInput,
  MetricAlarm,
  PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import type { CallContext } from '../../local/contract.ts';
import { fromDimensions } from '../../shared/aws/cloudwatch/dimensions.ts';
import type { Operations } from './aws-double.ts';

type Dimensions = Readonly<Record<string, string>>;

export interface CloudWatchWorld {
  /** By region, then by name. */
  readonly alarms: Map<string, Map<string, MetricAlarm>>;
  /** By region: what metrics are listed, and the times at which they were 1. */
  readonly metrics: Map<
    string,
    {
      readonly dimensions: Dimensions;
      readonly upAt: readonly number[];
      readonly downAt?: readonly number[];
    }[]
  >;
  pageSize: number;
}

export const createCloudWatchWorld = (): CloudWatchWorld => ({
  alarms: new Map(),
  metrics: new Map(),
  pageSize: 100,
});

export const cloudWatchOperations = (world: CloudWatchWorld): Operations => ({
  DescribeAlarms: (input: DescribeAlarmsInput, { region }: CallContext) => {
    const found = [...(world.alarms.get(region)?.values() ?? [])].filter(
      ({ AlarmName: name = '', StateValue: state }) =>
        name.startsWith(input.AlarmNamePrefix ?? '') &&
        (input.AlarmNames?.includes(name) ?? true) &&
        (input.StateValue === undefined || input.StateValue === state),
    );
    const page = pageOf(found, input.NextToken, Math.min(world.pageSize, input.MaxRecords ?? 50));
    return { MetricAlarms: page.items, NextToken: page.next };
  },
  PutMetricAlarm: ({ Tags: _tags, ...alarm }: PutMetricAlarmInput, { region }: CallContext) => {
    const alarms = world.alarms.get(region) ?? new Map<string, MetricAlarm>();
    world.alarms.set(region, alarms.set(alarm.AlarmName ?? '', alarm as MetricAlarm));
    return {};
  },
  DeleteAlarms: ({ AlarmNames: names = [] }: DeleteAlarmsInput, { region }: CallContext) => {
    for (const name of names) world.alarms.get(region)?.delete(name);
    return {};
  },
  ListMetrics: (input: ListMetricsInput, { region }: CallContext) => {
    const listed = (world.metrics.get(region) ?? []).map(({ dimensions }) => ({
      Namespace: input.Namespace,
      MetricName: input.MetricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    }));
    const page = pageOf(listed, input.NextToken, world.pageSize);
    return { Metrics: page.items, NextToken: page.next };
  },
  GetMetricData: (input: GetMetricDataInput, { region }: CallContext) => {
    const results = (input.MetricDataQueries ?? []).map((query) => {
      const dimensions = fromDimensions(query.MetricStat?.Metric?.Dimensions);
      const points = (world.metrics.get(region) ?? [])
        .filter((metric) => same(metric.dimensions, dimensions))
        .flatMap(({ upAt, downAt = [] }) => [
          ...upAt.map((at) => ({ at, value: 1 })),
          ...downAt.map((at) => ({ at, value: 0 })),
        ])
        .filter(({ at }) => at >= Number(input.StartTime) && at < Number(input.EndTime));
      return {
        Id: query.Id,
        StatusCode: 'Complete',
        Timestamps: points.map(({ at }) => new Date(at)),
        Values: points.map(({ value }) => value),
      };
    });
    const page = pageOf(results, input.NextToken, world.pageSize);
    return { MetricDataResults: page.items, NextToken: page.next };
  },
});

const pageOf = <Item>(items: readonly Item[], token: string | undefined, size: number) => {
  const start = Number(token ?? 0);
  const end = start + size;
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined };
};

const same = (one: Dimensions, other: Dimensions): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
