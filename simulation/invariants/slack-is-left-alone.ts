import type { EpochMs } from '../../shared/domain/time.ts';
import type { SlackReceivedFact } from '../facts.ts';
import { type Bucket, createBucket } from '../slack/pace.ts';
import type { Invariant } from './invariant.ts';

/** More at once than one storm tells, and what else there may be to tell. */
const channelBurst = 25;

/** So many details of a storm at once a channel tolerates. */
const threadBurst = 10;

const everyMs = 1_000;

export const slackIsLeftAlone: Invariant = {
  name: 'slack-is-left-alone',
  statement:
    'A message that Slack has turned away with a time to wait is not taken from the queue again before that time is over, nor is its channel called again, by whatever run of a function could know; but for what has piled up behind a fault, a channel gets no more than a message a second for longer than a burst, and the thread of a storm no more than ten at once.',
  watch: ({ channel: channels, calm, truth }) => {
    const messages = new Map<string, EpochMs>();
    const pauses = new Map<string, EpochMs>();
    const lastPauses = new Map<string, { readonly until: EpochMs; readonly heardBy: string }>();
    const buckets = new Map<string, Bucket>();

    const isTooMany = (key: string, burst: number, at: EpochMs): boolean => {
      const bucket = buckets.get(key) ?? createBucket(burst, everyMs);
      buckets.set(key, bucket);
      return !bucket.take(at);
    };

    /** Who heard it had written it down, as far as nothing was in the way, before the other one began. */
    const couldKnow = (heardBy: string, invocation: string): boolean => {
      const [first, later] = [heardBy, invocation].map((id) => truth.invocations.get(id));
      if (first?.step !== 'done' || first.endedAt === undefined || !later) return false;
      return first.endedAt < later.startedAt && !first.hit.has('dynamodb') && !later.hit.has('dynamodb');
    };

    const judgeReceived = (fact: SlackReceivedFact, at: EpochMs): string | undefined => {
      const { by, channel, threadTs = '', retryAfterMs } = fact;
      const pause = `${by.invocation}/${channel}`;
      const pausedUntil = pauses.get(pause) ?? 0;
      const last = lastPauses.get(channel);
      if (last && at < last.until && couldKnow(last.heardBy, by.invocation))
        return `${by.invocation} called ${channel} ${last.until - at} ms before Slack wanted to hear of it again, as ${last.heardBy} was told`;
      if (retryAfterMs !== undefined && by.heard) {
        pauses.set(pause, at + retryAfterMs);
        lastPauses.set(channel, { until: at + retryAfterMs, heardBy: by.invocation });
        const message = onlyMessageOf(by.invocation);
        if (message !== undefined) messages.set(message, at + retryAfterMs);
      }
      if (at < pausedUntil)
        return `${by.invocation} called ${channel} ${pausedUntil - at} ms before Slack wanted to hear of it again`;
      // What has piled up behind a fault, a person may send on all at once.
      if (fact.call === 'update' || calm.since('slack', at) === undefined) return undefined;
      if (isTooMany(channel, channelBurst, at))
        return `${channel} has got more than ${channelBurst} messages, and one a second`;
      const isStorm = channels.messages.get(threadTs)?.subjectId.startsWith('storm/') ?? false;
      if (isStorm && isTooMany(threadTs, threadBurst, at))
        return `the thread ${threadTs} has got more than ${threadBurst} messages, and one a second`;
      return undefined;
    };

    return (fact, at) => {
      if (fact.kind === 'slack-received') return judgeReceived(fact, at);
      if (fact.kind !== 'invocation' || fact.function !== 'slack-notifier' || fact.step !== 'started') {
        return undefined;
      }
      const message = onlyMessageOf(fact.invocation);
      const allowedAt = message === undefined ? undefined : messages.get(message);
      return allowedAt !== undefined && at < allowedAt
        ? `${message} was taken ${allowedAt - at} ms before Slack wanted to hear of it again`
        : undefined;
    };
  },
};

/** `slack-notifier:slack-7.2`; of a batch nobody can tell from outside which one was turned away. */
const onlyMessageOf = (invocation: string): string | undefined =>
  /^slack-notifier:(?<id>slack-\d+)\.\d+$/.exec(invocation)?.groups?.['id'];
