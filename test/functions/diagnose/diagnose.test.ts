import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { callError } from '../../aws/refusal.ts';
import { at, connection, down, firstIp, secondIp, up } from '../../domain/builders.ts';
import { batch, createSetting, id, outage } from './setting.ts';

type Setting = Awaited<ReturnType<typeof createSetting>>;

/** As CloudWatch Logs keeps what AWS writes when the gateway has another key. */
const wrongKey = {
  streamName: `${id}-${firstIp}`,
  at: at(0),
  message: JSON.stringify({
    event_timestamp: at(0) / 1_000,
    details: 'AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.7',
    dpd_enabled: true,
    nat_t_detected: false,
    ike_phase1_state: 'down',
    ike_phase2_state: 'down',
  }),
};

const told = ({ region }: Setting) => region.announcer.announcements;

describe('a cause that is found', () => {
  it('is kept with the incident and told once', async () => {
    const setting = await createSetting();
    setting.scene.logs.groups.set('activity', [wrongKey]);
    expect(await setting.diagnose()).toEqual({ batchItemFailures: [] });
    const incident = setting.incident();
    expect(incident?.causes).toMatchObject([{ name: 'pre-shared-key', outsideIp: firstIp }]);
    expect(incident?.explanation).toMatchObject({ at: at(1), unread: [] });
    expect(setting.region.told()).toEqual(['incident.opened', 'incident.cause-found']);
    const { announcedRevision, revision } = incident ?? {};
    expect(announcedRevision).toBe(revision);
    await setting.diagnose();
    expect(setting.region.told()).toHaveLength(2);
  });

  it('is told with what is known of the connection and its gateway', async () => {
    const setting = await createSetting();
    setting.scene.logs.groups.set('activity', [wrongKey]);
    await setting.diagnose();
    const text = JSON.stringify(told(setting).at(-1)?.message);
    expect(text).toContain('hq-to-aws');
    expect(text).toContain('hq-router');
  });

  it('is one line in the log, which holds nothing of what was read', async () => {
    const setting = await createSetting();
    setting.scene.logs.groups.set('activity', [wrongKey]);
    setting.scene.healthEvents.failures.next(callError('DescribeEvents', 'SubscriptionRequiredException'));
    await setting.diagnose();
    expect(setting.logged('diagnosed')).toEqual({
      incidentId: setting.incident()?.incidentId,
      causes: ['pre-shared-key'],
      unread: ['healthEvents: not-subscribed'],
      result: 'saved',
      readMs: 0,
      durationMs: 0,
    });
    expect(JSON.stringify(setting.region.log.entries)).not.toContain('mismatch');
  });

  it('of an incident that nobody has been told of is kept, and told with it', async () => {
    const seen = connection({ tunnels: [...outage.tunnels.slice(0, 1), up(secondIp)] });
    const setting = await createSetting([seen]);
    setting.scene.logs.groups.set('activity', [wrongKey]);
    await setting.diagnose();
    expect(setting.incident()).toMatchObject({ phase: 'suspected', causes: [{ name: 'pre-shared-key' }] });
    expect(told(setting)).toEqual([]);
    await setting.region.sweep(2);
    expect(setting.region.told()).toEqual(['incident.opened']);
    expect(JSON.stringify(told(setting)[0]?.message)).toContain('pre-shared key');
  });
});

describe('what could not be read', () => {
  it('is told, and keeps nothing else from being told', async () => {
    const setting = await createSetting();
    setting.scene.logs.failures.next(callError('FilterLogEvents', 'AccessDeniedException'));
    await setting.diagnose();
    expect(setting.incident()?.explanation?.unread).toHaveLength(1);
    expect(setting.logged('diagnosed')).toMatchObject({ unread: ['logs: denied'] });
  });
});

describe('a request that comes to nothing says why', () => {
  const cases: readonly (readonly [string, (setting: Setting) => unknown])[] = [
    ['not-due', (setting) => setting.diagnose()],
    ['no-connection', ({ region }) => void Object.assign(region.connections, { all: [] })],
    [
      'healthy',
      async ({ region }) => {
        region.connections.all = [connection({ tunnels: [up(firstIp, 1), up(secondIp, 1)] })];
        await region.sweep(1);
      },
    ],
    [
      'closed',
      async ({ region }) => {
        region.connections.all = [];
        for (const minute of [1, 2]) await region.sweep(minute);
      },
    ],
  ];

  it.each(cases)('%s', async (reason, prepare) => {
    const setting = await createSetting();
    await prepare(setting);
    const before = setting.incident();
    expect(await setting.diagnose()).toEqual({ batchItemFailures: [] });
    expect(setting.logged('not diagnosed')).toEqual({ incidentId: before?.incidentId, reason });
    expect(setting.incident()).toEqual(before);
  });

  it.each([
    ['another-incident', { incidentId: `${id}/1` }],
    ['no-incident', { connectionId: 'vpn-0000000000000dead' }],
  ])('%s', async (reason, change) => {
    const setting = await createSetting();
    await setting.handler(batch(JSON.stringify({ ...JSON.parse(setting.body), ...change })));
    expect(setting.logged('not diagnosed')).toMatchObject({ reason });
    expect(setting.scene.logs.queries).toEqual([]);
  });
});

describe('a lost race', () => {
  /** What the sweep saves meanwhile. */
  const change =
    ({ region, incident }: Setting, changed: Partial<Incident>) =>
    async () => {
      const stored = incident();
      if (stored) await region.records.saveIncident({ ...stored, version: stored.version + 1, ...changed });
    };

  it('adds what was found to what the winner has saved', async () => {
    const setting = await createSetting();
    setting.scene.logs.groups.set('activity', [wrongKey]);
    setting.region.records.loseNextSaves(3, change(setting, { lastToldAt: at(0.5) }));
    expect(await setting.diagnose()).toEqual({ batchItemFailures: [] });
    expect(setting.incident()).toMatchObject({ lastToldAt: at(0.5), causes: [{ name: 'pre-shared-key' }] });
  });

  it.each<[string, Partial<Incident>]>([
    ['is over', { phase: 'closed', closedAt: at(1) }],
    ['is healthy', { health: 'healthy' }],
    ['has become another', { incidentId: 'another' }],
  ])('leaves an incident alone that %s', async (_name, changed) => {
    const setting = await createSetting();
    setting.scene.logs.groups.set('activity', [wrongKey]);
    setting.region.records.loseNextSaves(1, change(setting, changed));
    expect(await setting.diagnose()).toEqual({ batchItemFailures: [] });
    expect(setting.logged('diagnosed')).toMatchObject({ result: 'superseded' });
    expect(setting.incident()).toMatchObject({ ...changed, causes: [] });
    expect(setting.region.told()).toEqual(['incident.opened']);
  });

  it('that never ends goes back to the queue', async () => {
    const setting = await createSetting();
    setting.region.records.loseNextSaves(99);
    expect(await setting.diagnose()).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(setting.incident()?.explanation).toBeUndefined();
  });
});

describe('a cause that cannot be told now', () => {
  it('is told by the next sweep', async () => {
    const setting = await createSetting([
      connection({ tunnels: [...outage.tunnels.slice(0, 1), down(secondIp, -3)] }),
    ]);
    setting.scene.logs.groups.set('activity', [wrongKey]);
    setting.region.announcer.failures.next(new Error('SNS is away'));
    expect((await setting.diagnose()).batchItemFailures).toHaveLength(1);
    expect(setting.incident()?.causes).toMatchObject([{ name: 'pre-shared-key' }]);
    await setting.region.sweep(2);
    expect(setting.region.told()).toEqual(['incident.opened', 'incident.cause-found']);
  });
});
