import { ServiceError } from '../../../contract.ts';
import type { MinuteStatistics } from './series.ts';

export type Statistic = 'SampleCount' | 'Average' | 'Sum' | 'Minimum' | 'Maximum';

const readers: Readonly<Record<Statistic, (statistics: MinuteStatistics) => number>> = {
  SampleCount: ({ sampleCount }) => sampleCount,
  Average: ({ sum, sampleCount }) => sum / sampleCount,
  Sum: ({ sum }) => sum,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

export const readStatistic = (statistic: Statistic, statistics: MinuteStatistics): number =>
  readers[statistic](statistics);

/** Percentiles and other extended statistics are not modelled. */
export const parseStatistic = (name: string | undefined, parameter: string): Statistic => {
  if (name !== undefined && Object.hasOwn(readers, name)) return name as Statistic;
  throw new ServiceError(
    'InvalidParameterValue',
    `The value ${name} for parameter ${parameter} is not supported: it must be one of ${Object.keys(readers).join(', ')}`,
  );
};

/** A period in whole minutes; high-resolution periods are not modelled. */
export const parsePeriodMinutes = (periodSeconds: number | undefined, parameter: string): number => {
  if (periodSeconds !== undefined && periodSeconds > 0 && periodSeconds % 60 === 0) return periodSeconds / 60;
  throw new ServiceError(
    'InvalidParameterValue',
    `The value ${periodSeconds} for parameter ${parameter} must be a multiple of 60`,
  );
};
