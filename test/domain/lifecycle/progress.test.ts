import { describe, expect, it } from 'vitest';
import type { Health } from '../../../shared/domain/health.ts';
import type { Incident, TunnelRecord } from '../../../shared/domain/incident.ts';
import {
  close,
  closeIfStable,
  confirm,
  followTunnels,
  isWorse,
  remind,
} from '../../../shared/domain/lifecycle/progress.ts';
import { healthSinceOf, suspectIncident } from '../../../shared/domain/lifecycle/start.ts';
import type { TunnelChanges } from '../../../shared/domain/lifecycle/tunnels.ts';
import { defaultPolicy, type IncidentPolicy } from '../../../shared/domain/policy.ts';
import type { Signal } from '../../../shared/domain/signal.ts';
import { hoursMs, minutesMs } from '../../../shared/domain/time.ts';
import { alarm, at, connection, down, firstIp, gateway, replaced, secondIp, up } from '../builders.ts';
import { attempt } from '../restart/cases.ts';

const policy = defaultPolicy.incident;
const tick: Signal = { kind: 'tick' };

/** Seen at minute 0: both tunnels are down since then. */
const suspected = suspectIncident(
  connection({ tunnels: [down(firstIp), down(secondIp)], tags: { 'tunnelkeeper:channel': '#berlin' } }),
  new Set(),
  undefined,
  at(0),
);
const open: Incident = {
  ...suspected,
  phase: 'open',
  openedAt: at(0),
  worstHealth: 'outage',
  lastToldAt: at(0),
};

describe('a first sight', () => {
  const record = (outsideIp: string): TunnelRecord => ({
    outsideIp,
    state: 'down',
    since: at(0),
    acceptedRouteCount: 0,
    statusMessage: '',
  });

  it('is remembered as exactly this', () => {
    expect(suspected).toEqual({
      incidentId: `${connection().connectionId}/${at(0)}`,
      region: 'eu-west-1',
      connectionId: connection().connectionId,
      connectionName: 'hq-to-aws',
      customerGatewayId: gateway.customerGatewayId,
      channel: '#berlin',
      version: 0,
      phase: 'suspected',
      firstSeenAt: at(0),
      openedAt: undefined,
      closedAt: undefined,
      closeReason: undefined,
      health: 'outage',
      healthSince: at(0),
      worstHealth: 'healthy',
      tunnels: [record(firstIp), record(secondIp)],
      falls: [
        { outsideIp: firstIp, at: at(0) },
        { outsideIp: secondIp, at: at(0) },
      ],
      flappingSince: undefined,
      changingSeenAt: undefined,
      causes: [],
      explanation: undefined,
      restarts: [],
      withheld: undefined,
      withheldTold: [],
      lastToldAt: undefined,
      course: [],
      revision: 0,
      announcedRevision: 0,
      announcedSeq: 0,
    });
  });

  it('takes over of the incident before what the guards ask for, and restarts for a day', () => {
    const restarts = [attempt({ requestedAt: at(0) }), attempt({ requestedAt: at(1) })];
    const previous: Incident = {
      ...open,
      version: 7,
      changingSeenAt: at(3),
      restarts,
      falls: [{ outsideIp: firstIp, at: at(2) }],
    };
    const seen = connection({ tunnels: [down(firstIp, 24 * 60), up(secondIp)] });
    expect(suspectIncident(seen, new Set(), previous, at(0) + hoursMs(24))).toMatchObject({
      version: 7,
      changingSeenAt: at(3),
      restarts: [restarts[1]],
      falls: [
        { outsideIp: firstIp, at: at(2) },
        { outsideIp: firstIp, at: at(24 * 60) },
      ],
      causes: [],
      course: [],
    });
  });

  it.each([
    ['outage', at(4)],
    ['degraded', at(2)],
    ['healthy', at(9)],
  ] as const)('dates an %s by the falls', (health, expected) => {
    const tunnels: readonly TunnelRecord[] = [
      { ...record(firstIp), since: at(2) },
      { ...record(secondIp), since: at(4) },
      { ...record('203.0.113.3'), since: at(1), state: 'unused' },
      { ...record('203.0.113.4'), since: at(8), state: 'unused' },
    ];
    expect(healthSinceOf(health, tunnels, at(9))).toBe(expected);
  });
});

describe('an incident is confirmed', () => {
  const waiting: IncidentPolicy = { ...policy, confirmOutageAfterMs: minutesMs(1) };
  const degraded: Incident = { ...suspected, health: 'degraded' };

  it.each<[string, Incident, readonly Signal[], boolean, IncidentPolicy, number, boolean]>([
    ['an outage at once', suspected, [tick], false, policy, 0, true],
    ['by policy not at the first sight', suspected, [tick], false, waiting, 5, false],
    ['by policy at the second sight, when it has lasted', suspected, [tick], true, waiting, 1, true],
    ['and not before', suspected, [tick], true, waiting, 0.9, false],
    ['by an alarm at once', suspected, [tick, alarm('ALARM')], false, waiting, 0, true],
    ['by a Health event at once', degraded, [tick, replaced(0)], false, policy, 0, true],
    ['not by an alarm that ends', degraded, [alarm('OK')], false, policy, 0, false],
    ['a lost tunnel at the second sight, when it has lasted', degraded, [tick], true, policy, 2, true],
    ['and not before', degraded, [tick], true, policy, 1.9, false],
    ['nor at the first sight', degraded, [tick], false, policy, 9, false],
    [
      'not one that is well again',
      { ...suspected, health: 'healthy' },
      [alarm('ALARM')],
      true,
      policy,
      9,
      false,
    ],
    ['not one that is open', open, [alarm('ALARM')], true, policy, 9, false],
  ])('%s', (_name, incident, signals, seenBefore, by, minute, confirmed) => {
    const after = confirm(incident, signals, seenBefore, by, at(minute));
    if (!confirmed) expect(after).toBe(incident);
    else {
      expect(after).toEqual({
        ...incident,
        phase: 'open',
        openedAt: at(minute),
        worstHealth: incident.health,
        lastToldAt: at(minute),
        course: [
          {
            seq: 1,
            at: at(minute),
            kind: 'opened',
            severity: incident.health === 'outage' ? 'critical' : 'warning',
            detail: incident.health,
          },
        ],
      });
    }
  });
});

describe('what tunnels do', () => {
  const changes = (health: Health, change: Partial<TunnelChanges> = {}): TunnelChanges => ({
    tunnels: open.tunnels,
    health,
    fallen: [],
    risen: [],
    ...change,
  });
  const told = (incident: Incident, seen: TunnelChanges) => {
    const { course, ...after } = followTunnels(incident, seen, at(5));
    return {
      after,
      entries: course.map(({ kind, severity, detail, outsideIp }) => [kind, severity, detail ?? outsideIp]),
    };
  };
  const degraded: Incident = { ...open, health: 'degraded', worstHealth: 'degraded', healthSince: at(1) };

  it.each([
    ['healthy', 'degraded', true],
    ['degraded', 'outage', true],
    ['healthy', 'outage', true],
    ['outage', 'degraded', false],
    ['degraded', 'degraded', false],
    ['degraded', 'healthy', false],
  ] as const)('from %s to %s is worse or not', (before, after, worse) => {
    expect(isWorse(after, before)).toBe(worse);
  });

  it('is kept and not told while it is only suspected', () => {
    const fallen = [{ outsideIp: firstIp, at: at(4) }];
    const { after, entries } = told(suspected, changes('outage', { fallen, risen: [secondIp] }));
    expect(entries).toEqual([]);
    expect(after).toMatchObject({ falls: [...suspected.falls, ...fallen], worstHealth: 'healthy' });
  });

  it('worse than ever is told, and counts as told', () => {
    const fallen = [{ outsideIp: secondIp, at: at(4) }];
    const { after, entries } = told(degraded, changes('outage', { fallen }));
    expect(entries).toEqual([
      ['tunnel-fell', 'warning', secondIp],
      ['worsened', 'critical', 'outage'],
    ]);
    expect(after).toMatchObject({
      health: 'outage',
      worstHealth: 'outage',
      healthSince: at(0),
      lastToldAt: at(5),
    });
  });

  it('better is told, and what was worst stays so', () => {
    const { after, entries } = told(open, changes('degraded', { risen: [secondIp] }));
    expect(entries).toEqual([
      ['tunnel-recovered', 'info', secondIp],
      ['improved', 'warning', 'degraded'],
    ]);
    expect(after).toMatchObject({ worstHealth: 'outage', lastToldAt: at(5) });
  });

  it('of one tunnel that changes nothing for the connection does not count as told', () => {
    const { after, entries } = told(open, changes('outage', { risen: [secondIp] }));
    expect(entries).toEqual([['tunnel-recovered', 'info', secondIp]]);
    expect(after).toMatchObject({ lastToldAt: at(0), healthSince: at(0), worstHealth: 'outage' });
  });

  it('well again is told when it lasts, not at once', () => {
    const { after, entries } = told(open, changes('healthy'));
    expect(entries).toEqual([]);
    expect(after).toMatchObject({ health: 'healthy', healthSince: at(5) });
    const again = told(
      { ...open, health: 'healthy', healthSince: at(2), worstHealth: 'degraded' },
      changes('degraded'),
    );
    expect(again.entries).toEqual([['worsened', 'warning', 'degraded']]);
  });

  it('is not told while it flaps, unless it is worse than ever', () => {
    const flapping = { ...degraded, flappingSince: at(1) };
    const fallen = [{ outsideIp: secondIp, at: at(4) }];
    expect(told(flapping, changes('outage', { fallen })).entries).toHaveLength(2);
    const { after, entries } = told({ ...flapping, worstHealth: 'outage' }, changes('outage', { fallen }));
    expect(entries).toEqual([]);
    expect(after).toMatchObject({ lastToldAt: at(0), worstHealth: 'outage', health: 'outage' });
  });
});

describe('an incident that lasts', () => {
  it.each([
    ['outage', 4, 'critical'],
    ['degraded', 24, 'warning'],
  ] as const)('as %s is told again after %i hours', (health, hours, severity) => {
    const incident = { ...open, health };
    expect(remind(incident, policy, at(0) + hoursMs(hours) - 1)).toBe(incident);
    const now = at(0) + hoursMs(hours);
    expect(remind(incident, policy, now)).toEqual({
      ...incident,
      lastToldAt: now,
      course: [{ seq: 1, at: now, kind: 'reminder', severity, detail: health }],
    });
  });

  it.each<[string, Partial<Incident>]>([
    ['closed', { phase: 'closed' }],
    ['suspected', { phase: 'suspected' }],
    ['well again', { health: 'healthy' }],
    ['untold', { lastToldAt: undefined }],
  ])('is not told again if it is %s', (_name, change) => {
    const incident = { ...open, ...change };
    expect(remind(incident, policy, at(100_000))).toBe(incident);
  });
});

describe('an incident closes', () => {
  const well: Incident = { ...open, health: 'healthy', healthSince: at(5), withheld: {} as never };
  const closed = { phase: 'closed', closedAt: at(8), withheld: undefined } as const;

  it('when all has been well for three minutes', () => {
    expect(closeIfStable(well, policy, at(7.9))).toBe(well);
    expect(closeIfStable(well, policy, at(8))).toEqual({
      ...well,
      ...closed,
      closeReason: 'recovered',
      course: [{ seq: 1, at: at(8), kind: 'closed', severity: 'info', detail: 'recovered' }],
    });
  });

  it('at once and in silence if it was never confirmed', () => {
    const untold = { ...well, phase: 'suspected' as const };
    expect(closeIfStable(untold, policy, at(8))).toEqual({
      ...untold,
      ...closed,
      closeReason: 'unconfirmed',
    });
    expect(close(untold, 'unwatched', at(8)).course).toEqual([]);
  });

  it.each<[string, Partial<Incident>]>([
    ['closed', { phase: 'closed' }],
    ['degraded', { health: 'degraded' }],
    ['flapping', { flappingSince: at(1) }],
  ])('not if it is %s', (_name, change) => {
    const incident = { ...well, ...change };
    expect(closeIfStable(incident, policy, at(60))).toBe(incident);
  });
});
