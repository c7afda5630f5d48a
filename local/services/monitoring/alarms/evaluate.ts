import type { AlarmDefinition, Comparison, StateValue } from './alarm.ts';

/** A period's value, or undefined where the metric has none. */
export type Datapoint = number | undefined;

/** How many more periods than asked for CloudWatch looks at, to have enough data when some is missing. */
export const extraPeriods = 2;

type Rules = Pick<
  AlarmDefinition,
  'evaluationPeriods' | 'datapointsToAlarm' | 'threshold' | 'comparison' | 'missingData'
>;

const comparisons: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state that follows from the datapoints of the evaluation range, oldest first; undefined to stay as it is
 * (CloudWatch guide, "How alarm state is evaluated when data is missing").
 */
export const evaluate = (datapoints: readonly Datapoint[], rules: Rules): StateValue | undefined => {
  const { evaluationPeriods, datapointsToAlarm } = rules;
  const real = datapoints.filter((value) => value !== undefined).slice(-evaluationPeriods);
  const breaching = real.filter((value) => isBreaching(value, rules)).length;
  const missing = evaluationPeriods - real.length;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (missing === 0 || rules.missingData === 'notBreaching') return 'OK';
  if (rules.missingData === 'breaching') return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (breaching < real.length) return 'OK';
  if (rules.missingData === 'ignore') return undefined;
  if (real.length === 0) return 'INSUFFICIENT_DATA';
  return isOldEnough(datapoints, rules) ? 'ALARM' : undefined;
};

export const isBreaching = (value: number, { comparison, threshold }: Rules): boolean =>
  comparisons[comparison](value, threshold);

/** With breaching data only, an alarm waits until the oldest of it is as old as the number of datapoints it needs. */
const isOldEnough = (datapoints: readonly Datapoint[], { datapointsToAlarm }: Rules): boolean => {
  const oldest = datapoints.findIndex((value) => value !== undefined);
  return datapoints.length - oldest >= datapointsToAlarm;
};
