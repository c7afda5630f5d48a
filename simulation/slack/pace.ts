import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import { createRandom } from '../kernel/random.ts';
import { answer, type SlackAnswer, type SlackCall, shownBy } from './workspace.ts';

/** How often Slack lets itself be called. */
export interface Pace {
  /** Counts a call, or turns it away with the time to wait. */
  judge(call: SlackCall, now: EpochMs): SlackAnswer | undefined;
}

/**
 * A message a second in each channel, `chat.update` 50 times a minute in all, and short bursts of both: Slack does not say
 * how long, so each seed draws it (docs.slack.dev/apis/web-api/rate-limits).
 */
export const createPace = (seed: number): Pace => {
  const random = createRandom(seed, 'slack-pace');
  const burst = random.pick([5, 10, 10, 20]);
  const retryAfterSeconds = random.pick([1, 1, 5, 30]);
  const buckets = new Map<string, Bucket>();
  return {
    judge: (slackCall, now) => {
      const shown = shownBy(slackCall);
      if (!shown) return undefined;
      const isUpdate = shown.call === 'update';
      const key = isUpdate ? 'updates' : shown.channel;
      const everyMs = isUpdate ? minutesMs(1) / 50 : secondsMs(1);
      const bucket = buckets.get(key) ?? createBucket(isUpdate ? 20 : burst, everyMs);
      buckets.set(key, bucket);
      return bucket.take(now)
        ? undefined
        : answer({ ok: false, error: 'ratelimited' }, 429, String(retryAfterSeconds));
    },
  };
};

/** So many at once, and one more after each interval. */
export interface Bucket {
  /** Whether there was one left. */
  take(now: EpochMs): boolean;
}

export const createBucket = (burst: number, everyMs: number): Bucket => {
  let left = burst;
  let at = 0;
  return {
    take: (now) => {
      left = Math.min(burst, left + (now - at) / everyMs);
      at = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};
