import type { EpochMs } from '../time.ts';
import { utcTime } from './utc-time.ts';

const dateLength = 'YYYY-MM-DD '.length;

/** `03:04 UTC`, with the date in front if it is not the day of `now`. */
export const clockTime = (at: EpochMs, now: EpochMs): string => {
  const full = utcTime(at);
  return full.slice(0, dateLength) === utcTime(now).slice(0, dateLength) ? full.slice(dateLength) : full;
};

/** What a diagnosis has said is kept for days, so its times are full ones. While they are of today the hour is enough. */
export const withoutToday = (text: string, now: EpochMs): string =>
  text.replaceAll(utcTime(now).slice(0, dateLength), '');
