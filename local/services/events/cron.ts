import type { EpochMs } from '../../contract.ts';

/** A cron expression of EventBridge: minutes, hours, day of month, month, day of week (1 is Sunday), year. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  /** Whether a day is one of the days of the month and of the week that are asked for. */
  readonly dayMatches: (day: Date) => boolean;
}

const dayMs = 86_400_000;
const lastYear = 2199;
const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export function parseCron(expression: string): Cron {
  const fields = expression.trim().split(/\s+/);
  const [minutes = '', hours = '', dayOfMonth = '', months = '', dayOfWeek = '', years = ''] = fields;
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new Error(`Cron expression "${expression}" is not valid: six fields, one of the two days "?"`);
  }
  return {
    minutes: valuesOf(minutes, 0, 59),
    hours: valuesOf(hours, 0, 23),
    months: new Set(valuesOf(months, 1, 12, monthNames)),
    years: new Set(valuesOf(years, 1970, lastYear)),
    dayMatches: dayOfWeek === '?' ? dayOfMonthTest(dayOfMonth) : dayOfWeekTest(dayOfWeek),
  };
}

/** The first time after `after` that a cron expression names. */
export function nextCron(cron: Cron, after: EpochMs): EpochMs | undefined {
  for (let dayAt = Math.floor(after / dayMs) * dayMs; ; dayAt += dayMs) {
    const day = new Date(dayAt);
    if (day.getUTCFullYear() > lastYear) return undefined;
    if (!cron.years.has(day.getUTCFullYear())) {
      dayAt = Date.UTC(day.getUTCFullYear() + 1, 0, 0);
      continue;
    }
    if (!cron.months.has(day.getUTCMonth() + 1) || !cron.dayMatches(day)) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const at = dayAt + (hour * 60 + minute) * 60_000;
        if (at > after) return at;
      }
    }
  }
}

function dayOfMonthTest(field: string): (day: Date) => boolean {
  if (field === 'L') return (day) => day.getUTCDate() === lengthOfMonth(day);
  const nearestWeekday = /^(\d+)W$/.exec(field)?.[1];
  if (nearestWeekday !== undefined)
    return (day) => day.getUTCDate() === weekdayNear(day, Number(nearestWeekday));
  const wanted = new Set(valuesOf(field, 1, 31));
  return (day) => wanted.has(day.getUTCDate());
}

function dayOfWeekTest(field: string): (day: Date) => boolean {
  const [, lastOf] = /^(\w+)L$/.exec(field) ?? [];
  if (lastOf !== undefined) {
    const weekday = cronValue(lastOf, weekdayNames, 1) - 1;
    return (day) => day.getUTCDay() === weekday && day.getUTCDate() > lengthOfMonth(day) - 7;
  }
  const [, weekdayName, ordinal] = /^(\w+)#(\d)$/.exec(field) ?? [];
  if (weekdayName !== undefined) {
    const weekday = cronValue(weekdayName, weekdayNames, 1) - 1;
    return (day) => day.getUTCDay() === weekday && Math.ceil(day.getUTCDate() / 7) === Number(ordinal);
  }
  const wanted = new Set(valuesOf(field, 1, 7, weekdayNames));
  return (day) => wanted.has(day.getUTCDay() + 1);
}

function lengthOfMonth(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The weekday nearest to a date within the same month. */
function weekdayNear(day: Date, date: number): number {
  const length = lengthOfMonth(day);
  const target = Math.min(date, length);
  const weekday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), target)).getUTCDay();
  if (weekday === 6) return target === 1 ? target + 2 : target - 1;
  if (weekday === 0) return target === length ? target - 2 : target + 1;
  return target;
}

/** The values of a field: `*`, a value, a list, a range, each with an optional step. */
function valuesOf(field: string, least: number, greatest: number, names: readonly string[] = []): number[] {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range.split('-');
    const from = range === '*' ? least : cronValue(first, names, least);
    const openEnd = range === '*' || step !== undefined ? greatest : from;
    const to = last === undefined ? openEnd : cronValue(last, names, least);
    const stride = Number(step ?? 1);
    if (!(from >= least && to <= greatest && stride >= 1))
      throw new Error(`Cron field "${field}" is not valid`);
    // A range such as FRI-MON goes round the end of the week.
    const end = to < from ? to + greatest - least + 1 : to;
    for (let value = from; value <= end; value += stride) {
      values.add(value > greatest ? value - greatest + least - 1 : value);
    }
  }
  return [...values].sort((a, b) => a - b);
}

/** A number, or a name such as `MON`, of which the first stands for `firstValue`. */
function cronValue(text: string, names: readonly string[], firstValue: number): number {
  const index = names.indexOf(text.toUpperCase());
  return index >= 0 ? index + firstValue : Number(text === '' ? Number.NaN : text);
}
