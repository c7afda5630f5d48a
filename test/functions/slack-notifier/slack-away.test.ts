import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createSlackNotifierHandler } from '../../../functions/slack-notifier/handler.ts';
import type { Announcement } from '../../../shared/contracts/announcement.ts';
import { daysMs, hoursMs, minutesMs, secondsMs } from '../../../shared/domain/time.ts';
import { createFakeCharts } from '../../fakes/charts.ts';
import { createFakeOwnMetrics } from '../../fakes/own-metrics.ts';
import { outageMessage } from '../../slack/messages.ts';
import { incidentAnnouncement, startAt, threadOf } from './announcements.ts';
import { setUp, told } from './set-up.ts';

interface Waiting {
  readonly id: string;
  readonly announcement: Announcement;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
}

/** A queue that hands one message at a time to the notifier, in virtual time, and what is sent to it. */
const play = async (
  announced: readonly (readonly [atMs: number, announcement: Announcement])[],
  untilMs: number,
  isAway: (ms: number) => boolean,
  isLost: (message: Waiting) => boolean = () => false,
) => {
  const { deps, slack, clock } = setUp();
  const waiting: Waiting[] = announced.map(([atMs, announcement], index) => {
    const at = startAt + atMs;
    return { id: `m${index}`, announcement, sentAt: at, visibleAt: at, receives: 0 };
  });
  const deadLetters: string[] = [];
  let most = 0;
  let receives = 0;
  slack.refuse(() =>
    isAway(clock.now() - startAt) ? { outcome: 'unavailable', reason: 'server-error' } : undefined,
  );
  const queue = {
    delay: async (handle: string, seconds: number) => {
      const one = waiting.find(({ id }) => id === handle);
      if (one) one.visibleAt = clock.now() + secondsMs(seconds);
    },
    deadLetter: async (body: string) => void deadLetters.push(body),
  };
  const handler = createSlackNotifierHandler({
    ...deps,
    queue,
    openSlack: async () => slack,
    charts: createFakeCharts(),
    ownMetrics: createFakeOwnMetrics(),
  });
  for (;;) {
    const next = waiting.toSorted((one, other) => one.visibleAt - other.visibleAt)[0];
    if (!next || next.visibleAt > startAt + untilMs) return { slack, waiting, deadLetters, most, receives };
    clock.advance(Math.max(0, next.visibleAt - clock.now()));
    next.receives += 1;
    receives += 1;
    if (isLost(next)) {
      waiting.splice(waiting.indexOf(next), 1);
      continue;
    }
    most = Math.max(most, next.receives);
    next.visibleAt += minutesMs(6);
    const record = recordOf(next);
    const { batchItemFailures } = await handler(
      { Records: [record] },
      { getRemainingTimeInMillis: () => 60_000 },
    );
    if (batchItemFailures.length === 0) waiting.splice(waiting.indexOf(next), 1);
  }
};

const recordOf = ({ id, announcement, sentAt, receives }: Waiting): SQSRecord => ({
  messageId: id,
  receiptHandle: id,
  body: JSON.stringify(announcement),
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt),
    SenderId: 'sns',
    ApproximateFirstReceiveTimestamp: String(sentAt),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:slack',
  awsRegion: 'eu-west-1',
});

const step = (subjectId: string, revision: number) =>
  incidentAnnouncement({
    subjectId,
    revision,
    thread: threadOf(revision),
    message: outageMessage({ headline: `${subjectId} revision-${revision}.` }),
  });

describe('Slack is away', () => {
  it('for a day: then each incident is shown as it is now, at once and with all that has happened', async () => {
    const subjects = ['one', 'two', 'three'];
    const announced = subjects.flatMap((subject, index) =>
      [1, 2, 3, 4, 5].map(
        (revision) => [hoursMs(3 * revision) + minutesMs(7 * index), step(subject, revision)] as const,
      ),
    );
    const { slack, waiting, deadLetters, most } = await play(
      announced,
      hoursMs(24) + minutesMs(15),
      (ms) => ms < hoursMs(24),
    );
    expect([waiting, deadLetters]).toEqual([[], []]);
    expect(slack.messages.map(({ text }) => /\w+ revision-\d/.exec(text)?.[0]).toSorted()).toEqual([
      'one revision-5',
      'three revision-5',
      'two revision-5',
    ]);
    for (const { replies } of slack.messages) expect(told(replies)).toEqual([2, 3, 4, 5]);
    // Nothing older has been shown first.
    expect(slack.requests.filter(({ call }) => call === 'update')).toEqual([]);
    expect(most).toBeLessThan(120);
  });

  it('for as long as the queue keeps anything: it is never given up', async () => {
    const { waiting, deadLetters, most } = await play([[0, step('one', 1)]], daysMs(14), () => true);
    expect(deadLetters).toEqual([]);
    expect(waiting).toHaveLength(1);
    // The queue gives up what is received 1,000 times.
    expect(most).toBeLessThan(800);
  });

  it('and copies of one message pile up: one of them waits for all', async () => {
    const copies = Array.from({ length: 180 }, (_, index) => [minutesMs(index), step('one', 1)] as const);
    const { slack, waiting, receives } = await play(
      copies,
      hoursMs(24) + minutesMs(15),
      (ms) => ms < hoursMs(24),
    );
    expect(waiting).toEqual([]);
    expect(slack.messages).toHaveLength(1);
    // Each copy once, and the one that waits.
    expect(receives).toBeLessThan(2 * copies.length);
  });

  it('and the copy that others wait for is lost: another one is sent', async () => {
    const copies = [step('one', 1), step('one', 1)].map((one, index) => [hoursMs(4 * index), one] as const);
    const { slack } = await play(
      copies,
      hoursMs(6),
      (ms) => ms < hoursMs(2),
      ({ id, receives }) => id === 'm0' && receives > 1,
    );
    expect(slack.messages).toHaveLength(1);
  });
});
