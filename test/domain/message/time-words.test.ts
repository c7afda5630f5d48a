import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTime, withoutToday } from '../../../shared/domain/message/clock-time.ts';
import { utcTime, utcTimeToTheSecond } from '../../../shared/domain/message/utc-time.ts';
import { daysMs, hoursMs, minutesMs, secondsMs } from '../../../shared/domain/time.ts';
import { start } from '../builders.ts';
import { english, korean, languages } from './languages.ts';

const anyTime = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59) });

describe('times', () => {
  it('are those of the calendar, for every moment', () => {
    fc.assert(
      fc.property(anyTime, (at) => {
        const iso = new Date(at).toISOString();
        expect(utcTime(at)).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);
        expect(utcTimeToTheSecond(at)).toBe(`${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`);
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

  it('in what was said before are left their date unless it is that of today', () => {
    const said = 'since 2026-03-01 03:04 UTC, due 2026-03-02 04:00 UTC';
    expect(withoutToday(said, start)).toBe('since 03:04 UTC, due 2026-03-02 04:00 UTC');
    expect(withoutToday(said, start - daysMs(1))).toBe(said);
  });
});

describe('durations', () => {
  it.each([
    [-5, 'less than a minute', '1분 미만'],
    [secondsMs(59), 'less than a minute', '1분 미만'],
    [secondsMs(60), '1 minute', '1분'],
    [minutesMs(3), '3 minutes', '3분'],
    [hoursMs(1), '1 hour', '1시간'],
    [minutesMs(125), '2 hours 5 minutes', '2시간 5분'],
    [hoursMs(47) + minutesMs(1), '47 hours 1 minute', '47시간 1분'],
    [hoursMs(49), '2 days 1 hour', '2일 1시간'],
    [daysMs(3), '3 days', '3일'],
  ])('%d ms are %j and %j', (durationMs, inEnglish, inKorean) => {
    expect(english.duration(durationMs)).toBe(inEnglish);
    expect(korean.duration(durationMs)).toBe(inKorean);
  });

  it.each(languages)('of different minutes read differently in %s, up to two days', (_language, words) => {
    const minutes = fc.integer({ min: 1, max: 48 * 60 });
    fc.assert(
      fc.property(minutes, minutes, (one, other) => {
        const [first, second] = [words.duration(minutesMs(one)), words.duration(minutesMs(other))];
        expect(first === second).toBe(one === other);
      }),
    );
  });
});
