import type { Clock } from '../contract.ts';

/** Says how long a channel must wait before it takes another message: 0 when it takes it now. */
export type TakeTurn = (channelId: string) => number;

/** One message a second for each channel, with short bursts tolerated (docs.slack.dev, "Rate limits"). */
export const createRateLimit = (clock: Clock, burst: number): TakeTurn => {
  const turns = new Map<string, { readonly left: number; readonly at: number }>();
  return (channelId) => {
    const now = clock.now();
    const { left, at } = turns.get(channelId) ?? { left: burst, at: now };
    const refilled = Math.min(burst, left + (now - at) / 1000);
    if (refilled < 1) return Math.ceil(1 - refilled);
    turns.set(channelId, { left: refilled - 1, at: now });
    return 0;
  };
};
