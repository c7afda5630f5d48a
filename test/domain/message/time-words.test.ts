import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTime } from '../../../shared/domain/message/clock-time.ts';
import { utcTime } from '../../../shared/domain/message/utc-time.ts';
import { daysMs, hoursMs, minutesMs, secondsMs } from '../../../shared/domain/time.ts';
import { durationInWords } from '../../../shared/words/english/message/durations.ts';
import { start } from '../builders.ts';

const anyTime = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59) });

describe('times', () => {
  it('are those of the calendar, for every moment', () => {
    fc.assert(
      fc.property(anyTime, (at) => {
        const iso = new Date(at).toISOString();
        expect(utcTime(at)).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave the date out exactly on the day itself', () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 0, max: daysMs(2) }), (at, laterMs) => {
        const now = at + laterMs;
        const sameDay = new Date(at).toISOString().slice(0, 10) === new Date(now).toISOString().slice(0, 10);
        expect(clockTime(at, now)).toHaveLength(sameDay ? 'hh:mm UTC'.length : 'YYYY-MM-DD hh:mm UTC'.length);
      }),
    );
    expect(clockTime(start + minutesMs(4), start)).toBe('03:04 UTC');
    expect(clockTime(start - hoursMs(4), start)).toBe('2026-02-28 23:00 UTC');
  });
});

describe('durations', () => {
  it.each([
    [-5, 'less than a minute'],
    [secondsMs(59), 'less than a minute'],
    [secondsMs(60), '1 minute'],
    [minutesMs(3), '3 minutes'],
    [hoursMs(1), '1 hour'],
    [minutesMs(125), '2 hours 5 minutes'],
    [hoursMs(47) + minutesMs(1), '47 hours 1 minute'],
    [hoursMs(49), '2 days 1 hour'],
    [daysMs(3), '3 days'],
  ])('%d ms are %j', (durationMs, words) => {
    expect(durationInWords(durationMs)).toBe(words);
  });
});
