import { describe, expect, it } from 'vitest';
import type { IkeFault } from '../../../local/world/faults.ts';
import type { Deletion } from '../../../local/world/ike.ts';
import type { Peer } from '../../../local/world/model.ts';
import { connectionId, firstIp, minute, region, stage, startAt, statusOf } from './fixture.ts';
import {
  activities,
  activityLines,
  eventsOf,
  gatewayIp,
  groupName,
  type JsonLine,
  loggedStage,
} from './log-fixture.ts';

const byAws = { startupAction: 'start', dpdTimeoutAction: 'restart', ikeVersions: ['ikev2'] } as const;
const ikev1 = { ikeVersions: ['ikev1'] } as const;

const peerWith: Readonly<Record<IkeFault, Partial<Peer>>> = {
  'pre-shared-key': { key: 'wrong' },
  'proposal-phase-1': { proposal: 'wrong' },
  identity: { ikeFault: 'identity' },
  'proposal-phase-2': { ikeFault: 'proposal-phase-2' },
  'phase-2-failed': { ikeFault: 'phase-2-failed' },
  'traffic-selectors': { ikeFault: 'traffic-selectors' },
};

const mismatch = `AWS tunnel detected a pre-shared key mismatch with cgw: ${gatewayIp}`;
const halfOpen = `AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: ${gatewayIp}`;

describe('a fault of the gateway', () => {
  it.each([
    ['pre-shared-key', byAws, mismatch, 'down'],
    [
      'pre-shared-key',
      ikev1,
      'AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key',
      'down',
    ],
    ['identity', byAws, 'AWS tunnel is sending AUTHENTICATION_FAILED as the response', 'down'],
    ['proposal-phase-1', byAws, 'No Proposal Match Found by AWS', 'down'],
    ['proposal-phase-1', ikev1, 'No Proposal Match Found by AWS', 'down'],
    [
      'proposal-phase-2',
      byAws,
      'No Proposal Match Found. Notifying with "No proposal chosen"',
      'established',
    ],
    [
      'proposal-phase-2',
      ikev1,
      'No Proposal Match Found. Notifying with "No proposal chosen"',
      'established',
    ],
    [
      'phase-2-failed',
      byAws,
      'AWS tunnel Phase 2 was unable to establish while keeping Phase 1',
      'established',
    ],
    [
      'traffic-selectors',
      byAws,
      'AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder',
      'established',
    ],
  ] as const)('%s of %j is told as it is documented', async (fault, options, details, phase1) => {
    const scene = loggedStage({ options });
    scene.world.changePeers([scene.first], peerWith[fault]);
    await scene.after(1_000);
    expect(statusOf(scene, scene.first)).toBe('DOWN');
    expect(activities(scene)).toEqual([[details, phase1, 'down']]);
  });

  it.each([
    ['AWS', byAws, { initiates: false }],
    ['the gateway', {}, { initiates: true }],
  ] as const)(
    'is told at each try of %s, ever more seldom, until it is put right',
    async (_who, options, peer) => {
      const scene = loggedStage({ options, peer });
      scene.world.changePeers([scene.first], { key: 'wrong' });
      await scene.after(30 * minute);
      const times = eventsOf(scene)
        .filter(({ message }) => message.includes(mismatch))
        .map(({ at }) => at - startAt);
      expect(times.slice(0, 5)).toEqual([0, 10_000, 30_000, 70_000, 150_000]);
      expect(times.length).toBeLessThan(15);
      expect(Math.max(...times)).toBeGreaterThan(24 * minute);

      scene.world.changePeers([scene.first], { key: 'right' });
      await scene.after(60 * minute);
      expect(statusOf(scene, scene.first)).toBe('UP');
      expect(eventsOf(scene).filter(({ message }) => message.includes(mismatch))).toHaveLength(times.length);
    },
  );

  it('is told once where nobody starts IKE', async () => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { key: 'wrong' });
    await scene.after(30 * minute);
    expect(activities(scene)).toEqual([[mismatch, 'down', 'down']]);
  });

  it('goes on being told by a new endpoint', async () => {
    const scene = loggedStage({ options: byAws });
    scene.world.changePeers([scene.first], { key: 'wrong' });
    scene.world.modifyTunnel(scene.first, {});
    await scene.after(3 * minute);
    expect(activities(scene)).toHaveLength(1);
    await scene.after(4 * minute);
    expect(activities(scene).length).toBeGreaterThan(1);
  });
});

describe('a gateway that is silent', () => {
  it.each([
    [2, {}, 'AWS tunnel DPD timed out after 3 retransmits'],
    [1, ikev1, 'Peer is not responsive - Declaring peer dead'],
  ] as const)('is a dead peer over IKEv%i', async (_version, options, details) => {
    const scene = loggedStage({ options });
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(30 * minute);
    expect(activities(scene)).toEqual([[details, 'down', 'down']]);
  });

  it('is tried in vain where AWS starts IKE, and is back once it answers', async () => {
    const scene = loggedStage({ options: byAws });
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(3 * minute);
    expect(activities(scene).slice(1)).toEqual([
      [halfOpen, 'down', 'down'],
      [halfOpen, 'down', 'down'],
      [halfOpen, 'down', 'down'],
    ]);
    scene.world.changePeers([scene.first], { answers: true });
    await scene.after(20 * minute);
    expect(activities(scene).slice(4)).toEqual([
      ['AWS tunnel is sending request (id=1) for CREATE_CHILD_SA', 'established', 'negotiating'],
      ['AWS tunnel processed response (id=1) for CREATE_CHILD_SA', 'established', 'established'],
    ]);
  });

  it('loses no session where the DPD action is none', async () => {
    const scene = loggedStage({ options: { dpdTimeoutAction: 'none' } });
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(10 * minute);
    expect(activities(scene)).toEqual([
      ['AWS tunnel DPD timed out after 3 retransmits', 'established', 'established'],
    ]);
  });
});

describe('an SA that the gateway deletes', () => {
  it.each([
    ['ike-sa-deleted', /^AWS tunnel received DELETE for IKE_SA from CGW$/, 'down'],
    ['child-sa-deleted', /^AWS tunnel received DELETE for Phase 2 SA with SPI: [0-9a-f]{8}$/, 'established'],
    ['rekey-collision', /^AWS tunnel detected a \(CHILD_REKEY\) collision as CHILD_DELETE$/, 'established'],
  ] as const satisfies readonly (readonly [Deletion, RegExp, string])[])(
    '%s',
    (deletion, details, phase1) => {
      const scene = loggedStage();
      scene.world.deleteSa(scene.first, deletion);
      expect(statusOf(scene, scene.first)).toBe('DOWN');
      expect(activities(scene)).toEqual([[expect.stringMatching(details), phase1, 'down']]);
    },
  );
});

describe('rekeying', () => {
  it('is told about once an hour, with a DELETE that leaves phase 2 established', async () => {
    const scene = loggedStage();
    await scene.after(24 * 60 * minute);
    const deletes = activities(scene).filter(([details]) =>
      String(details).includes('DELETE for Phase 2 SA'),
    );
    expect(deletes.length).toBeGreaterThanOrEqual(24);
    expect(deletes.length).toBeLessThanOrEqual(32);
    for (const [, ...phases] of deletes) expect(phases).toEqual(['established', 'established']);
    expect(activities(scene)[0]).toEqual([
      expect.stringMatching(/^AWS tunnel processed request \(id=\d+\) for CREATE_CHILD_SA$/),
      'established',
      'rekeying',
    ]);
    expect(activities(scene)[1]?.[0]).toMatch(
      /^AWS tunnel is sending response \(id=\d+\) for CREATE_CHILD_SA$/,
    );
    expect(scene.entries('tunnel.down')).toEqual([]);
  });

  it('from both sides at once leaves a redundant SA and does no harm', () => {
    const scene = loggedStage();
    scene.world.collideHarmlessly(scene.first);
    expect(activities(scene)).toEqual([
      [
        'AWS tunnel (CHILD_SA) redundant SA is being deleted due to detected collision',
        'established',
        'established',
      ],
    ]);
    expect(statusOf(scene, scene.first)).toBe('UP');
  });

  it('ends with the session', async () => {
    const scene = loggedStage();
    scene.world.deleteSa(scene.first);
    await scene.after(24 * 60 * minute);
    expect(activityLines(scene)).toHaveLength(1);
  });
});

describe('a line', () => {
  const fall = (settings: Parameters<typeof loggedStage>[0] = {}) => {
    const scene = loggedStage(settings);
    scene.world.deleteSa(scene.first);
    return scene;
  };

  it('in JSON has the documented fields, its time in seconds', () => {
    expect(activityLines(fall())).toEqual([
      {
        event_timestamp: startAt / 1_000,
        timestamp: '2026-03-02 03:00:00.000Z',
        details: 'AWS tunnel received DELETE for IKE_SA from CGW',
        dpd_enabled: true,
        nat_t_detected: false,
        ike_phase1_state: 'down',
        ike_phase2_state: 'down',
      } satisfies JsonLine,
    ]);
  });

  it('as text has them all', () => {
    const [event] = eventsOf(fall({ options: { logOutputFormat: 'text' } }));
    expect(event?.message).toBe(
      `event_timestamp=${startAt / 1_000} timestamp=2026-03-02 03:00:00.000Z details=AWS tunnel received DELETE for IKE_SA from CGW dpd_enabled=True nat_t_detected=False ike_phase1_state=down ike_phase2_state=down`,
    );
  });

  it.each([
    ['_', `${connectionId}_${firstIp}-IKE.log`],
    ['-', `${connectionId}-${firstIp}`],
  ] as const)('stands in a stream with the separator %s: %s', (logStreamSeparator, name) => {
    expect(eventsOf(fall({ settings: { logStreamSeparator } }))[0]?.streamName).toBe(name);
  });

  it('is written only by a tunnel that logs, and by it once its options say so', async () => {
    const silent = stage();
    silent.world.deleteSa(silent.first);
    expect(silent.logs.list(region)).toEqual([]);

    const scene = loggedStage();
    scene.world.deleteSa(scene.second);
    expect(eventsOf(scene)).toEqual([]);
    const { log } = scene.first.options;
    scene.world.modifyTunnel(scene.second, { options: { log } });
    await scene.after(5 * minute);
    scene.world.changePeers([scene.second], { initiates: true, key: 'wrong' });
    await scene.after(6 * minute);
    expect(activities(scene)).toContainEqual([mismatch, 'down', 'down']);
  });

  it('stands in a log group that is there before it', () => {
    expect(loggedStage().logs.find(region, groupName)).toMatchObject({ createdAt: startAt, events: [] });
  });
});
