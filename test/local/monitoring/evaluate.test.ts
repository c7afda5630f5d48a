import { describe, expect, it } from 'vitest';
import type { MissingData } from '../../../local/services/monitoring/alarms/alarm.ts';
import { evaluate } from '../../../local/services/monitoring/alarms/evaluate.ts';

const treatments: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

/** `0` does not breach, `X` breaches, `-` is missing; the most recent one is on the right. */
const datapoints = (pattern: string) =>
  pattern.split(' ').map((point) => (point === '-' ? undefined : point === 'X' ? 1 : 0));

const states = (pattern: string, datapointsToAlarm: number) =>
  treatments.map((missingData) =>
    evaluate(datapoints(pattern), {
      evaluationPeriods: 3,
      datapointsToAlarm,
      threshold: 1,
      comparison: 'GreaterThanOrEqualToThreshold',
      missingData,
    }),
  );

const stays = undefined;

describe('an alarm on 3 of 3 datapoints, as CloudWatch documents it', () => {
  it.each([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', stays, 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', stays, 'ALARM', 'OK']],
    ['- - - - X', [stays, stays, 'ALARM', 'OK']],
    ['- - - X -', [stays, stays, 'ALARM', 'OK']],
  ])('%s → missing, ignore, breaching, notBreaching: %j', (pattern, expected) => {
    expect(states(pattern, 3)).toEqual(expected);
  });
});

describe('an alarm on 2 of 3 datapoints, as CloudWatch documents it', () => {
  it.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', stays, 'ALARM', 'OK']],
  ])('%s → missing, ignore, breaching, notBreaching: %j', (pattern, expected) => {
    expect(states(pattern, 2)).toEqual(expected);
  });
});

describe('comparison', () => {
  it.each([
    ['GreaterThanOrEqualToThreshold', [false, true, true]],
    ['GreaterThanThreshold', [false, false, true]],
    ['LessThanThreshold', [true, false, false]],
    ['LessThanOrEqualToThreshold', [true, true, false]],
  ] as const)('%s with 0, 1 and 2 against 1', (comparison, expected) => {
    const rules = {
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      threshold: 1,
      comparison,
      missingData: 'missing' as const,
    };
    expect([0, 1, 2].map((value) => evaluate([value], rules) === 'ALARM')).toEqual(expected);
  });
});
