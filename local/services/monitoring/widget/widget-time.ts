import type { EpochMs } from '../../../contract.ts';
import { invalidWidget } from './invalid-widget.ts';

const relative =
  /^-P(?:(?<w>\d{1,4})W)?(?:(?<d>\d{1,5})D)?(?:T(?:(?<h>\d{1,6})H)?(?:(?<m>\d{1,7})M)?(?:(?<s>\d{1,8})S)?)?$/;

const unitMs = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** A time as widgets write it: ISO 8601, or so long ago (`-PT3H`). */
export const widgetTime = (text: string, now: EpochMs, where: string): EpochMs => {
  const groups = text.length > 2 && !text.endsWith('T') ? relative.exec(text)?.groups : undefined;
  if (groups) {
    const ago = Object.entries(unitMs).reduce((sum, [unit, ms]) => sum + Number(groups[unit] ?? 0) * ms, 0);
    return now - ago;
  }
  const at = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw invalidWidget(`${where}: received "${text.slice(0, 40)}"; it must be an ISO 8601 time, or -PT3H`);
};

/** `+0900` in milliseconds. */
export const timezoneOffsetMs = (timezone: string): number => {
  const minutes = Number(timezone.slice(1, 3)) * 60 + Number(timezone.slice(3, 5));
  return (timezone.startsWith('-') ? -1 : 1) * minutes * 60_000;
};
