import type { EpochMs } from '../../../contract.ts';
import type { AlarmDefinition, StateValue } from './alarm.ts';
import { type Datapoint, isBreaching } from './evaluate.ts';
import { alarmTimestamp, reasonTimestamp } from './timestamps.ts';

export const initialReason = 'Unchecked: Initial alarm creation';

export interface Evaluated {
  readonly datapoints: readonly Datapoint[];
  /** When the oldest datapoint begins. */
  readonly startsAt: EpochMs;
}

interface Timed {
  readonly value: number;
  readonly at: EpochMs;
}

const relations = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
} as const;

/** The sentence with which CloudWatch explains a new state. */
export const reasonFor = (
  definition: AlarmDefinition,
  evaluated: Evaluated,
  from: StateValue,
  to: StateValue,
): string => {
  const { evaluationPeriods } = definition;
  const real = timed(definition, evaluated).slice(-evaluationPeriods);
  if (to === 'INSUFFICIENT_DATA')
    return `Insufficient Data: ${count(evaluationPeriods, 'datapoint')} ${wereWas(evaluationPeriods)} unknown.`;
  if (real.length === 0) return noData(definition);
  const told = to === 'ALARM' ? real.filter(({ value }) => isBreaching(value, definition)) : real;
  const values = told.map(({ value, at }) => `${decimal(value)} (${reasonTimestamp(at)})`).join(', ');
  const crossing = `${wereWas(told.length)} ${to === 'ALARM' ? '' : 'not '}${relations[definition.comparison]}`;
  const needed =
    to === 'ALARM' ? definition.datapointsToAlarm : evaluationPeriods - definition.datapointsToAlarm + 1;
  return `Threshold Crossed: ${told.length} out of the last ${evaluationPeriods} datapoints [${values}] ${crossing} the threshold (${decimal(definition.threshold)}) (minimum ${count(needed, 'datapoint')} for ${from} -> ${to} transition).`;
};

/** The same for machines. */
export const reasonDataFor = (definition: AlarmDefinition, evaluated: Evaluated, now: EpochMs): string => {
  const real = timed(definition, evaluated).slice(-definition.evaluationPeriods);
  const [first] = real;
  return JSON.stringify({
    version: '1.0',
    queryDate: alarmTimestamp(now),
    ...(first ? { startDate: alarmTimestamp(first.at) } : {}),
    statistic: definition.metric.statistic,
    period: definition.metric.periodMinutes * 60,
    recentDatapoints: real.map(({ value }) => value),
    threshold: definition.threshold,
  });
};

const timed = (definition: AlarmDefinition, { datapoints, startsAt }: Evaluated): readonly Timed[] =>
  datapoints.flatMap((value, index) =>
    value === undefined ? [] : [{ value, at: startsAt + index * definition.metric.periodMinutes * 60_000 }],
  );

const noData = ({ evaluationPeriods, missingData }: AlarmDefinition): string => {
  const treatment = missingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  return `Threshold Crossed: no datapoints were received for ${count(evaluationPeriods, 'period')} and ${count(evaluationPeriods, 'missing datapoint')} ${wereWas(evaluationPeriods)} treated as [${treatment}].`;
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const wereWas = (number: number): string => (number === 1 ? 'was' : 'were');

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
