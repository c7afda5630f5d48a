import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { Operation, Service } from '../../contract.ts';
import { type AlarmBook, type AlarmBookDeps, createAlarmBook } from './alarms/alarm-book.ts';
import { alarmOperations } from './alarms/operations.ts';
import { getMetricData } from './metrics/get-metric-data.ts';
import { getMetricStatistics } from './metrics/get-metric-statistics.ts';
import { listMetrics } from './metrics/list-metrics.ts';
import { createMetricStore, type MetricStore } from './metrics/metric-store.ts';
import { putMetricData } from './metrics/put-metric-data.ts';
import { monitoringPermissions } from './permissions.ts';
import { limitRate } from './throttle.ts';
import { getMetricWidgetImage } from './widget/get-metric-widget-image.ts';

export interface MonitoringOptions extends Omit<AlarmBookDeps, 'store'> {
  /** Turns away more than 3 `PutMetricAlarm` or `DeleteAlarms` calls a second, as CloudWatch's quotas do. @default false */
  readonly throttleAlarmCalls?: boolean | undefined;
}

/** CloudWatch: metrics, and alarms that evaluate each minute. */
export interface Monitoring {
  readonly service: Service;
  /** Where metrics go: a `MetricSink`, with handles for publishers that write often. */
  readonly store: MetricStore;
  readonly alarms: AlarmBook;
  /** Adds an alarm that a template declares. */
  addAlarm(region: string, input: PutMetricAlarmInput): void;
  /** Starts the evaluation of alarms. */
  start(): void;
}

const alarmCallsPerSecond = 3;
const evaluationOffsetMs = 10_000;

export const createMonitoring = (options: MonitoringOptions): Monitoring => {
  const { clock } = options;
  const store = createMetricStore();
  const alarms = createAlarmBook({ ...options, store });

  const evaluateFrom = (at: number): void => {
    clock.at(at, 'alarm evaluation', () => {
      alarms.evaluateAll();
      evaluateFrom(at + 60_000);
    });
  };

  return {
    service: {
      name: 'monitoring',
      operations: operationsOf(options, store, alarms),
      permissions: monitoringPermissions,
    },
    store,
    alarms,
    addAlarm: (region, input) => {
      alarms.put(region, input, clock.now() + rangeMs(input));
    },
    start: () => evaluateFrom(Math.ceil(clock.now() / 60_000) * 60_000 + evaluationOffsetMs),
  };
};

/** The product was deployed before the story begins: its alarms have not been waiting for their first data. */
const rangeMs = ({ EvaluationPeriods = 1, Period = 60 }: PutMetricAlarmInput): number =>
  (EvaluationPeriods + 1) * Period * 1_000;

const operationsOf = (
  { clock, throttleAlarmCalls = false }: MonitoringOptions,
  store: MetricStore,
  alarms: AlarmBook,
): Readonly<Record<string, Operation>> => {
  const ofAlarms = alarmOperations(alarms);
  const limited = throttleAlarmCalls ? ['PutMetricAlarm', 'DeleteAlarms'] : [];
  return {
    ...Object.fromEntries(
      Object.entries(ofAlarms).map(([name, operation]) => [
        name,
        limited.includes(name) ? limitRate(operation, alarmCallsPerSecond, clock) : operation,
      ]),
    ),
    GetMetricData: getMetricData(store),
    GetMetricStatistics: getMetricStatistics(store),
    GetMetricWidgetImage: getMetricWidgetImage(store, clock),
    ListMetrics: listMetrics(store, clock),
    PutMetricData: putMetricData(store, clock),
  };
};
