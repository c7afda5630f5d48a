import { describe, expect, it } from 'vitest';
import { createHealthEventHandler } from '../../../functions/health-event/handler.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import { defaultPolicy, type Policy } from '../../../shared/domain/policy.ts';
import { createLook } from '../../../shared/intake/look.ts';
import { at, connection, down, firstIp, secondIp, start, up } from '../../domain/builders.ts';
import {
  type FixtureEvent,
  type HealthFixture,
  healthFixture,
  withDetail,
} from '../../fixtures/read-fixture.ts';
import { createRegion } from '../../intake/region.ts';

const { connectionId } = connection();

/** The fixture as if it had just happened. */
const now = (name: HealthFixture): FixtureEvent =>
  withDetail(healthFixture(name), { startTime: new Date(start).toUTCString() });

const replacement = now('redundancy-loss-2026');

const setUp = (seen: readonly Connection[] = [connection()], policy: Policy = defaultPolicy) => {
  const region = createRegion(seen, policy);
  region.clock.set(at(2));
  const handle = createHealthEventHandler({
    ...region.deps,
    look: createLook(region.deps),
    regions: ['eu-west-1', 'us-east-1'],
  });
  const notices = async (name = 'eu-west-1'): Promise<readonly Notice[]> =>
    (await region.records.loadRegion(name)).notices;
  const reasons = (): readonly unknown[] =>
    region.log.entries
      .filter((entry) => ['notice', 'no notice'].includes(entry.message))
      .map((entry) => entry.facts['reason']);
  return { ...region, handle, notices, reasons };
};

/** A connection whose second tunnel has never been up. */
const setUpLacking = (ids: readonly string[]) => {
  const seen = ids.map((id) => connection({ connectionId: id, tunnels: [up(firstIp), down(secondIp)] }));
  const parts = setUp(seen);
  for (const id of ids) parts.history.lastUp.delete(`${id}/${secondIp}`);
  return parts;
};

describe('an endpoint was replaced', () => {
  it('and the tunnels are up: one quiet notice, saved and marked as announced', async () => {
    const { handle, told, notices, announcer } = setUp();
    await handle(replacement);
    expect(told()).toEqual(['notice.endpoint-replaced']);
    expect(announcer.announcements[0]?.message.headline).toBe(
      `Info · hq-to-aws (${connectionId}) · AWS replaced a tunnel endpoint`,
    );
    expect(await notices()).toMatchObject([{ revision: 1, announcedRevision: 1, version: 2 }]);
  });

  it('and a tunnel stayed down: the incident opens and tells it, with its cause', async () => {
    const { handle, told, notices, announcer, reasons } = setUp([
      connection({ tunnels: [up(firstIp), down(secondIp)] }),
    ]);
    await handle(replacement);
    expect(told()).toEqual(['incident.opened']);
    expect(announcer.announcements[0]?.message.cause?.sentence).toContain('AWS replaced a tunnel endpoint');
    expect(await notices()).toEqual([]);
    expect(reasons()).toEqual(['incident-tells-it']);
  });

  it('costs one look, one read of the records, and one announcement', async () => {
    const { handle, connections, records, announcer } = setUp();
    await handle(replacement);
    expect(connections.calls).toEqual([[connectionId]]);
    expect(records.loads).toBe(1);
    expect(announcer.announcements).toHaveLength(1);
  });
});

describe('one event, told once', () => {
  it('five times, reordered, with its backup copy, and replayed a week later', async () => {
    const { handle, told, clock, reasons } = setUp();
    for (const event of [now('redundancy-loss-2026-backup-copy'), replacement, replacement, replacement]) {
      await handle(event);
    }
    clock.set(at(7 * 24 * 60));
    await handle({ ...replacement, 'replay-name': 'again' });
    expect(told()).toEqual(['notice.endpoint-replaced']);
    expect(reasons()).toEqual(['new', ...Array(4).fill('already-told')]);
  });

  it('two copies at the same moment: who loses the race tells nothing', async () => {
    const { handle, told, reasons } = setUp();
    await Promise.all([handle(replacement), handle(now('redundancy-loss-2026-backup-copy'))]);
    expect(told()).toEqual(['notice.endpoint-replaced']);
    expect(reasons().toSorted()).toEqual(['already-told', 'new']);
  });

  it.each([
    ['in order', ['single-tunnel-2026-page-1', 'single-tunnel-2026-page-2']],
    ['reordered', ['single-tunnel-2026-page-2', 'single-tunnel-2026-page-1']],
  ] as const)('pages %s are one notice that grows', async (_name, pages) => {
    const ids = [connectionId, 'vpn-0b1b2c3d4e5f60718', 'vpn-0c1b2c3d4e5f60718'];
    const { handle, announcer, notices } = setUpLacking(ids);
    for (const page of pages) await handle(now(page));
    const [notice, another] = await notices();
    expect(another).toBeUndefined();
    expect(notice?.connections.map((one) => one.connectionId).toSorted()).toEqual(ids);
    expect(announcer.announcements.map(({ subjectId, revision }) => [subjectId, revision])).toEqual([
      [notice?.noticeId, 1],
      [notice?.noticeId, 2],
    ]);
  });
});

describe('nothing is lost', () => {
  it('when the announcement fails: the event is retried and tells it then', async () => {
    const { handle, told, announcer, clock, notices } = setUp();
    announcer.failures.next(new Error('SNS is away'));
    await expect(handle(replacement)).rejects.toThrow('SNS is away');
    expect(await notices()).toMatchObject([{ announcedRevision: 0 }]);
    clock.advance(60_000);
    await handle(replacement);
    expect(told()).toEqual(['notice.endpoint-replaced']);
    expect(await notices()).toMatchObject([{ announcedRevision: 1 }]);
  });

  it('when the look fails: the event is retried', async () => {
    const { handle, connections, told } = setUp();
    connections.failures.next(new Error('EC2 is away'));
    await expect(handle(replacement)).rejects.toThrow('EC2 is away');
    await handle(replacement);
    expect(told()).toEqual(['notice.endpoint-replaced']);
  });

  it('when others keep saving first: it gives up loudly, and the event is retried', async () => {
    const { handle, records, told } = setUp();
    // The first save of a look is what it has learnt about the tunnels, and losing that costs nothing.
    records.loseNextSaves(1 + 5);
    await expect(handle(replacement)).rejects.toThrow('Lost the race');
    expect(told()).toEqual([]);
  });
});

describe('what is told', () => {
  it('a tunnel that has never been up: missing redundancy, and no incident', async () => {
    const { handle, told } = setUpLacking([connectionId, 'vpn-0b1b2c3d4e5f60718']);
    await handle(now('single-tunnel-2026-page-1'));
    expect(told()).toEqual(['notice.missing-redundancy']);
  });

  it('a code that nobody knows', async () => {
    const { handle, announcer } = setUp();
    await handle(healthFixture('unknown-code'));
    expect(announcer.announcements[0]).toMatchObject({
      kind: 'notice.health-event',
      message: {
        severity: 'warning',
        cause: { evidence: 'A tunnel endpoint of yours is going to be replaced.' },
      },
    });
  });

  it('a public event, without looking at anything', async () => {
    const { handle, announcer, connections } = setUp();
    await handle(healthFixture('public-issue'));
    expect(announcer.announcements[0]).toMatchObject({
      kind: 'notice.health-event',
      connectionId: undefined,
    });
    expect(connections.calls).toEqual([]);
  });

  it('a captured event of another account, without looking at anything', async () => {
    const { handle, told, connections, notices } = setUp();
    await handle(healthFixture('redundancy-loss-2022'));
    expect(told()).toEqual(['notice.foreign-account']);
    expect(connections.calls).toEqual([]);
    expect(await notices('us-east-1')).toMatchObject([{ reason: 'foreign-account' }]);
  });

  it('an event of a region that is not watched, without looking at anything', async () => {
    const { handle, told, connections } = setUp();
    await handle(withDetail(replacement, { eventRegion: 'ap-south-1' }));
    expect(told()).toEqual(['notice.health-event']);
    expect(connections.calls).toEqual([]);
  });

  it('hostile text, as the text that it is', async () => {
    const { handle, announcer } = setUp();
    await handle(healthFixture('hostile'));
    expect(announcer.announcements[0]?.message.cause?.evidence).toContain('<!channel> *urgent*');
  });

  it('nothing quiet, where the policy wants only what can be acted on', async () => {
    const policy = { ...defaultPolicy, notices: { ...defaultPolicy.notices, tell: 'actionable' } } as const;
    const { handle, told, notices, reasons } = setUp([connection()], policy);
    await handle(replacement);
    await handle(replacement);
    expect(told()).toEqual([]);
    expect(reasons()).toEqual(['quiet-by-policy', 'already-told']);
    expect(await notices()).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  it.each([
    [undefined, 'not-an-object'],
    ['not JSON', 'not-an-object'],
    [{}, 'not-from-aws-health'],
    [withDetail(replacement, { service: 'EC2' }), 'other-service'],
  ])('%j is one line in the log', async (event, reason) => {
    const { handle, told, log } = setUp();
    await handle(event);
    expect(log.entries).toEqual([{ level: 'warn', message: 'event ignored', facts: { reason } }]);
    expect(told()).toEqual([]);
  });

  it('but came from AWS Health is a notice too, once', async () => {
    const { handle, told, announcer } = setUp();
    const event = { ...replacement, detail: 'Your tunnels are in danger.' };
    await handle(event);
    await handle(event);
    expect(told()).toEqual(['notice.unreadable-event']);
    expect(announcer.announcements[0]?.message.cause?.evidence).toContain('Your tunnels are in danger.');
  });
});
