import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/slack-notifier/deliver.ts';
import { spreadSeconds } from '../../../functions/slack-notifier/retry-delay.ts';
import type { Announcement } from '../../../shared/contracts/announcement.ts';
import { outageMessage } from '../../slack/messages.ts';
import { incidentAnnouncement, threadOf } from './announcements.ts';
import { channel, setUp, told } from './set-up.ts';

const stormId = 'storm/eu-west-1/1795489440000/vpn-0123456789abcdef0';

const storm = (count: number, different: Partial<Announcement> = {}): Announcement =>
  incidentAnnouncement({
    kind: 'storm.opened',
    subjectId: stormId,
    connectionId: undefined,
    message: { ...outageMessage(), tunnels: [], connections: { lines: [], more: count } },
    ...different,
  });

const detail = (different: Partial<Announcement> = {}): Announcement =>
  incidentAnnouncement({ gatheredIn: stormId, ...different });

const late = { messageId: 'm', ageMs: 11_000 };

describe('an incident of a storm', () => {
  it('is one reply in the thread of the storm, which is edited and says itself what has happened', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, storm(6));
    await deliver(deps, detail());
    const kind = 'incident.worsened';
    await deliver(deps, detail({ kind, revision: 2, thread: threadOf(3) }));
    expect(slack.requests.map(({ call }) => call)).toEqual(['post', 'post', 'update']);
    expect(slack.requests[1]).toMatchObject({ channel, threadTs: '1.0' });
    expect(told([{ text: slack.messages[1]?.blocks ?? '' }])).toEqual([2, 3]);
    expect(slack.messages[1]?.replies).toEqual([]);
  });

  it('waits until the message of the storm is there', async () => {
    const { deps, slack } = setUp();
    expect(await deliver(deps, detail())).toMatchObject({ outcome: 'retry', reason: 'no-parent' });
    expect(slack.requests).toEqual([]);
    await deliver(deps, storm(6));
    expect(await deliver(deps, detail(), late)).toMatchObject({ outcome: 'delivered' });
  });

  it('has a message of its own if that never comes', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, detail(), { messageId: 'm', ageMs: 601_000 });
    expect(slack.requests).toMatchObject([{ call: 'post' }]);
    expect(slack.requests[0]).not.toHaveProperty('threadTs');
  });

  it('stays where it is if it has been told by itself before', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, incidentAnnouncement());
    await deliver(deps, storm(6));
    await deliver(deps, detail({ revision: 2, thread: threadOf(2) }));
    expect(slack.requests.map(({ call }) => call)).toEqual(['post', 'post', 'update', 'reply']);
  });

  it('has a message of its own if the thread is gone', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, storm(6));
    slack.answerNext({ outcome: 'message-gone', error: 'thread_not_found' });
    expect(await deliver(deps, detail())).toMatchObject({ outcome: 'delivered' });
    expect(slack.requests.at(-1)).not.toHaveProperty('threadTs');
  });

  it('is left to the message of the storm where there are no threads', async () => {
    const { deps, slack } = setUp('webhook');
    await deliver(deps, storm(6));
    expect(await deliver(deps, detail())).toEqual({ outcome: 'skipped', reason: 'told-in-storm' });
    expect(slack.requests).toHaveLength(1);
  });
});

describe('the details of many incidents', () => {
  it('are spread over the time that the channel needs, each waiting once', async () => {
    const { deps } = setUp();
    await deliver(deps, storm(300));
    const waits: number[] = [];
    for (let number = 0; number < 300; number += 1) {
      const outcome = await deliver(deps, detail({ subjectId: `vpn-${number}/1` }), {
        messageId: `${number}-4c1b-9f3e`,
        ageMs: 500,
      });
      if (outcome.outcome === 'retry') waits.push(outcome.afterMs ?? 0);
    }
    expect(waits).toHaveLength(300);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10_000);
    expect(Math.max(...waits)).toBeLessThan(10_000 + 300 * 1_250);
    expect(new Set(waits).size).toBeGreaterThan(100);
    expect(await deliver(deps, detail(), late)).toMatchObject({ outcome: 'delivered' });
  });

  it('still wait their turn when the storm is over', async () => {
    const { deps } = setUp();
    await deliver(deps, storm(300));
    await deliver(deps, storm(0, { revision: 2, kind: 'storm.closed' }));
    expect(await deliver(deps, detail({ revision: 2 }))).toMatchObject({ reason: 'pacing' });
  });

  it('of few go at once', async () => {
    const { deps } = setUp();
    await deliver(deps, storm(10));
    expect(await deliver(deps, detail())).toMatchObject({ outcome: 'delivered' });
  });
});

describe('what a storm says aloud', () => {
  it.each([
    ['storm.grew', true],
    ['storm.worsened', true],
    ['storm.reminder', true],
    ['storm.calm', false],
    ['storm.closed', false],
  ] as const)('%s is shown in the channel: %s', async (kind, broadcast) => {
    const { deps, slack } = setUp();
    await deliver(deps, storm(6));
    await deliver(deps, storm(6, { kind, revision: 2, thread: threadOf(2) }));
    expect(slack.messages[0]?.replies).toMatchObject([{ broadcast }]);
  });

  it('by webhook is a post for each thing that matters', async () => {
    const { deps, slack } = setUp('webhook');
    await deliver(deps, storm(6));
    for (const [index, kind] of (['storm.update', 'storm.calm', 'storm.closed'] as const).entries()) {
      await deliver(deps, storm(6, { kind, revision: index + 2, thread: threadOf(index + 2) }));
    }
    expect(slack.requests).toHaveLength(2);
  });
});

it('a message that is turned away again and again comes back less and less often', () => {
  fc.assert(
    fc.property(fc.uuid(), (messageId) => {
      const waited = Array.from({ length: 28 }, (_, index) => 1 + spreadSeconds(messageId, index + 1));
      expect(waited.every((seconds, index) => seconds <= 10 * 2 ** index)).toBe(true);
      // The queue gives a message up after 30 receives: by then a channel has taken very many.
      expect(waited.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(1_200);
    }),
  );
});
