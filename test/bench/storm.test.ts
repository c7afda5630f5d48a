import { describe, expect, it } from 'vitest';
import { type Aftermath, lossesOf } from '../../bench/storm/losses.ts';
import { countCalls, followConnections, mostWithin } from '../../bench/storm/observed.ts';
import { planStorm, type StormPlan } from '../../bench/storm/plan.ts';
import { duration } from '../../bench/storm/tables.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { RegionStorms } from '../../shared/domain/storm/storm.ts';
import type { SlackDelivery } from '../../shared/ports/records.ts';

const plan: StormPlan = {
  regions: ['us-east-1', 'eu-west-1'],
  largeGateways: 2,
  connectionsPerLargeGateway: 4,
  smallSites: 2,
  fallingShare: 0.4,
  seed: 1,
  fallAfterMinutes: 10,
  backAfterMinutes: [20, 40],
};

describe('a storm', () => {
  const storm = planStorm(plan);

  it('is the same for the same seed, and another for another', () => {
    expect(planStorm(plan)).toEqual(storm);
    expect(planStorm({ ...plan, seed: 2 }).falls).not.toEqual(storm.falls);
  });

  it('is as large as planned, and names nothing twice', () => {
    expect(storm.gateways).toHaveLength(8);
    expect(new Set(storm.connections.map(({ id }) => id)).size).toBe(20);
    const ips = storm.connections.flatMap(({ tunnels }) => tunnels.map(({ outsideIp }) => outsideIp));
    expect(new Set(ips).size).toBe(40);
    const users = Map.groupBy(storm.connections, ({ customerGateway }) => customerGateway);
    expect([...users.values()].map(({ length }) => length).toSorted()).toEqual([1, 1, 1, 1, 4, 4, 4, 4]);
  });

  it('fells the share that is asked for within a minute, and lets each come up again in its time', () => {
    expect(new Set(storm.falls.map(({ outsideIp }) => outsideIp)).size).toBe(16);
    for (const { atSeconds, backAtSeconds } of storm.falls) {
      expect(atSeconds).toBeGreaterThanOrEqual(605);
      expect(atSeconds).toBeLessThan(665);
      expect(backAtSeconds - atSeconds).toBeGreaterThanOrEqual(1_200);
      expect(backAtSeconds - atSeconds).toBeLessThan(2_400);
    }
  });
});

const id = 'vpn-0123456789abcdef0';
const incidentId = `${id}/1`;

describe('the course of a connection', () => {
  it('is read from the journal: first recorded, published and shown, last said to be over', () => {
    const published = (at: number, kind: string) => ({
      at,
      what: 'sns.published',
      attributes: { kind, connectionId: id },
    });
    const shown = (at: number, what: string, plain: string) => ({ at, what, plain });
    const entries = [
      { at: 1, what: 'incident.saved', connectionId: id },
      { at: 2, what: 'incident.saved', connectionId: id },
      published(3, 'incident.opened'),
      shown(4, 'slack.message', `🔴 Critical · 6 connections\n${id}`),
      shown(5, 'slack.message', `🔴 Critical · a (${id}) · no tunnel is up`),
      published(6, 'incident.closed'),
      shown(7, 'slack.update', `✅ Resolved · a (${id}) · recovered`),
    ];
    const nothing = { connectionId: 'vpn-1' };
    expect(followConnections(entries, [id, 'vpn-1'])).toEqual([
      {
        connectionId: id,
        recordedAt: 1,
        publishedAt: 3,
        shownAt: 5,
        recoveryPublishedAt: 6,
        recoveryShownAt: 7,
      },
      nothing,
    ]);
  });

  it('is counted in calls by operation, and in what lies within a span of time', () => {
    const call = (at: number, operation: string) => ({ at, what: 'call', service: 'ec2', operation });
    const entries = [call(0, 'A'), call(5, 'A'), call(9, 'B'), { at: 9, what: 'function.log' }];
    expect([...countCalls(entries)]).toEqual([
      ['ec2 A', 2],
      ['ec2 B', 1],
    ]);
    expect(mostWithin(entries.slice(0, 3), 5)).toBe(2);
    expect(mostWithin([], 5)).toBe(0);
    expect([duration(0), duration(59_600), duration(61_000)]).toEqual(['0 s', '1 min', '1 min 1 s']);
  });
});

describe('what is lost in a storm', () => {
  const incident = {
    incidentId,
    connectionId: id,
    phase: 'closed',
    closeReason: 'recovered',
    revision: 4,
    announcedRevision: 4,
  } as Incident;
  const delivery = (subjectId: string, ts: string) => ({ subjectId, ts, revision: 4 }) as SlackDelivery;
  const storms = {
    storms: [{ stormId: 'storm/1', closedAt: 9, revision: 2, announcedRevision: 2 }],
  } as unknown as RegionStorms;
  const course = {
    connectionId: id,
    recordedAt: 1,
    publishedAt: 2,
    shownAt: 3,
    recoveryPublishedAt: 4,
    recoveryShownAt: 5,
  };
  const good: Aftermath = {
    courses: [course],
    incidents: [incident],
    storms: [storms],
    deliveries: [delivery(incidentId, '2.0'), delivery('storm/1', '1.0')],
    headlines: new Map([['1.0', '✅ Resolved · 6 connections']]),
    waiting: new Map(),
    mishaps: new Map(),
    restarts: 10,
    restartLimit: 10,
    mostRestartsAnHour: 10,
  };
  const storm = storms.storms[0] as RegionStorms['storms'][number];

  it('is nothing where everything was told to its end', () => {
    expect(lossesOf(good)).toEqual([]);
  });

  it.each<[string, Partial<Aftermath>]>([
    [`${id} fell and has no incident`, { incidents: [] }],
    [
      'vpn-1 has an incident and never fell',
      { incidents: [incident, { ...incident, connectionId: 'vpn-1' }] },
    ],
    [`${id} was never recorded`, { courses: [{ ...course, recordedAt: undefined }] }],
    [`${id} was never published`, { courses: [{ ...course, publishedAt: undefined }] }],
    [`${id} was never shown in Slack`, { courses: [{ ...course, shownAt: undefined }] }],
    [`${id} was never published as recovered`, { courses: [{ ...course, recoveryPublishedAt: undefined }] }],
    [`${id} was never shown in Slack as recovered`, { courses: [{ ...course, recoveryShownAt: undefined }] }],
    [
      `${incidentId} is open (undefined)`,
      { incidents: [{ ...incident, phase: 'open', closeReason: undefined }] },
    ],
    [`${incidentId} is not published to its end`, { incidents: [{ ...incident, announcedRevision: 3 }] }],
    [`Slack does not show ${incidentId} as it ended`, { deliveries: [delivery('storm/1', '1.0')] }],
    ['storm/1 is not over', { storms: [{ ...storms, storms: [{ ...storm, closedAt: undefined }] }] }],
    ['storm/1 is not published to its end', { storms: [{ ...storms, storms: [{ ...storm, revision: 3 }] }] }],
    ['Slack does not say that storm/1 is over', { headlines: new Map([['1.0', '🔴 Critical']]) }],
    ['3 messages are left in queue', { waiting: new Map([['queue', 3]]) }],
    ['function.error: 1 times', { mishaps: new Map([['function.error', 1]]) }],
    ['11 restarts within an hour, of 10 that are allowed', { mostRestartsAnHour: 11 }],
  ])('%s', (loss, different) => {
    expect(lossesOf({ ...good, ...different })).toEqual([loss]);
  });
});
