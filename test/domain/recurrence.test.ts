import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropMemoryMs, recurrenceOf, withDrops } from '../../shared/domain/recurrence.ts';
import { hoursMs, minutesMs } from '../../shared/domain/time.ts';
import { at, start } from './builders.ts';

const hourly = (count: number) => Array.from({ length: count }, (_, hour) => at(10 + hour * 60));

describe('drops that come again', () => {
  it('are a rhythm from the fourth on', () => {
    expect(recurrenceOf(hourly(3), at(131))).toBeUndefined();
    expect(recurrenceOf(hourly(4), at(191))).toEqual({ count: 4, spanMs: hoursMs(3), everyMs: hoursMs(1) });
    expect(recurrenceOf([at(-7_000), at(-6_955), ...hourly(5)], at(251))).toMatchObject({ count: 5 });
  });

  it('are none where they come at any time, unless they are many in a day', () => {
    const irregular = [0, 35, 200, 230, 700].map(at);
    expect(recurrenceOf(irregular.slice(0, 4), at(701))).toBeUndefined();
    expect(recurrenceOf(irregular, at(701))).toEqual({ count: 5, spanMs: minutesMs(700) });
    expect(recurrenceOf(irregular, at(1_441))).toBeUndefined();
  });

  it('are over a day after the last', () => {
    expect(recurrenceOf(hourly(6), at(310 + 1_441))).toBeUndefined();
  });

  it('are found in any interval, spread as rekeying is', () => {
    const spread = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 400 }), spread, (everyMinutes, jitters) => {
        const everyMs = minutesMs(everyMinutes);
        const drops = jitters.map(
          (permille, index) => start + index * everyMs + (permille * everyMs) / 1_500,
        );
        const found = recurrenceOf(drops, (drops.at(-1) ?? 0) + 1);
        return found?.count === jitters.length && Math.abs((found.everyMs ?? 0) - everyMs) <= everyMs * 0.1;
      }),
    );
  });

  it('are kept for a week, each once, in their order, however often they are told', () => {
    const times = fc.array(fc.integer({ min: 0, max: 10 * 24 * 60 }).map(at), { maxLength: 60 });
    fc.assert(
      fc.property(times, (seen) => {
        const now = Math.max(start, ...seen);
        const drops = withDrops([], seen, now);
        const gaps = drops.slice(1).map((drop, index) => drop - (drops[index] ?? 0));
        return (
          drops.every((drop) => now - drop < dropMemoryMs && seen.includes(drop)) &&
          gaps.every((gap) => gap > minutesMs(10)) &&
          withDrops(
            drops,
            seen.filter((drop) => now - drop < dropMemoryMs),
            now,
          ) === drops
        );
      }),
    );
  });
});
