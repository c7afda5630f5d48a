import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/slack-notifier/deliver.ts';
import { spreadSeconds } from '../../../functions/slack-notifier/retry-delay.ts';
import type { Announcement } from '../../../shared/contracts/announcement.ts';
import { outageMessage } from '../../slack/messages.ts';
import { incidentAnnouncement, ringing, threadOf } from './announcements.ts';
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

  it('is another reply there where the first cannot be edited, and says what is not so any more', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, storm(6));
    await deliver(deps, detail());
    slack.refuse(({ call }) =>
      call === 'update' ? { outcome: 'message-gone', error: 'edit_window_closed' } : undefined,
    );
    await deliver(deps, detail({ revision: 2, thread: threadOf(2) }));
    await deliver(deps, detail({ revision: 3, message: outageMessage({ severity: 'resolved' }) }));
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, '1.0', '1.0']);
  });

  it('is a message of its own where the thread is gone as well', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, storm(6));
    await deliver(deps, detail());
    slack.refuse((request) =>
      request.call === 'update' || ('threadTs' in request && request.threadTs !== undefined)
        ? { outcome: 'message-gone', error: 'thread_not_found' }
        : undefined,
    );
    await deliver(deps, detail({ revision: 2, thread: threadOf(2) }));
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, '1.0', undefined]);
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
  const details = (count: number, different: Partial<Announcement> = {}): readonly Announcement[] =>
    Array.from({ length: count }, (_, number) => detail({ subjectId: `vpn-${number}/1`, ...different }));

  /** Delivers them one after another at one moment; those that have to wait, with how long. */
  const waitsOf = async (
    deps: Parameters<typeof deliver>[0],
    announcements: readonly Announcement[],
  ): Promise<readonly number[]> => {
    const outcomes = [];
    for (const announcement of announcements) outcomes.push(await deliver(deps, announcement));
    return outcomes.flatMap((outcome) => (outcome.outcome === 'retry' ? [outcome.afterMs ?? 0] : []));
  };

  it('of few go at once', async () => {
    const { deps } = setUp();
    await deliver(deps, storm(10));
    expect(await waitsOf(deps, details(10))).toEqual([]);
  });

  it('take turns beyond that, one after another', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, storm(300));
    const waits = await waitsOf(deps, details(300));
    expect(waits).toEqual(Array.from({ length: 290 }, (_, index) => (index + 1) * 1_250));
    expect(slack.requests).toHaveLength(11);
  });

  it('take turns with those of every other storm in the channel, and with no other channel', async () => {
    const { deps } = setUp();
    await deliver(deps, storm(10));
    await deliver(deps, storm(10, { subjectId: 'storm/other' }));
    await deliver(deps, storm(10, { subjectId: 'storm/elsewhere', channel: 'C0ELSEWHERE' }));
    await waitsOf(deps, details(10));
    expect(await deliver(deps, detail({ subjectId: 'vpn-a/1', gatheredIn: 'storm/other' }))).toEqual({
      outcome: 'retry',
      reason: 'pacing',
      afterMs: 1_250,
    });
    const elsewhere = detail({ subjectId: 'vpn-b/1', gatheredIn: 'storm/elsewhere' });
    expect(await deliver(deps, elsewhere)).toMatchObject({ outcome: 'delivered' });
  });

  it('wait for one turn, however much there is to tell of an incident, and then say all of it', async () => {
    const { deps, slack, clock } = setUp();
    await deliver(deps, storm(300));
    await waitsOf(deps, details(20));
    clock.advance(5_000);
    const newer = detail({ subjectId: 'vpn-19/1', revision: 2, thread: threadOf(2) });
    expect(await deliver(deps, newer)).toEqual({ outcome: 'retry', reason: 'pacing', afterMs: 7_500 });
    clock.advance(7_500);
    expect(await deliver(deps, newer)).toMatchObject({ outcome: 'delivered' });
    const asked = slack.requests.length;
    expect(await deliver(deps, detail({ subjectId: 'vpn-19/1' }))).toMatchObject({ reason: 'stale' });
    expect(slack.requests).toHaveLength(asked);
  });

  it('wait for a turn with each time that something has changed', async () => {
    const { deps, clock } = setUp();
    await deliver(deps, storm(300));
    await waitsOf(deps, details(11));
    expect(await waitsOf(deps, details(10, { revision: 2 }))).toHaveLength(10);
    clock.advance(60_000);
    expect(await waitsOf(deps, details(10, { revision: 3 }))).toEqual([]);
  });

  it('come back soon where too many ask for a turn at once', async () => {
    const { deps, deliveries } = setUp();
    await deliver(deps, storm(300));
    const busy = {
      ...deps,
      deliveries: {
        ...deliveries,
        save: (delivery: Parameters<typeof deliveries.save>[0]) =>
          delivery.subjectId.startsWith('turns/')
            ? Promise.resolve('conflict' as const)
            : deliveries.save(delivery),
      },
    };
    const outcome = await deliver(busy, detail());
    expect(outcome).toMatchObject({ outcome: 'retry', reason: 'pacing' });
    expect(outcome).toHaveProperty(
      'afterMs',
      expect.toSatisfy((ms: number) => ms >= 1_000 && ms <= 10_000),
    );
  });
});

describe('what a storm says aloud', () => {
  it('is what rings in its thread', async () => {
    const { deps, slack } = setUp();
    await deliver(deps, storm(6));
    await deliver(deps, storm(6, { kind: 'storm.calm', revision: 2, thread: ringing(3, 2) }));
    await deliver(deps, storm(6, { kind: 'storm.closed', revision: 3, thread: ringing(4, 2) }));
    expect(slack.messages[0]?.replies).toMatchObject([{ broadcast: true }, { broadcast: false }]);
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
      // After so many receives a channel has taken very many.
      expect(waited.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(1_200);
    }),
  );
});
