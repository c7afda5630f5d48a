import type { EpochMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';

export const slackIsLeftAlone: Invariant = {
  name: 'slack-is-left-alone',
  statement:
    'A message that Slack has turned away with a time to wait is not taken from the queue again before that time is over.',
  watch: () => {
    const until = new Map<string, EpochMs>();
    return (fact, at) => {
      if (fact.kind === 'slack-limited') {
        const message = onlyMessageOf(fact.invocation);
        if (message !== undefined) until.set(message, at + fact.retryAfterMs);
        return undefined;
      }
      if (fact.kind !== 'invocation' || fact.function !== 'slack-notifier' || fact.step !== 'started') {
        return undefined;
      }
      const message = onlyMessageOf(fact.invocation);
      const allowedAt = message === undefined ? undefined : until.get(message);
      return allowedAt !== undefined && at < allowedAt
        ? `${message} was taken ${allowedAt - at} ms before Slack wanted to hear of it again`
        : undefined;
    };
  },
};

/** `slack-notifier:slack-7.2`; of a batch nobody can tell from outside which one was turned away. */
const onlyMessageOf = (invocation: string): string | undefined =>
  /^slack-notifier:(?<id>slack-\d+)\.\d+$/.exec(invocation)?.groups?.['id'];
