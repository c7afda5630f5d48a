/** Milliseconds since 1970-01-01T00:00:00Z. The domain knows no other form of time. */
export type EpochMs = number;

export const secondsMs = (seconds: number): number => seconds * 1_000;
export const minutesMs = (minutes: number): number => minutes * 60_000;
export const hoursMs = (hours: number): number => hours * 3_600_000;
export const daysMs = (days: number): number => days * 86_400_000;

/**
 * So long after the first sight of it, what is still so has been seen in another pass. Sweeps are a minute apart, and a signal
 * may make us look within seconds of one.
 */
export const anotherPassMs = secondsMs(30);
