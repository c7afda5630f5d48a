import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/slack-notifier/deliver.ts';
import type { SlackDeliveries, SlackDelivery } from '../../../shared/ports/records.ts';
import type { SlackRequest } from '../../../shared/slack/client.ts';
import type { SlackOutcome } from '../../../shared/slack/outcome.ts';
import { outageMessage } from '../../slack/messages.ts';
import { incidentAnnouncement, ringing, startAt, threadOf } from './announcements.ts';
import { channel, setUp, told } from './set-up.ts';

const { subjectId } = incidentAnnouncement();

const timeout: SlackOutcome = { outcome: 'unavailable', reason: 'timeout' };

describe('delivering', () => {
  it('posts once, then edits and replies', async () => {
    const { deps, slack } = setUp();
    expect(await deliver(deps, incidentAnnouncement())).toEqual({
      outcome: 'delivered',
      reason: 'first-message',
    });
    const news = incidentAnnouncement({
      revision: 2,
      thread: threadOf(3),
      message: outageMessage({ severity: 'resolved', headline: 'Recovered' }),
    });
    expect(await deliver(deps, news)).toEqual({ outcome: 'delivered', reason: 'newer-revision' });
    expect(await deliver(deps, news)).toEqual({ outcome: 'skipped', reason: 'stale' });
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({ channel, text: expect.stringMatching(/^✅ Recovered/) });
    expect(told(slack.messages[0]?.replies ?? [])).toEqual([2, 3]);
  });

  it('gives the lease back, and keeps nothing that would block the next one', async () => {
    const { deps, deliveries, slack } = setUp();
    slack.answerNext({ outcome: 'rate-limited', retryAfterMs: 1_000 });
    expect(await deliver(deps, incidentAnnouncement())).toEqual({
      outcome: 'retry',
      reason: 'rate-limited',
      afterMs: 1_000,
    });
    expect((await deliveries.load(subjectId))?.leaseUntil).toBe(0);
    await deliver(deps, incidentAnnouncement());
    expect(await deliveries.load(subjectId)).toMatchObject({ leaseUntil: 0, revision: 1, seq: 1, ts: '1.0' });
  });

  it('leaves it to the next attempt to send what is still missing', async () => {
    const { deps, slack, clock } = setUp();
    await deliver(deps, incidentAnnouncement());
    slack.refuse((request) => (request.call === 'reply' ? timeout : undefined));
    const news = incidentAnnouncement({ revision: 2, thread: threadOf(2) });
    expect(await deliver(deps, news)).toEqual({ outcome: 'retry', reason: 'timeout' });
    slack.refuse(() => undefined);
    clock.advance(15_000);
    expect(await deliver(deps, news)).toEqual({ outcome: 'delivered', reason: 'missing-replies' });
    expect(slack.requests.filter((request) => request.call === 'update')).toHaveLength(1);
    expect(told(slack.messages[0]?.replies ?? [])).toEqual([2]);
  });

  it('sends plain text, blocks taken away, where Slack refuses the blocks', async () => {
    const { deps, slack } = setUp();
    slack.answerNext({ outcome: 'invalid-blocks', error: 'invalid_blocks' });
    await deliver(deps, incidentAnnouncement());
    slack.answerNext({ outcome: 'invalid-blocks', error: 'invalid_blocks' });
    await deliver(deps, incidentAnnouncement({ revision: 2 }));
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({
      blocks: '[]',
      text: expect.stringContaining('*What to do now*'),
    });
  });

  it('gives up where Slack refuses plain text as well', async () => {
    const { deps, slack } = setUp();
    slack.refuse(() => ({ outcome: 'invalid-blocks', error: 'msg_too_long' }));
    expect(await deliver(deps, incidentAnnouncement())).toEqual({
      outcome: 'unsendable',
      reason: 'msg_too_long',
    });
    expect(slack.requests).toHaveLength(2);
  });

  it('posts a new message where the old one is gone, and does not repeat its thread', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, incidentAnnouncement({ thread: threadOf(2) }));
    slack.answerNext({ outcome: 'message-gone', error: 'message_not_found' });
    const outcome = await deliver(deps, incidentAnnouncement({ revision: 2, thread: threadOf(3) }));
    expect(outcome).toMatchObject({ outcome: 'delivered' });
    expect(slack.messages.map((message) => told(message.replies))).toEqual([[2], [3]]);
  });

  it('gives up where every message is gone', async () => {
    const { deps, slack, deliveries } = setUp();
    await deliver(deps, incidentAnnouncement());
    slack.refuse(() => ({ outcome: 'message-gone', error: 'message_not_found' }));
    expect(await deliver(deps, incidentAnnouncement({ revision: 2 }))).toEqual({
      outcome: 'unsendable',
      reason: 'message_not_found',
    });
    expect((await deliveries.load(subjectId))?.leaseUntil).toBe(0);
  });

  const worse = { kind: 'incident.worsened', message: outageMessage({ severity: 'critical' }) } as const;
  const notGrave = outageMessage({ severity: 'warning' });
  const noEdits =
    (error: string) =>
    ({ call }: SlackRequest): SlackOutcome | undefined =>
      call === 'update' ? { outcome: 'message-gone', error } : undefined;

  it.each(['edit_window_closed', 'cant_update_message'])(
    'posts a new message only for what has become worse or better where none can be edited: %s',
    async (error) => {
      const { deps, slack } = setUp();
      await deliver(deps, incidentAnnouncement({ message: notGrave, thread: threadOf(1) }));
      slack.refuse(noEdits(error));
      await deliver(deps, incidentAnnouncement({ ...worse, revision: 2, thread: ringing(2, 2) }));
      await deliver(
        deps,
        incidentAnnouncement({ message: worse.message, revision: 3, thread: ringing(3, 2) }),
      );
      await deliver(
        deps,
        incidentAnnouncement({ message: worse.message, revision: 4, thread: ringing(4, 2, 4) }),
      );
      expect(slack.messages.map(({ replies }) => replies.map(({ broadcast }) => broadcast))).toEqual([
        [],
        [false, false, true],
      ]);
      const over = outageMessage({ severity: 'resolved' });
      expect(
        await deliver(deps, incidentAnnouncement({ message: over, revision: 5, thread: ringing(5, 2, 4) })),
      ).toMatchObject({
        outcome: 'delivered',
      });
      expect(slack.messages).toHaveLength(3);
    },
  );

  it('replaces a message once that somebody has taken away, and says the rest in the thread', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, incidentAnnouncement({ message: worse.message }));
    slack.refuse(noEdits('message_not_found'));
    for (const revision of [2, 3, 4])
      await deliver(
        deps,
        incidentAnnouncement({ message: worse.message, revision, thread: threadOf(revision) }),
      );
    expect(slack.messages.map(({ replies }) => told(replies))).toEqual([[], [2, 3, 4]]);
  });

  it('uses the channel of the tag, and edits where it has posted', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, incidentAnnouncement({ channel: '#network' }));
    await deliver(deps, incidentAnnouncement({ revision: 2 }));
    expect(slack.messages.map((message) => message.channel)).toEqual(['#network']);
  });

  const refusing =
    (refused: string, error: string, ...calls: readonly SlackRequest['call'][]) =>
    (request: SlackRequest): SlackOutcome | undefined =>
      request.channel === refused && (calls.length === 0 || calls.includes(request.call))
        ? { outcome: 'refused', error }
        : undefined;

  it.each([
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'restricted_action',
    'restricted_action_read_only_channel',
    'posting_to_general_channel_denied',
    'ekm_access_denied',
    'no_permission',
    'a_word_of_tomorrow',
  ])('tells the configured channel, and says why, where that of the tag answers %s', async (error) => {
    const { deps, slack, log } = setUp();
    slack.refuse(refusing('#typo', error));
    await deliver(deps, incidentAnnouncement({ channel: '#typo' }));
    await deliver(deps, incidentAnnouncement({ channel: '#typo', revision: 2, thread: threadOf(2) }));
    expect(slack.messages.map((message) => message.channel)).toEqual([channel]);
    expect(slack.messages[0]?.blocks).toContain(`#typo refused this message (${error}): posted here instead`);
    expect(told(slack.messages[0]?.replies ?? [])).toEqual([2]);
    expect(slack.requests.filter((request) => request.channel === '#typo')).toHaveLength(1);
    expect(log.messages('warn')).toEqual(['channel refused, using the configured one']);
  });

  it.each(['update', 'reply'] as const)(
    'goes on in the configured channel, with all that has happened, where that of the tag refuses an %s',
    async (call) => {
      const { deps, slack } = setUp();
      const tagged = { channel: 'C0000000TAG' } as const;
      await deliver(deps, incidentAnnouncement(tagged));
      await deliver(deps, incidentAnnouncement({ ...tagged, revision: 2, thread: threadOf(2) }));
      slack.refuse(refusing('C0000000TAG', 'is_archived', call));
      const outcome = await deliver(
        deps,
        incidentAnnouncement({ ...tagged, revision: 3, thread: threadOf(3) }),
      );
      expect(outcome).toMatchObject({ outcome: 'delivered' });
      await deliver(deps, incidentAnnouncement({ ...tagged, revision: 4, thread: threadOf(4) }));
      expect(slack.messages.map((message) => [message.channel, told(message.replies)])).toEqual([
        ['C0000000TAG', [2]],
        [channel, [2, 3, 4]],
      ]);
      expect(slack.messages[1]?.blocks).toContain('C0000000TAG refused this message (is_archived)');
    },
  );

  it('gets into the configured channel later what that cannot take at once', async () => {
    const { deps, slack, clock } = setUp();
    slack.answerNext({ outcome: 'refused', error: 'restricted_action' }, timeout);
    expect(await deliver(deps, incidentAnnouncement({ channel: '#net' }))).toMatchObject({
      reason: 'timeout',
    });
    clock.advance(15_000);
    await deliver(deps, incidentAnnouncement({ channel: '#net' }));
    expect(slack.requests.map((request) => request.channel)).toEqual(['#net', channel, channel]);
    expect(slack.messages[0]?.blocks).toContain('#net refused this message (restricted_action)');
  });

  it.each(['invalid_auth', 'token_revoked', 'account_inactive', 'missing_scope'])(
    'leaves the configured channel alone where the app itself is refused: %s',
    async (error) => {
      const { deps, slack } = setUp();
      slack.refuse(() => ({ outcome: 'refused', error }));
      expect(await deliver(deps, incidentAnnouncement({ channel: '#net' }))).toEqual({
        outcome: 'refused',
        reason: error,
        isNew: true,
      });
      expect(slack.requests).toHaveLength(1);
    },
  );

  it('gives up where the configured channel refuses as well, and tries where it was meant for again', async () => {
    const { deps, slack, deliveries } = setUp();
    await deliver(deps, incidentAnnouncement({ channel: '#net' }));
    slack.refuse(() => ({ outcome: 'refused', error: 'is_archived' }));
    const news = incidentAnnouncement({ channel: '#net', revision: 2, thread: threadOf(2) });
    expect(await deliver(deps, news)).toEqual({ outcome: 'refused', reason: 'is_archived', isNew: true });
    expect(await deliveries.load(subjectId)).toMatchObject({ leaseUntil: 0, ts: '1.0', seq: 1 });
    slack.refuse(() => undefined);
    await deliver(deps, news);
    expect(slack.messages.map((message) => [message.channel, told(message.replies)])).toEqual([
      ['#net', [2]],
    ]);
  });

  it('moves nothing that the configured channel refuses, under whatever name', async () => {
    const { deps, slack } = setUp();
    const named = { ...deps, defaultChannel: '#vpn' };
    await deliver(named, incidentAnnouncement());
    slack.refuse((request) =>
      request.call === 'update' ? { outcome: 'refused', error: 'is_archived' } : undefined,
    );
    expect(await deliver(named, incidentAnnouncement({ revision: 2 }))).toMatchObject({ outcome: 'refused' });
    expect(slack.messages).toHaveLength(1);
  });

  it('starts no further call when the time is up', async () => {
    const { deps, slack } = setUp();
    let calls = 1;
    const outcome = await deliver(
      { ...deps, hasTime: () => calls-- > 0 },
      incidentAnnouncement({ thread: threadOf(3) }),
    );
    expect(outcome).toEqual({ outcome: 'retry', reason: 'out-of-time', afterMs: 0 });
    expect(slack.requests).toHaveLength(1);
  });

  it.each<[string, SlackOutcome]>([
    ['fails with 500', { outcome: 'unavailable', reason: 'server-error' }],
    ['is not answered', timeout],
    ['is one too many', { outcome: 'rate-limited', retryAfterMs: 1_000 }],
  ])(
    'rings once, by whatever delivery gets through, where the call that should have rung %s',
    async (_, trouble) => {
      const { deps, slack } = setUp();
      await deliver(deps, incidentAnnouncement());
      const worsened = incidentAnnouncement({
        revision: 2,
        kind: 'incident.worsened',
        thread: ringing(2, 2),
      });
      slack.answerNext(trouble);
      expect(await deliver(deps, worsened)).toMatchObject({ outcome: 'retry' });
      const cause = incidentAnnouncement({
        revision: 3,
        kind: 'incident.cause-found',
        thread: ringing(3, 2),
      });
      await deliver(deps, cause);
      await deliver(deps, worsened);
      await deliver(deps, incidentAnnouncement({ revision: 4, thread: ringing(4, 2) }));
      expect(slack.messages[0]?.replies.map(({ broadcast }) => broadcast)).toEqual([true, false]);
      expect(told(slack.messages[0]?.replies ?? [])).toEqual([2, 3, 4]);
    },
  );

  it('does not ring again for what the message itself rang for', async () => {
    const { deps, slack, clock } = setUp();
    slack.refuse((request) => (request.call === 'reply' ? timeout : undefined));
    const worsened = incidentAnnouncement({ revision: 2, kind: 'incident.worsened', thread: ringing(2, 2) });
    expect(await deliver(deps, worsened)).toMatchObject({ outcome: 'retry' });
    slack.refuse(() => undefined);
    clock.advance(15_000);
    await deliver(deps, worsened);
    await deliver(deps, incidentAnnouncement({ revision: 3, thread: ringing(3, 3) }));
    expect(slack.messages[0]?.replies.map(({ broadcast }) => broadcast)).toEqual([false, true]);
  });

  it('rings for a row that does not say what its message rang for', async () => {
    const { deps, slack, deliveries } = setUp();
    await deliver(deps, incidentAnnouncement());
    const { rungSeq: _, ...old } = (await deliveries.load(subjectId)) ?? expect.fail('no row');
    await deliveries.save({ ...old, version: old.version + 1 });
    await deliver(deps, incidentAnnouncement({ revision: 2, thread: ringing(2, 2) }));
    expect(slack.messages[0]?.replies.map(({ broadcast }) => broadcast)).toEqual([true]);
  });

  it('posts by webhook for a redraw that carries what should have rung', async () => {
    const { deps, slack } = setUp('webhook');
    await deliver(deps, incidentAnnouncement());
    const redraw = { kind: 'incident.update', revision: 3, thread: ringing(2, 2) } as const;
    await deliver(deps, incidentAnnouncement(redraw));
    await deliver(deps, incidentAnnouncement({ ...redraw, revision: 4 }));
    expect(slack.messages).toHaveLength(2);
    expect(slack.messages[1]?.blocks).toContain('entry-2.');
  });

  it('posts by webhook what is new, and nothing for a redraw', async () => {
    const { deps, slack } = setUp('webhook');
    await deliver(deps, incidentAnnouncement());
    await deliver(deps, incidentAnnouncement({ revision: 2, kind: 'incident.update' }));
    await deliver(deps, incidentAnnouncement({ revision: 3, kind: 'incident.closed', thread: threadOf(3) }));
    expect(slack.messages).toHaveLength(2);
    expect(slack.messages[1]?.blocks).toContain('• 03:05 UTC entry-2.\\n• 03:06 UTC entry-3.');
  });
});

describe('two at the same time', () => {
  it('never post twice: who comes second waits', async () => {
    const { deps, slack } = setUp();
    const both = await Promise.all([
      deliver(deps, incidentAnnouncement()),
      deliver(deps, incidentAnnouncement()),
    ]);
    expect(both.map(({ outcome, reason }) => `${outcome} ${reason}`).sort()).toEqual([
      'delivered first-message',
      'retry lease-held',
    ]);
    expect(slack.messages).toHaveLength(1);
    expect(await deliver(deps, incidentAnnouncement())).toMatchObject({ reason: 'stale' });
  });

  it('ask again soon, and not all at once, until the lease is over', async () => {
    const { deps, slack, deliveries, clock } = setUp();
    const crashed: SlackDelivery = {
      subjectId,
      version: 1,
      channel: undefined,
      ts: undefined,
      revision: 0,
      seq: 0,
      leaseUntil: clock.now() + 30_000,
    };
    await deliveries.save(crashed);
    clock.advance(10_000);
    const waits = await Promise.all(
      ['a', 'b', 'c'].map(async (messageId) =>
        deliver(deps, incidentAnnouncement(), { messageId, ageMs: 0 }),
      ),
    );
    expect(waits.map((wait) => ('afterMs' in wait ? wait.afterMs : wait)).toSorted()).toEqual([
      1_000, 2_000, 3_000,
    ]);
    expect(slack.requests).toEqual([]);
    clock.advance(20_000);
    expect(await deliver(deps, incidentAnnouncement())).toMatchObject({ outcome: 'delivered' });
  });

  it.each<[string, (save: SlackDeliveries['save']) => SlackDeliveries['save']]>([
    ['is lost to somebody else', () => async () => 'conflict'],
    [
      'fails',
      () => async () => {
        throw new Error('DynamoDB is away');
      },
    ],
    [
      'takes effect, but the answer is lost',
      (save) => async (delivery) => {
        await save(delivery);
        throw new Error('time-out');
      },
    ],
  ])('do not post again when the save after the post %s', async (_, secondSave) => {
    const { deps, slack, deliveries } = setUp();
    let saves = 0;
    const save: SlackDeliveries['save'] = (delivery) => {
      saves += 1;
      return saves === 2 ? secondSave(deliveries.save)(delivery) : deliveries.save(delivery);
    };
    const flaky = { ...deps, deliveries: { load: deliveries.load, save } };
    expect(await deliver(flaky, incidentAnnouncement())).toMatchObject({ reason: 'lease-lost' });
    await deliver({ ...flaky, now: () => startAt + 60_000 }, incidentAnnouncement({ revision: 2 }));
    expect(slack.messages).toHaveLength(1);
    expect(slack.requests.map((request) => request.call)).toEqual(['post', 'update']);
  });

  it('keep the message that is on record when both have posted', async () => {
    const { deps, slack, deliveries, clock } = setUp();
    slack.answerNextSearch({ outcome: 'refused', error: 'missing_scope' });
    let second: Promise<unknown> | undefined;
    const send: typeof slack.send = async (request) => {
      const outcome = await slack.send(request);
      clock.advance(31_000);
      second ??= deliver(deps, incidentAnnouncement({ revision: 2 }));
      await second;
      return outcome;
    };
    const slow = { ...deps, slack: { ...slack, send } };
    expect(await deliver(slow, incidentAnnouncement())).toMatchObject({ reason: 'lease-lost' });
    expect(slack.messages).toHaveLength(2);
    expect(await deliveries.load(subjectId)).toMatchObject({ ts: '2.0', revision: 2 });
  });

  it('do not post twice where the record of the post is lost with the function', async () => {
    const { deps, slack, clock } = setUp();
    let saves = 0;
    const crash = new Error('the function was ended');
    const dying: SlackDeliveries = {
      load: async (id) => {
        if (saves > 1) throw crash;
        return deps.deliveries.load(id);
      },
      save: async (delivery) => {
        saves += 1;
        if (saves > 1) throw crash;
        return deps.deliveries.save(delivery);
      },
    };
    await expect(deliver({ ...deps, deliveries: dying }, incidentAnnouncement())).rejects.toThrow(crash);
    expect(await deliver(deps, incidentAnnouncement())).toMatchObject({ reason: 'lease-held' });
    // What cannot be had for longer than a lease lasts is not asked for each second until the queue gives up.
    const tired = { messageId: 'm', ageMs: 180_000, receiveCount: 61 };
    expect(await deliver(deps, incidentAnnouncement(), tired)).toEqual({
      outcome: 'retry',
      reason: 'lease-held',
    });
    clock.advance(30_000);
    expect(await deliver(deps, incidentAnnouncement())).toMatchObject({ outcome: 'delivered' });
    expect(slack.messages).toHaveLength(1);
  });
});
