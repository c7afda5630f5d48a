import type { SlackMode } from '../../../shared/slack/client.ts';
import { message as words } from '../../../shared/words/english/message.ts';
import { createFakeClock } from '../../fakes/clock.ts';
import { createFakeLog } from '../../fakes/log.ts';
import { createFakeOwnAlarms } from '../../fakes/own-alarms.ts';
import { createFakeSlackDeliveries } from '../../fakes/slack-deliveries.ts';
import { startAt } from './announcements.ts';
import { createFakeSlack } from './fake-slack.ts';

export const channel = 'C0123456789';

/** Everything that a delivery needs, in memory. */
export const setUp = (mode: SlackMode = 'bot') => {
  const clock = createFakeClock(startAt);
  const deliveries = createFakeSlackDeliveries(clock.now);
  const slack = createFakeSlack(mode);
  const log = createFakeLog();
  const deps = {
    words,
    accountId: '111122223333',
    region: 'us-east-1',
    runbookUrl: undefined,
    ownAlarms: createFakeOwnAlarms(),
    slack,
    deliveries,
    log,
    now: clock.now,
    defaultChannel: channel,
    hasTime: () => true,
  };
  return { clock, deliveries, slack, log, deps };
};

/** The entries that the texts tell, in their order. */
export const told = (replies: readonly { readonly text: string }[]): number[] =>
  replies.flatMap(({ text }) => [...text.matchAll(/entry-(\d+)\./g)].map((match) => Number(match[1])));
