import type { Clock, Journal } from '../contract.ts';

/** Says how many seconds a channel, or the workspace, must wait before it takes another: 0 when it takes it now. */
export type TakeTurn = (key: string) => number;

export interface Rate {
  /** For the journal: a method of Slack's. */
  readonly method: string;
  /** Taken at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Lets so many through, and tells the journal of each that it turns away. */
export const createRateLimit = (
  { clock, journal }: { readonly clock: Pick<Clock, 'now'>; readonly journal: Journal },
  { method, burst, perSecond }: Rate,
): TakeTurn => {
  const turns = new Map<string, { readonly left: number; readonly at: number }>();
  return (key) => {
    const now = clock.now();
    const { left, at } = turns.get(key) ?? { left: burst, at: now };
    const refilled = Math.min(burst, left + ((now - at) / 1000) * perSecond);
    if (refilled < 1) {
      const waitSeconds = Math.ceil((1 - refilled) / perSecond);
      journal.record('slack.rate-limited', { method, key, retryAfterSeconds: waitSeconds });
      return waitSeconds;
    }
    turns.set(key, { left: refilled - 1, at: now });
    return 0;
  };
};

/** One message a second for each channel, with short bursts tolerated (docs.slack.dev, "Rate limits"). */
export const postRate = (burst: number): Rate => ({ method: 'chat.postMessage', burst, perSecond: 1 });

/** `chat.update` is of tier 3: 50 a minute for the whole workspace, with short bursts tolerated (docs.slack.dev, "Rate limits"). */
export const updateRate: Rate = { method: 'chat.update', burst: 50, perSecond: 50 / 60 };
