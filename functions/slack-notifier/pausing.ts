import type { EpochMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries } from '../../shared/ports/records.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';
import type { SlackClient } from '../../shared/slack/client.ts';
import { emptyRow } from './progress.ts';

/** Channels that Slack wants left alone for a while. */
export interface Pauses {
  until(channel: string): Promise<EpochMs>;
  begin(channel: string, until: EpochMs): Promise<void>;
}

export interface PausesDeps {
  readonly deliveries: SlackDeliveries;
  readonly log: Log;
}

/** As one run of the function knows them: what it has heard itself, and what others had before it first asked. */
export const createPauses = ({ deliveries, log }: PausesDeps): Pauses => {
  const known = new Map<string, EpochMs>();
  /** A pause that nobody can look up is found out by calling Slack. */
  const storedUntil = async (channel: string): Promise<EpochMs> => {
    try {
      return (await deliveries.load(rowOf(channel)))?.turnAt ?? 0;
    } catch (error) {
      log.warn('pause not looked up', { channel, error });
      return 0;
    }
  };

  const store = async (channel: string, turnAt: EpochMs): Promise<void> => {
    const subjectId = rowOf(channel);
    try {
      const stored = await deliveries.load(subjectId);
      if ((stored?.turnAt ?? 0) >= turnAt) return;
      const version = (stored?.version ?? 0) + 1;
      await deliveries.save({ ...emptyRow(subjectId), version, channel, turnAt });
    } catch (error) {
      log.warn('pause not saved', { channel, error });
    }
  };

  return {
    until: async (channel) => {
      const until = known.get(channel) ?? (await storedUntil(channel));
      known.set(channel, until);
      return until;
    },
    begin: async (channel, until) => {
      known.set(channel, until);
      await store(channel, until);
    },
  };
};

const rowOf = (channel: string): string => `pause/${channel}`;

/**
 * A client that does not call a channel again before the time is over for which Slack has wanted to be left alone, whoever was told
 * so. The channel is the one that is called: what a storm has gathered is told in the storm's, whatever its own is, and a webhook has
 * but one.
 */
export const pausing = (slack: SlackClient, pauses: Pauses, now: Now): SlackClient => ({
  mode: slack.mode,
  find: (search) => slack.find(search),
  upload: (file) => slack.upload(file),
  send: async (request) => {
    const channel = slack.mode === 'webhook' ? 'webhook' : request.channel;
    const pausedMs = (await pauses.until(channel)) - now();
    if (pausedMs > 0) return { outcome: 'rate-limited', retryAfterMs: pausedMs };
    const outcome = await slack.send(request);
    if (outcome.outcome === 'rate-limited') await pauses.begin(channel, now() + outcome.retryAfterMs);
    return outcome;
  },
});
