import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSpan,
  addValue,
  aggregate,
  type Series,
} from '../../../local/services/monitoring/metrics/series.ts';

const series = (): Series => ({ namespace: 'n', metricName: 'm', dimensions: {}, unit: undefined, runs: [] });

describe('a metric series', () => {
  it('keeps a quiet day, and the two weeks before it, in one run', () => {
    const quiet = series();
    addSpan(quiet, 0, 14 * 1_440 * 60_000 - 60_000, 1);
    for (let minute = 14 * 1_440; minute < 15 * 1_440; minute += 1) addValue(quiet, minute * 60_000, 1);
    expect(quiet.runs).toHaveLength(1);
    expect(aggregate(quiet, 0, 15 * 1_440)).toMatchObject({
      sampleCount: 15 * 1_440,
      minimum: 1,
      maximum: 1,
    });
  });

  it('keeps a quiet day of two publishers in one run, too', () => {
    const shared = series();
    for (let minute = 0; minute < 1_440; minute += 1) {
      addValue(shared, minute * 60_000, 1);
      addValue(shared, minute * 60_000, 0);
    }
    expect(shared.runs).toHaveLength(1);
  });

  it('aggregates whatever is put, in whatever order, as a plain list of values would', () => {
    const value = fc.record({
      minute: fc.integer({ min: 0, max: 30 }),
      value: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(value),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 10 }),
        (values, from, length) => {
          const stored = series();
          for (const one of values) addValue(stored, one.minute * 60_000, one.value);
          const within = values
            .filter(({ minute }) => minute >= from && minute < from + length)
            .map((one) => one.value);
          const statistics = aggregate(stored, from, from + length);
          if (within.length === 0) {
            expect(statistics).toBeUndefined();
            return;
          }
          expect(statistics).toMatchObject({
            sampleCount: within.length,
            sum: within.reduce((total, one) => total + one, 0),
            minimum: Math.min(...within),
            maximum: Math.max(...within),
          });
        },
      ),
    );
  });
});
