import { utcTime } from '../message/utc-time.ts';
import type { EpochMs } from '../time.ts';

/** `2026-03-01T03:04:00.000Z`, to the minute. */
export const isoTime = (at: EpochMs): string => utcTime(at).replace(' UTC', ':00.000Z').replace(' ', 'T');
