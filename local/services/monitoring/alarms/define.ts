import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { ServiceError } from '../../../contract.ts';
import type { AlarmDefinition, Comparison, MissingData } from './alarm.ts';
import { parseAlarmMetric } from './alarm-metric.ts';

const comparisons: readonly string[] = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] satisfies Comparison[];

const missingDataTreatments: readonly string[] = [
  'missing',
  'ignore',
  'breaching',
  'notBreaching',
] satisfies MissingData[];

const notModelled = [
  'ExtendedStatistic',
  'EvaluateLowSampleCountPercentile',
  'ThresholdMetricId',
  'EvaluationCriteria',
  'WarmUpConfiguration',
] as const;

/** Checks what `PutMetricAlarm` was given. */
export const defineAlarm = (input: PutMetricAlarmInput): AlarmDefinition => {
  const name = input.AlarmName ?? '';
  if (name.length < 1 || name.length > 255) throw invalid('AlarmName', name, 'have 1 to 255 characters');
  for (const key of notModelled) {
    if (Reflect.get(input, key) !== undefined) {
      throw new ServiceError('ValidationError', `The local account does not model ${key} of PutMetricAlarm`);
    }
  }
  const metric = parseAlarmMetric(input);
  const evaluationPeriods = wholeNumber('EvaluationPeriods', input.EvaluationPeriods);
  const datapointsToAlarm = wholeNumber('DatapointsToAlarm', input.DatapointsToAlarm ?? evaluationPeriods);
  if (datapointsToAlarm > evaluationPeriods) {
    throw invalid(
      'DatapointsToAlarm',
      datapointsToAlarm,
      `be at most EvaluationPeriods (${evaluationPeriods})`,
    );
  }
  assertSpan(metric.periodMinutes, evaluationPeriods);
  assertActions(input);
  return {
    name,
    metric,
    evaluationPeriods,
    datapointsToAlarm,
    threshold: numberOf('Threshold', input.Threshold),
    comparison: oneOf('ComparisonOperator', input.ComparisonOperator, comparisons) as Comparison,
    missingData: oneOf(
      'TreatMissingData',
      input.TreatMissingData ?? defaultTreatment(metric.metric.namespace),
      missingDataTreatments,
    ) as MissingData,
    input,
  };
};

/** CloudWatch guide, "Configuring how alarms treat missing data". */
const defaultTreatment = (namespace: string): MissingData =>
  namespace === 'AWS/DynamoDB' ? 'ignore' : 'missing';

/** PutMetricAlarm: at most one day in all, or seven days with periods of an hour or more. */
const assertSpan = (periodMinutes: number, evaluationPeriods: number): void => {
  const days = (periodMinutes * evaluationPeriods) / 1_440;
  if (days > (periodMinutes >= 60 ? 7 : 1)) {
    throw invalid('EvaluationPeriods', evaluationPeriods, 'cover at most one day together with Period');
  }
};

const assertActions = ({ AlarmActions, OKActions, InsufficientDataActions }: PutMetricAlarmInput): void => {
  for (const actions of [AlarmActions ?? [], OKActions ?? [], InsufficientDataActions ?? []]) {
    if (actions.length > 5) throw invalid('actions', actions.length, 'be at most 5 for each state');
    const wrong = actions.find((arn) => !arn.startsWith('arn:'));
    if (wrong !== undefined) throw invalid('actions', wrong, 'be ARNs');
  }
};

const wholeNumber = (parameter: string, value: number | undefined): number => {
  if (value !== undefined && Number.isInteger(value) && value >= 1) return value;
  throw invalid(parameter, value, 'be a whole number from 1');
};

const numberOf = (parameter: string, value: number | undefined): number => {
  if (value !== undefined && Number.isFinite(value)) return value;
  throw invalid(parameter, value, 'be a number');
};

const oneOf = (parameter: string, value: string | undefined, allowed: readonly string[]): string => {
  if (value !== undefined && allowed.includes(value)) return value;
  throw invalid(parameter, value, `be one of ${allowed.join(', ')}`);
};

const invalid = (parameter: string, value: unknown, rule: string): ServiceError =>
  new ServiceError(
    'ValidationError',
    `The value '${value}' for parameter ${parameter} is invalid: it must ${rule}.`,
  );
