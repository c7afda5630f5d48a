import type { EpochMs } from '../../time.ts';

export interface StatedTimes {
  /** `event_timestamp`: seconds in the activity log, milliseconds in the BGP log. */
  readonly epoch: unknown;
  /** `timestamp`: `2025-11-08 05:40:29.641Z`. */
  readonly readable: unknown;
  /** When CloudWatch says that it was written. */
  readonly written: EpochMs;
}

/** When it happened. A time in whole seconds is made finer by another one of the same second, so that lines keep their order. */
export const eventTime = ({ epoch, readable, written }: StatedTimes): EpochMs => {
  const stated = epochMs(epoch);
  const read = readableMs(readable);
  if (stated === undefined) return read ?? written;
  return [read, written].find((finer = Number.NaN) => secondOf(finer) === stated) ?? stated;
};

const secondOf = (at: EpochMs): EpochMs => Math.floor(at / 1_000) * 1_000;

/** Years 1973 to 5138 in seconds, and the same in milliseconds. */
const epochMs = (value: unknown): EpochMs | undefined => {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= 1e8 && number < 1e14)) return undefined;
  return Math.floor(number < 1e11 ? number * 1_000 : number);
};

const form = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|[+]00:?00)?$/;

const readableMs = (value: unknown): EpochMs | undefined => {
  const parts = typeof value === 'string' && form.exec(value.trim());
  if (!parts) return undefined;
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const fraction = Number(`0.${parts[7] ?? ''}`);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const seconds = ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
  return seconds * 1_000 + Math.floor(fraction * 1_000 + 1e-6);
};

/** Years begin in March here, so that the leap day is the last one. */
const daysSinceEpoch = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
};
