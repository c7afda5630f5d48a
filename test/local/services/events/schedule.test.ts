import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../../local/services/events/schedule.ts';

const createdAt = Date.parse('2026-11-24T12:00:30Z');
const next = (expression: string, after = createdAt): string | undefined => {
  const at = parseSchedule(expression, createdAt)(after);
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 19);
};

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', '2026-11-24T12:01:30'],
    ['rate(5 minutes)', '2026-11-24T12:05:30'],
    ['rate(1 day)', '2026-11-25T12:00:30'],
    ['cron(* * * * ? *)', '2026-11-24T12:01:00'],
    ['cron(0/15 * * * ? *)', '2026-11-24T12:15:00'],
    ['cron(0 9 ? * MON-FRI *)', '2026-11-25T09:00:00'],
    ['cron(0 9 ? * 1 *)', '2026-11-29T09:00:00'],
    ['cron(0 0 1 * ? *)', '2026-12-01T00:00:00'],
    ['cron(30 8 L * ? *)', '2026-11-30T08:30:00'],
    ['cron(0 8 15W * ? *)', '2026-12-15T08:00:00'],
    ['cron(0 8 1W 8 ? 2027)', '2027-08-02T08:00:00'],
    ['cron(0 8 ? * 6L *)', '2026-11-27T08:00:00'],
    ['cron(0 8 ? * TUE#1 *)', '2026-12-01T08:00:00'],
    ['cron(5,35 14-16 * JAN,JUN ? *)', '2027-01-01T14:05:00'],
    ['cron(0 12 29 2 ? *)', '2028-02-29T12:00:00'],
    ['cron(0 9 ? * FRI-MON *)', '2026-11-27T09:00:00'],
    ['at(2026-11-24T13:00:00)', '2026-11-24T13:00:00'],
    ['at(2026-11-24T11:00:00)', undefined],
    ['cron(0 0 1 1 ? 2020)', undefined],
  ])('%s next fires at %s', (expression, expected) => {
    expect(next(expression)).toBe(expected);
  });

  it('goes on from each run', () => {
    expect(next('rate(5 minutes)', Date.parse('2026-11-24T12:05:30Z'))).toBe('2026-11-24T12:10:30');
    expect(next('cron(* * * * ? *)', Date.parse('2026-11-24T12:01:00Z'))).toBe('2026-11-24T12:02:00');
  });

  it.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 minutes)',
    'cron(* * * * * *)',
    'cron(0 0 ? * ? *)',
    'cron(61 * * * ? *)',
    'every minute',
  ])('refuses %s', (expression) => {
    expect(() => next(expression)).toThrow(/not valid/);
  });
});
