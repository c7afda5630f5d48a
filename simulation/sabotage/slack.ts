import { rule, type Sabotage } from './sabotage.ts';

/** Rules of how often Slack is called, each taken away. */
export const slackSabotages: readonly Sabotage[] = [
  rule(
    'the details of storms take turns',
    'functions/slack-notifier/turns.ts',
    "if ((await deliveries.save(next)) === 'saved') return Math.max(now, turnAt);",
    "if ((await deliveries.save(next)) === 'saved') return now;",
    'slack-is-left-alone',
  ),
  rule(
    'a channel that Slack wants left alone is left alone',
    'functions/slack-notifier/pausing.ts',
    "if (outcome.outcome === 'rate-limited') await pauses.begin(channel, now() + outcome.retryAfterMs);",
    '',
    'slack-is-left-alone',
  ),
  rule(
    'so it is by whoever calls it next',
    'functions/slack-notifier/pausing.ts',
    'await store(channel, until);',
    '',
    'slack-is-left-alone',
  ),
  rule(
    'what the channel of a tag refuses is told in the configured channel',
    'functions/slack-notifier/fallback.ts',
    'if (isConfigured || isAppAtFault(error) ||',
    'if (true ||',
    'nothing-announced-is-lost',
  ),
  rule(
    'so is what it refuses to have edited',
    'functions/slack-notifier/fallback.ts',
    'if (isConfigured || isAppAtFault(error) ||',
    'if (isConfigured || delivery.ts !== undefined ||',
    'nothing-announced-is-lost',
  ),
  rule(
    'what Slack does not take for hours stays deliverable',
    'simulation/platform/queues.ts',
    'maxReceiveCount: 1_000,',
    'maxReceiveCount: 30,',
    'nothing-announced-is-lost',
  ),
  rule(
    'what Slack refuses goes out once it takes messages again',
    'functions/slack-notifier/deliver.ts',
    'if (isUnsendable(error)) {',
    'if (true) {',
    'nothing-announced-is-lost',
  ),
  rule(
    'what is turned away is tried again soon enough',
    'functions/slack-notifier/retry-delay.ts',
    'Math.min(longest, Math.max(shortestPauseSeconds, Math.ceil(ageMs / 12_000)))',
    '40_000',
    'slack-shows-the-truth',
  ),
  rule(
    'what cannot be edited is replaced only where it is not so any more',
    'functions/slack-notifier/fallback.ts',
    "step === 'update' && severity === message.severity &&",
    'false &&',
    'told-once',
  ),
  rule(
    'whether Slack shows what it did not answer is looked up',
    'functions/slack-notifier/deliver.ts',
    "if (!stored?.uncertain || deps.slack.mode !== 'bot')\n",
    'if (!stored?.uncertain || deps.slack.mode !== undefined)\n',
    'told-once',
  ),
  rule(
    'what should ring rings by whatever delivery carries it',
    'functions/slack-notifier/plan-delivery.ts',
    'loud: entry.loud === true && entry.seq > rungSeq }));',
    "loud: announcement.kind === 'incident.worsened' && entry.loud === true }));",
    'what-is-urgent-rings',
  ),
];
