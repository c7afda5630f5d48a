import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createSlackNotifierHandler } from '../../../functions/slack-notifier/handler.ts';
import type { SlackMode } from '../../../shared/slack/client.ts';
import { createSlackSource } from '../../../shared/slack/slack-source.ts';
import { createFakeCharts } from '../../fakes/charts.ts';
import { createFakeOwnMetrics } from '../../fakes/own-metrics.ts';
import { incidentAnnouncement, ringing, startAt, threadOf } from './announcements.ts';
import { createFakeQueue } from './fake-queue.ts';
import { channel, setUp } from './set-up.ts';

const recordOf = (messageId: string, body: unknown, receiveCount = 1): SQSRecord => ({
  messageId,
  receiptHandle: `handle-${messageId}`,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(startAt),
    SenderId: 'sns',
    ApproximateFirstReceiveTimestamp: String(startAt),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:slack',
  awsRegion: 'eu-west-1',
});

const start = (mode: SlackMode = 'bot') => {
  const { deps, slack, log, clock, deliveries } = setUp(mode);
  const queue = createFakeQueue();
  const charts = createFakeCharts();
  const ownMetrics = createFakeOwnMetrics();
  let remainingMs = 60_000;
  const withSource = (openSlack: () => Promise<typeof slack>) =>
    createSlackNotifierHandler({ ...deps, openSlack, queue, charts, ownMetrics });
  const run = async (...records: SQSRecord[]): Promise<string[]> => {
    const event: SQSEvent = { Records: records };
    const answer = await withSource(async () => slack)(event, {
      getRemainingTimeInMillis: () => remainingMs,
    });
    return answer.batchItemFailures.map((failure) => failure.itemIdentifier);
  };
  const setRemaining = (ms: number): void => {
    remainingMs = ms;
  };
  return { deps, slack, log, clock, deliveries, queue, charts, ownMetrics, run, setRemaining, withSource };
};

const about = (subjectId: string, different: Parameters<typeof incidentAnnouncement>[0] = {}) =>
  incidentAnnouncement({ subjectId, ...different });

describe('a batch', () => {
  it('tells what is newest of an incident in a storm, after all else, and nothing older then', async () => {
    const { run, slack } = start();
    const connections = { lines: [], more: 6 };
    const storm = about('storm/1', { kind: 'storm.opened', message: { ...about('x').message, connections } });
    const detail = (revision: number) =>
      about('one', {
        gatheredIn: 'storm/1',
        kind: 'incident.worsened',
        revision,
        thread: threadOf(revision),
      });
    const closed = { ...detail(3), kind: 'incident.closed' as const };
    await run(
      recordOf('a', detail(1)),
      recordOf('b', detail(2)),
      recordOf('c', closed),
      recordOf('d', storm),
    );
    expect(slack.requests.map(({ call }) => call)).toEqual(['post', 'post']);
    expect(slack.messages[1]?.blocks).toContain('entry-3.');
  });

  it('is delivered record by record', async () => {
    const { run, slack, queue } = start();
    expect(await run(recordOf('a', about('one')), recordOf('b', about('two')))).toEqual([]);
    expect(slack.messages).toHaveLength(2);
    expect(queue.delays).toEqual([]);
  });

  it('counts what became of each record', async () => {
    const { run, slack, ownMetrics } = start();
    slack.answerNext({ outcome: 'unavailable', reason: 'timeout' });
    await run(recordOf('a', about('one')), recordOf('b', about('two')));
    expect(ownMetrics.recorded).toEqual([
      { name: 'Deliveries', outcome: 'retry' },
      { name: 'Deliveries', outcome: 'delivered' },
    ]);
  });

  it('reports only what failed', async () => {
    const { run, slack } = start();
    slack.answerNext({ outcome: 'unavailable', reason: 'timeout' });
    expect(await run(recordOf('a', about('one')), recordOf('b', about('two')))).toEqual(['a']);
    expect(slack.messages).toHaveLength(1);
  });

  it('skips what a later record of the same batch says as well', async () => {
    const { run, slack, log } = start();
    await run(
      recordOf('a', about('one')),
      recordOf('b', about('one', { revision: 3, thread: threadOf(3) })),
      recordOf('c', about('one', { revision: 2, thread: threadOf(2) })),
    );
    expect(slack.requests.map((request) => request.call)).toEqual(['post', 'reply']);
    expect(log.entries.filter((entry) => entry.facts['reason'] === 'superseded')).toHaveLength(2);
  });

  it('rings for what it skips, and does not skip for what a webhook will not post', async () => {
    const { run, slack } = start();
    await run(recordOf('a', about('one')));
    await run(
      recordOf('b', about('one', { revision: 2, kind: 'incident.worsened', thread: ringing(2, 2) })),
      recordOf('c', about('one', { revision: 3, kind: 'incident.cause-found', thread: ringing(3, 2) })),
    );
    expect(slack.requests.map(({ call }) => call)).toEqual(['post', 'update', 'reply']);
    expect(slack.messages[0]?.replies.map((reply) => reply.broadcast)).toEqual([true]);
    const { run: runWebhook, slack: webhook } = start('webhook');
    await runWebhook(recordOf('d', about('one')));
    await runWebhook(
      recordOf('e', about('one', { revision: 2, kind: 'incident.closed', thread: threadOf(2) })),
      recordOf('f', about('one', { revision: 3, kind: 'incident.update', thread: threadOf(2) })),
    );
    expect(webhook.messages).toHaveLength(2);
  });

  it('does not skip what rings for what was cut of it', async () => {
    const { run, slack } = start();
    await run(recordOf('a', about('one')));
    await run(
      recordOf('b', about('one', { revision: 2, kind: 'incident.worsened', thread: ringing(2, 2) })),
      recordOf('c', about('one', { revision: 3, kind: 'incident.update', thread: [] })),
    );
    expect(slack.messages[0]?.replies.map((reply) => reply.broadcast)).toEqual([true]);
  });

  it('starts nothing more when the time of the function runs out, and comes back at once', async () => {
    const { run, slack, queue, setRemaining } = start();
    setRemaining(7_999);
    expect(await run(recordOf('a', about('one')), recordOf('b', about('two')))).toEqual(['a', 'b']);
    expect(slack.requests).toEqual([]);
    expect(queue.delays).toEqual([
      ['handle-a', 1],
      ['handle-b', 1],
    ]);
  });
});

describe('trouble with Slack', () => {
  it('honours Retry-After, and leaves the channel alone meanwhile', async () => {
    const { run, slack, queue } = start();
    slack.answerNext({ outcome: 'rate-limited', retryAfterMs: 12_300 });
    const failed = await run(
      recordOf('a', about('one')),
      recordOf('b', about('two')),
      recordOf('c', about('three', { channel: '#other' })),
    );
    expect(failed).toEqual(['a', 'b']);
    expect(slack.messages.map((message) => message.channel)).toEqual(['#other']);
    for (const [, seconds] of queue.delays) {
      expect(seconds).toBeGreaterThanOrEqual(13);
      expect(seconds).toBeLessThan(23);
    }
    expect(queue.delays.map(([handle]) => handle)).toEqual(['handle-a', 'handle-b']);
  });

  it('leaves the channel alone in the next run as well, until the time is over', async () => {
    const { run, slack, clock } = start();
    slack.answerNext({ outcome: 'rate-limited', retryAfterMs: 600_000 });
    await run(recordOf('a', about('one')));
    clock.advance(599_000);
    expect(await run(recordOf('b', about('two')))).toEqual(['b']);
    expect(slack.requests).toHaveLength(1);
    clock.advance(1_000);
    expect(await run(recordOf('b', about('two')))).toEqual([]);
  });

  it('calls Slack where nobody can say whether it wants to be left alone', async () => {
    const { run, slack, deliveries, log } = start();
    const load = deliveries.load;
    deliveries.load = async (id) => {
      if (id.startsWith('pause/')) throw new Error('DynamoDB is away');
      return load(id);
    };
    slack.answerNext({ outcome: 'rate-limited', retryAfterMs: 1_000 });
    expect(await run(recordOf('a', about('one')))).toEqual(['a']);
    expect(await run(recordOf('a', about('one')))).toEqual([]);
    expect(log.messages('warn')).toContain('pause not saved');
  });

  it('leaves the channel of a storm alone for what that has gathered, whatever channel is meant', async () => {
    const { run, slack } = start();
    await run(recordOf('a', about('storm')));
    slack.answerNext({ outcome: 'rate-limited', retryAfterMs: 12_300 });
    const failed = await run(
      recordOf('b', about('one')),
      recordOf('c', about('two', { channel: '#other', gatheredIn: 'storm' })),
    );
    expect(failed).toEqual(['b', 'c']);
    expect(slack.messages).toHaveLength(1);
  });

  it('leaves a webhook alone whatever channel is meant, since it has but one', async () => {
    const { run, slack } = start('webhook');
    slack.answerNext({ outcome: 'rate-limited', retryAfterMs: 12_300 });
    const failed = await run(recordOf('a', about('one')), recordOf('b', about('two', { channel: '#other' })));
    expect(failed).toEqual(['a', 'b']);
    expect(slack.messages).toEqual([]);
  });

  it.each([
    [0, 15],
    [180, 15],
    [181, 16],
    [3_600, 300],
    [10_800, 900],
    [86_399, 900],
    [86_400, 1_800],
    [1_200_000, 1_800],
  ])('backs off after %i s for %i s, however often somebody else was at it', async (ageSeconds, seconds) => {
    const { run, slack, queue, clock } = start();
    clock.advance(ageSeconds * 1_000);
    slack.answerNext({ outcome: 'unavailable', reason: 'server-error' });
    expect(await run(recordOf('a', about('one'), 25))).toEqual(['a']);
    expect(queue.delays).toEqual([['handle-a', seconds]]);
  });

  it('still reports the record where the delay cannot be set', async () => {
    const { run, slack, queue } = start();
    queue.failures.next(new Error('SQS is away'));
    slack.answerNext({ outcome: 'rate-limited', retryAfterMs: 1_000 });
    expect(await run(recordOf('a', about('one')))).toEqual(['a']);
  });

  it('tries again what is refused, counts it once, and says when it is taken', async () => {
    const { run, slack, queue, log, ownMetrics, clock } = start();
    slack.refuse(() => ({ outcome: 'refused', error: 'not_in_channel' }));
    const record = recordOf('a', about('one'));
    expect(await run(record)).toEqual(['a']);
    expect(await run(record)).toEqual(['a']);
    expect(queue.delays).toEqual([
      ['handle-a', 15],
      ['handle-a', 15],
    ]);
    expect(queue.deadLetters).toEqual([]);
    expect(log.entries.find((entry) => entry.level === 'error')?.facts).toMatchObject({
      subjectId: 'one',
      connectionId: about('one').connectionId,
      reason: 'not_in_channel',
    });
    clock.advance(3_600_000);
    slack.refuse(() => undefined);
    expect(await run(record)).toEqual([]);
    expect(slack.messages).toHaveLength(1);
    await run(recordOf('b', about('one', { revision: 2 })));
    expect(ownMetrics.recorded).toEqual([
      { name: 'Deliveries', outcome: 'refused' },
      { name: 'Deliveries', outcome: 'newly-refused' },
      { name: 'Deliveries', outcome: 'refused' },
      { name: 'Deliveries', outcome: 'delivered' },
      { name: 'Deliveries', outcome: 'refused', count: 0 },
      { name: 'Deliveries', outcome: 'delivered' },
    ]);
  });

  it('shows only the newest of what was refused of an incident, and counts each revision', async () => {
    const { run, slack, ownMetrics } = start();
    slack.refuse(() => ({ outcome: 'refused', error: 'token_revoked' }));
    const [opened, worsened] = [1, 2].map((revision) =>
      recordOf(
        `r${revision}`,
        about('one', { revision, kind: 'incident.worsened', thread: ringing(revision, 2) }),
      ),
    ) as [SQSRecord, SQSRecord];
    await run(opened);
    await run(worsened);
    slack.refuse(() => undefined);
    expect(await run(opened)).toEqual([]);
    expect(slack.messages).toEqual([]);
    expect(await run(worsened)).toEqual([]);
    expect(slack.messages).toHaveLength(1);
    expect(
      ownMetrics.recorded.filter((each) => 'outcome' in each && each.outcome === 'newly-refused'),
    ).toHaveLength(2);
  });

  it('says that refusals are over also by the message about them', async () => {
    const { run, ownMetrics } = start();
    const alarm = { AlarmName: 'tunnelkeeper/self/refused-slack-messages', NewStateValue: 'ALARM' };
    await run(recordOf('a', { ...alarm, StateChangeTime: '2026-11-24T03:04:00.000+0000' }));
    expect(ownMetrics.recorded).toContainEqual({ name: 'Deliveries', outcome: 'refused', count: 0 });
  });

  it('takes a secret that nobody can read for a refusal', async () => {
    const { deps, queue, ownMetrics, charts } = start();
    const openSlack = createSlackSource({
      readSecret: async () => 'hello',
      fetch: async () => Response.error(),
    });
    const handler = createSlackNotifierHandler({ ...deps, queue, openSlack, charts, ownMetrics });
    const answer = await handler(
      { Records: [recordOf('a', about('one'))] },
      { getRemainingTimeInMillis: () => 60_000 },
    );
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
    expect(ownMetrics.recorded).toContainEqual({ name: 'Deliveries', outcome: 'newly-refused' });
  });

  it.each(['no_text', 'invalid_arguments'])(
    'puts aside, with the reason, what Slack will never take: %s',
    async (error) => {
      const { run, slack, queue, log } = start();
      slack.answerNext({ outcome: 'refused', error });
      const record = recordOf('a', about('one'));
      expect(await run(record, recordOf('b', about('two')))).toEqual([]);
      expect(queue.deadLetters).toEqual([[record.body, error]]);
      expect(log.entries.find((entry) => entry.level === 'error')?.facts).toMatchObject({
        subjectId: 'one',
        reason: error,
      });
      expect(slack.messages).toHaveLength(1);
    },
  );

  it('puts aside what Slack does not take as plain text either', async () => {
    const { run, slack, queue } = start();
    slack.refuse(() => ({ outcome: 'invalid-blocks', error: 'msg_too_long' }));
    expect(await run(recordOf('a', about('one')))).toEqual([]);
    expect(queue.deadLetters.map(([, reason]) => reason)).toEqual(['msg_too_long']);
  });

  it('keeps in the queue what cannot be put aside', async () => {
    const { run, slack, queue } = start();
    queue.failures.next(new Error('SQS is away'));
    slack.answerNext({ outcome: 'refused', error: 'no_text' });
    expect(await run(recordOf('a', about('one')))).toEqual(['a']);
  });

  it('keeps everything in the queue while the secret cannot be read', async () => {
    const { withSource, queue } = start();
    const handler = withSource(async () => {
      throw new Error('GetSecretValue failed');
    });
    const answer = await handler(
      { Records: [recordOf('a', about('one'))] },
      { getRemainingTimeInMillis: () => 60_000 },
    );
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
    expect(queue.delays).toEqual([['handle-a', 15]]);
  });

  it('waits for another delivery of the same subject', async () => {
    const { run, slack, queue, deliveries } = start();
    await deliveries.save({
      subjectId: 'one',
      version: 1,
      channel: undefined,
      ts: undefined,
      revision: 0,
      seq: 0,
      leaseUntil: startAt + 20_000,
    });
    expect(await run(recordOf('a', about('one')))).toEqual(['a']);
    expect(slack.requests).toEqual([]);
    expect(queue.delays).toEqual([['handle-a', expect.toSatisfy((wait) => wait >= 1 && wait <= 3)]]);
  });

  it('is not stopped by a database that fails', async () => {
    const { run, slack, deliveries, queue } = start();
    deliveries.failures.next(new Error('DynamoDB is away'));
    expect(await run(recordOf('a', about('one')), recordOf('b', about('two')))).toEqual(['a']);
    expect(slack.messages).toHaveLength(1);
    expect(queue.delays).toEqual([['handle-a', 15]]);
  });
});

describe('whatever is on the queue', () => {
  it.each([
    ['not JSON', 'hello <!channel>'],
    ['an empty body', ''],
    ['a list', '[1, 2]'],
    ['an announcement with wrong types', JSON.stringify({ ...about('one'), thread: 'none' })],
    ['half a megabyte', 'x'.repeat(500_000)],
  ])('%s is told once, logged once, and finished', async (_, body) => {
    const { run, slack, log } = start();
    expect(await run(recordOf('a', body), recordOf('b', about('one')))).toEqual([]);
    expect(await run(recordOf('c', body))).toEqual([]);
    expect(slack.messages.filter((message) => message.text.includes('Unreadable notification'))).toHaveLength(
      1,
    );
    expect(slack.messages).toHaveLength(2);
    expect(JSON.stringify(slack.messages)).not.toContain('<!channel>');
    expect(log.entries.filter((entry) => entry.message === 'unreadable record')).toHaveLength(2);
    expect(JSON.stringify(log.entries).length).toBeLessThan(5_000);
  });

  it('tells an alarm on Tunnelkeeper itself', async () => {
    const { run, slack } = start();
    const alarm = {
      AlarmName: 'tunnelkeeper/self/undelivered-slack-messages',
      NewStateValue: 'ALARM',
      NewStateReason: 'Threshold crossed',
      StateChangeTime: '2026-11-24T03:04:00.000+0000',
    };
    expect(await run(recordOf('a', alarm), recordOf('b', alarm))).toEqual([]);
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.channel).toBe(channel);
    expect(slack.messages[0]?.text).toContain('messages did not reach Slack');
  });

  it('edits the message about an alarm when it is over, and begins a new one when it comes again', async () => {
    const { run, slack } = start();
    const change = (NewStateValue: string, minute: string) =>
      recordOf(minute, {
        AlarmName: 'tunnelkeeper/self/no-sweep',
        NewStateValue,
        StateChangeTime: `2026-11-24T03:${minute}:00.000+0000`,
      });
    await run(change('INSUFFICIENT_DATA', '04'));
    await run(change('OK', '09'));
    expect(slack.messages.map(({ text }) => text)).toEqual([expect.stringContaining('all clear')]);
    await run(change('INSUFFICIENT_DATA', '40'));
    expect(slack.messages.map(({ text }) => text)).toEqual([
      expect.stringContaining('all clear'),
      expect.stringContaining('nothing is watched'),
    ]);
  });

  it.each([
    ['that was raised', 'function-errors/sweep', 'ALARM', [], 3, ['Over: A function']],
    ['that had no data yet', 'function-errors/sweep', 'INSUFFICIENT_DATA', [], 300, []],
    ['whose metric had stopped', 'no-sweep', 'INSUFFICIENT_DATA', ['arn:topic'], 300, ['Over: No sweep']],
    ['that waits for its first sweep', 'no-sweep', 'INSUFFICIENT_DATA', ['arn:topic'], 3, []],
  ])(
    'while another lasts, tells of the end of an alarm %s',
    async (_, name, OldStateValue, actions, ageMinutes, told) => {
      const { run, slack } = start();
      const change = (different: object) =>
        recordOf('a', {
          NewStateValue: 'ALARM',
          StateChangeTime: '2026-11-24T03:04:00.000+0000',
          ...different,
        });
      await run(change({ AlarmName: 'tunnelkeeper/self/waiting-slack-messages' }));
      await run(
        change({
          AlarmName: `tunnelkeeper/self/${name}`,
          NewStateValue: 'OK',
          OldStateValue,
          StateChangeTime: '2026-11-24T03:09:00.000+0000',
          AlarmConfigurationUpdatedTimestamp: new Date(
            Date.UTC(2026, 10, 24, 3, 9 - ageMinutes),
          ).toISOString(),
          InsufficientDataActions: actions,
        }),
      );
      expect(slack.messages[0]?.replies.map(({ text }) => text)).toEqual(
        told.map((text) => expect.stringContaining(text)),
      );
    },
  );

  it('tells of each alarm that ends in the same batch', async () => {
    const { run, slack, deps } = start();
    const since = Date.UTC(2026, 10, 24, 3, 4);
    deps.ownAlarms.alarms.set('us-east-1', [{ name: 'tunnelkeeper/self/no-sweep', state: 'silent', since }]);
    const change = (name: string, NewStateValue: string, minute: string) =>
      recordOf(`${name}${minute}`, {
        AlarmName: `tunnelkeeper/self/${name}`,
        NewStateValue,
        OldStateValue: NewStateValue === 'OK' ? 'ALARM' : 'OK',
        StateChangeTime: `2026-11-24T03:${minute}:00.000+0000`,
      });
    await run(change('failed-events', 'ALARM', '05'));
    await run(change('failed-events', 'OK', '08'), change('waiting-restarts', 'OK', '09'));
    expect(slack.messages[0]?.replies.map(({ text }) => text.slice(10, 24))).toEqual([
      'A function fai',
      'Over: A functi',
      'Over: A reques',
    ]);
  });

  it('says nothing of an alarm that begins well', async () => {
    const { run, slack } = start();
    const alarm = { AlarmName: 'tunnelkeeper/self/no-sweep', NewStateValue: 'OK' };
    await run(recordOf('a', { ...alarm, StateChangeTime: '2026-11-24T03:04:00.000+0000' }));
    expect(slack.messages).toEqual([]);
  });

  it('tells an alarm with all the others that last, and alone where they cannot be listed', async () => {
    const { run, slack, deps } = start();
    const since = Date.UTC(2026, 10, 24, 3, 0);
    deps.ownAlarms.alarms.set('us-east-1', [{ name: 'tunnelkeeper/self/no-sweep', state: 'silent', since }]);
    const alarm = {
      AlarmName: 'tunnelkeeper/self/function-errors/sweep',
      NewStateValue: 'ALARM',
      StateChangeTime: '2026-11-24T03:04:00.000+0000',
    };
    await run(recordOf('a', alarm));
    expect(slack.messages[0]?.text).toContain('nothing is watched');
    deps.ownAlarms.failures.next(new Error('throttled'));
    await run(recordOf('b', { ...alarm, StateChangeTime: '2026-11-24T03:44:00.000+0000' }));
    expect(slack.messages[0]?.text).toContain('a function keeps failing');
  });

  it('tells what comes in the envelope of SNS', async () => {
    const { run, slack } = start();
    const envelope = { Type: 'Notification', MessageId: 'm', Message: JSON.stringify(about('one')) };
    expect(await run(recordOf('a', envelope))).toEqual([]);
    expect(slack.messages[0]?.text).toContain('no traffic flows');
  });
});

describe('charts', () => {
  const chart = { region: 'eu-west-1', title: 'Tunnels', widget: '{}' };

  it('come after every message of the batch, and only after those that were delivered', async () => {
    const { run, slack, charts } = start();
    const order: string[] = [];
    slack.refuse(({ call }) => {
      order.push(call);
      return undefined;
    });
    const draw = charts.draw;
    charts.draw = async (region, widget) => {
      order.push('draw');
      return draw(region, widget);
    };
    await run(recordOf('a', about('one', { chart })), recordOf('b', about('two', { chart })));
    expect(order).toEqual(['post', 'post', 'draw', 'draw']);
    await run(recordOf('a', about('one', { chart })));
    expect(order).toHaveLength(4);
    expect(slack.messages.map(({ files }) => files.length)).toEqual([1, 1]);
  });

  it('that fail neither repeat the message nor put it aside', async () => {
    const { run, slack, queue, log } = start();
    slack.answerNextUpload({ outcome: 'refused', error: 'missing_scope' });
    expect(await run(recordOf('a', about('one', { chart })))).toEqual([]);
    expect([queue.delays, queue.deadLetters, slack.messages.length]).toEqual([[], [], 1]);
    expect(log.messages('warn')).toEqual(['chart not shown']);
  });

  it('are left to the next announcement when there is no time for them', async () => {
    const { run, setRemaining, slack, charts, log } = start();
    setRemaining(20_000);
    expect(await run(recordOf('a', about('one', { chart })))).toEqual([]);
    expect(charts.drawn).toEqual([]);
    expect(log.entries.at(-1)).toMatchObject({ level: 'warn', facts: { reason: 'out-of-time' } });
    setRemaining(60_000);
    await run(recordOf('b', about('one', { chart, revision: 2 })));
    expect(slack.messages[0]?.files).toHaveLength(1);
  });
});

describe('secrets', () => {
  const token = 'xoxb-111-222-s3cret';
  const webhookUrl = 'https://hooks.slack.com/services/T0/B0/s3cret';

  it.each<[string, string, typeof fetch]>([
    ['a token that is refused', token, async () => Response.json({ ok: false, error: 'invalid_auth' })],
    ['a token in an answer', token, async () => Response.json({ ok: false, error: `bad token ${token}` })],
    [
      'a webhook that cannot be reached',
      webhookUrl,
      async (input) => {
        throw new TypeError(`fetch failed: ${String(input)}`, { cause: new Error(String(input)) });
      },
    ],
    ['a webhook that answers HTML', webhookUrl, async () => new Response(`<html>${webhookUrl}</html>`)],
    ['a secret of another form', '{"token": "s3cret"', async () => Response.error()],
  ])('are in no log line and in no queue: %s', async (_, secret, fakeFetch) => {
    const { deps, log, charts, ownMetrics } = start();
    const queue = createFakeQueue();
    const openSlack = createSlackSource({ readSecret: async () => secret, fetch: fakeFetch });
    const handler = createSlackNotifierHandler({ ...deps, queue, openSlack, charts, ownMetrics });
    await handler({ Records: [recordOf('a', about('one'))] }, { getRemainingTimeInMillis: () => 60_000 });
    expect(log.entries.length).toBeGreaterThan(0);
    const written = log.entries.map((entry) => [entry.message, ...Object.values(entry.facts).map(inFull)]);
    expect(JSON.stringify([written, queue.deadLetters])).not.toContain('s3cret');
  });
});

const inFull = (fact: unknown): string =>
  fact instanceof Error
    ? `${fact.stack} ${fact.message} ${inFull(fact.cause)}`
    : (JSON.stringify(fact) ?? '');
