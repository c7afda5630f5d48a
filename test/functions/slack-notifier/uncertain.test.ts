import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/slack-notifier/deliver.ts';
import type { SlackOutcome } from '../../../shared/slack/outcome.ts';
import { incidentAnnouncement, ringing, startAt, threadOf } from './announcements.ts';
import { channel, setUp, told } from './set-up.ts';

const { subjectId } = incidentAnnouncement();

const silences: readonly SlackOutcome[] = (
  ['timeout', 'network', 'server-error', 'unreadable-answer'] as const
).map((reason) => ({ outcome: 'unavailable', reason }));

const [timeout] = silences as readonly [SlackOutcome];

describe('a post whose answer is lost', () => {
  it.each(silences.map((silence) => ['reason' in silence ? silence.reason : '', silence] as const))(
    'is found again, and not posted again: %s',
    async (_, silence) => {
      const { deps, slack, clock } = setUp();
      slack.loseAnswers(silence);
      expect(await deliver(deps, incidentAnnouncement())).toMatchObject({ outcome: 'retry' });
      clock.advance(15_000);
      await deliver(deps, incidentAnnouncement());
      await deliver(deps, incidentAnnouncement({ revision: 2, thread: threadOf(2) }));
      expect(slack.messages).toHaveLength(1);
      expect(told(slack.messages[0]?.replies ?? [])).toEqual([2]);
    },
  );

  it('is brought up to date by whatever comes next', async () => {
    const { deps, slack, clock } = setUp();
    slack.loseAnswers(timeout);
    await deliver(deps, incidentAnnouncement());
    clock.advance(15_000);
    const worsened = incidentAnnouncement({ revision: 2, thread: ringing(2, 2) });
    expect(await deliver(deps, worsened)).toMatchObject({ outcome: 'delivered' });
    expect(slack.requests.map(({ call }) => call)).toEqual(['post', 'update', 'reply']);
    expect(slack.messages[0]?.replies.map(({ broadcast }) => broadcast)).toEqual([true]);
  });

  it('is not looked for before Slack can show it', async () => {
    const { deps, slack, clock } = setUp();
    slack.loseAnswers(timeout);
    await deliver(deps, incidentAnnouncement());
    clock.advance(1_000);
    expect(await deliver(deps, incidentAnnouncement({ revision: 2 }))).toEqual({
      outcome: 'retry',
      reason: 'uncertain',
      afterMs: 9_000,
    });
    expect(slack.searches).toEqual([]);
  });

  it('is looked for where it was sent, around that time, and posted where Slack has not taken it', async () => {
    const { deps, slack, clock } = setUp();
    slack.answerNext(timeout);
    await deliver(deps, incidentAnnouncement({ channel: '#net' }));
    clock.advance(15_000);
    await deliver(deps, incidentAnnouncement({ channel: '#net' }));
    expect(slack.searches).toEqual([
      { channel: '#net', threadTs: undefined, from: startAt - 120_000, to: startAt + 120_000 },
    ]);
    expect(slack.messages).toHaveLength(1);
  });

  it('is looked for in the configured channel where that of the tag has refused it', async () => {
    const { deps, slack, clock } = setUp();
    slack.refuse((request) =>
      request.channel === '#net' ? { outcome: 'refused', error: 'restricted_action' } : undefined,
    );
    slack.loseAnswers({ outcome: 'refused', error: 'restricted_action' }, timeout);
    await deliver(deps, incidentAnnouncement({ channel: '#net' }));
    clock.advance(15_000);
    await deliver(deps, incidentAnnouncement({ channel: '#net' }));
    expect(slack.searches).toMatchObject([{ channel }]);
    expect(slack.messages).toHaveLength(1);
  });

  it.each([
    ['a call too many', { outcome: 'rate-limited', retryAfterMs: 1_000 }],
    ['a refusal', { outcome: 'refused', error: 'is_archived' }],
    ['a secret that has been replaced', { outcome: 'unavailable', reason: 'credentials-changed' }],
  ] as const)('leaves nothing uncertain if it is that of %s', async (_, answer) => {
    const { deps, slack, deliveries } = setUp();
    slack.answerNext(answer);
    await deliver(deps, incidentAnnouncement());
    expect((await deliveries.load(subjectId))?.uncertain).toBeUndefined();
    await deliver(deps, incidentAnnouncement());
    expect(slack.searches).toEqual([]);
  });

  it.each(['missing_scope', 'channel_not_found'])(
    'is posted again where it may not be looked for: %s',
    async (error) => {
      const { deps, slack, clock, log } = setUp();
      slack.loseAnswers(timeout);
      await deliver(deps, incidentAnnouncement());
      clock.advance(15_000);
      slack.answerNextSearch({ outcome: 'refused', error });
      await deliver(deps, incidentAnnouncement());
      expect(slack.messages).toHaveLength(2);
      expect(log.messages('warn')).toEqual(['not known whether Slack has it, sending it again']);
    },
  );

  it('waits for Slack to say so, for two minutes, and is posted again then', async () => {
    const { deps, slack, clock } = setUp();
    slack.answerNext(timeout);
    await deliver(deps, incidentAnnouncement());
    for (const [afterMs, posts] of [
      [15_000, 0],
      [60_000, 0],
      [60_000, 1],
    ] as const) {
      clock.advance(afterMs);
      slack.answerNextSearch({ outcome: 'unavailable', reason: 'server-error' });
      await deliver(deps, incidentAnnouncement());
      expect(slack.messages).toHaveLength(posts);
    }
  });

  it('stands twice with a webhook, which cannot be asked', async () => {
    const { deps, slack, clock } = setUp('webhook');
    slack.loseAnswers(timeout);
    await deliver(deps, incidentAnnouncement());
    clock.advance(15_000);
    await deliver(deps, incidentAnnouncement());
    expect([slack.messages.length, slack.searches.length]).toEqual([2, 0]);
  });
});

describe('a reply whose answer is lost', () => {
  it('is found in its thread, and rings once', async () => {
    const { deps, slack, clock } = setUp();
    await deliver(deps, incidentAnnouncement());
    slack.loseAnswers({ outcome: 'delivered', channel, ts: '1.0' }, timeout);
    const worsened = incidentAnnouncement({ revision: 2, thread: ringing(2, 2) });
    expect(await deliver(deps, worsened)).toMatchObject({ reason: 'timeout' });
    clock.advance(15_000);
    expect(await deliver(deps, worsened)).toMatchObject({ outcome: 'delivered' });
    await deliver(deps, incidentAnnouncement({ revision: 3, thread: ringing(3, 2) }));
    expect(slack.searches).toMatchObject([{ channel, threadTs: '1.0' }]);
    expect(slack.messages[0]?.replies.map(({ broadcast }) => broadcast)).toEqual([true, false]);
    expect(told(slack.messages[0]?.replies ?? [])).toEqual([2, 3]);
  });

  it('is not waited for in a row of an earlier version', async () => {
    const { deps, slack, deliveries } = setUp();
    await deliveries.save({ subjectId, version: 1, channel, ts: '1.0', revision: 1, seq: 1, leaseUntil: 0 });
    slack.messages.push({ ts: '1.0', channel, text: '', blocks: '', replies: [], files: [] });
    await deliver(deps, incidentAnnouncement({ revision: 2, thread: threadOf(2) }));
    expect([slack.searches.length, told(slack.messages[0]?.replies ?? [])]).toEqual([0, [2]]);
  });
});
