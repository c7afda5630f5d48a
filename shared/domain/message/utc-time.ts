import { daysMs, type EpochMs, hoursMs, minutesMs, secondsMs } from '../time.ts';

/** `2026-03-01 03:04 UTC` */
export const utcTime = (at: EpochMs): string => {
  const { year, month, day } = utcDate(Math.floor(at / daysMs(1)));
  const hour = Math.floor((at % daysMs(1)) / hoursMs(1));
  const minute = Math.floor((at % hoursMs(1)) / minutesMs(1));
  return `${year}-${padded(month)}-${padded(day)} ${padded(hour)}:${padded(minute)} UTC`;
};

/** `2026-03-01 03:04:05 UTC`: to be compared with the log of a device. */
export const utcTimeToTheSecond = (at: EpochMs): string =>
  utcTime(at).replace(' UTC', `:${padded(Math.floor((at % minutesMs(1)) / secondsMs(1)))} UTC`);

const padded = (value: number): string => String(value).padStart(2, '0');

/** The Gregorian date of a day since 1970-01-01, counted in years that begin in March so that a leap day is the last one. */
const utcDate = (
  daysSince1970: number,
): { readonly year: number; readonly month: number; readonly day: number } => {
  const daysSinceMarch0000 = daysSince1970 + 719_468;
  const era = Math.floor(daysSinceMarch0000 / 146_097);
  const dayOfEra = daysSinceMarch0000 - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
};
