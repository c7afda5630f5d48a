import type { EpochMs } from '../../shared/domain/time.ts';
import type { Now } from '../../shared/ports/shell.ts';
import type { SlackClient } from '../../shared/slack/client.ts';

/**
 * A client that does not call a channel again before the time is over for which Slack has wanted to be left alone. The channel is
 * the one that is called: what a storm has gathered is told in the storm's, whatever its own is, and a webhook has but one.
 */
export const pausing = (slack: SlackClient, pausedUntil: Map<string, EpochMs>, now: Now): SlackClient => ({
  mode: slack.mode,
  find: (search) => slack.find(search),
  upload: (file) => slack.upload(file),
  send: async (request) => {
    const channel = slack.mode === 'webhook' ? '' : request.channel;
    const pausedMs = (pausedUntil.get(channel) ?? 0) - now();
    if (pausedMs > 0) return { outcome: 'rate-limited', retryAfterMs: pausedMs };
    const outcome = await slack.send(request);
    if (outcome.outcome === 'rate-limited') pausedUntil.set(channel, now() + outcome.retryAfterMs);
    return outcome;
  },
});
