import { describe, expect, it } from 'vitest';
import type { ChangeFact, CourseEntry, Incident } from '../../../shared/domain/incident.ts';
import {
  incidentSubject,
  noticeSubject,
  stormSubject,
} from '../../../shared/domain/message/ascii-subject.ts';
import { changeFacts, changeSentence } from '../../../shared/domain/message/change-sentence.ts';
import { channelOf } from '../../../shared/domain/message/channel.ts';
import { connectionFacts, gatewayOf } from '../../../shared/domain/message/connection-facts.ts';
import { leadingCause } from '../../../shared/domain/message/leading-cause.ts';
import { describeSetup } from '../../../shared/domain/message/setup-message.ts';
import { standingOf, troubleOf } from '../../../shared/domain/message/standing.ts';
import { stormWords } from '../../../shared/domain/message/storm-words.ts';
import { nameAndId } from '../../../shared/domain/message/subject.ts';
import { tunnelLines } from '../../../shared/domain/message/tunnel-lines.ts';
import type { Storm } from '../../../shared/domain/storm/storm.ts';
import { at, connection, firstIp, gateway, secondIp, tunnel } from '../builders.ts';
import { idA, idB, lacking, noticeOf, otherEvent, singleTunnel } from '../notices/cases.ts';
import { look, many, opened } from '../storm/cases.ts';
import { english, korean } from './languages.ts';

const incident = opened(1);
const ascii = korean.subject;
const stormOf = (incidents: readonly Incident[]): Storm => {
  const [storm] = look([], incidents, 0).storms;
  if (!storm) throw new Error('There is no storm.');
  return storm;
};

describe('a name', () => {
  it.each([
    [undefined, 'vpn-1'],
    ['', 'vpn-1'],
    ['  ', 'vpn-1'],
    [' hq ', 'hq (vpn-1)'],
  ])('%j stands before the id: %s', (name, expected) => {
    expect(nameAndId(name, 'vpn-1')).toBe(expected);
  });
});

describe('the subject of an e-mail, where the headline has no ASCII', () => {
  it.each([
    ['hq ~1', 'hq ~1 (vpn-00000000000000001)'],
    ['본사', 'vpn-00000000000000001'],
    ['hq 본사', 'vpn-00000000000000001'],
    ['본사 hq', 'vpn-00000000000000001'],
    [undefined, 'vpn-00000000000000001'],
  ])('about an incident of %j names it so', (name, expected) => {
    expect(incidentSubject(incident, 'critical', name, ascii)).toBe(
      `Critical · ${expected} · no tunnel is up`,
    );
  });

  it('is none where the headline serves', () => {
    expect(incidentSubject(incident, 'critical', 'hq', undefined)).toBeUndefined();
    expect(noticeSubject(noticeOf(), undefined)).toBeUndefined();
    const storm = stormOf(many(6));
    const told = stormWords(storm, storm.picture.counts, english, at(0));
    expect(stormSubject(storm, 'critical', told, undefined)).toBeUndefined();
  });

  it.each([
    ['one connection', noticeOf(), `Info · hq-to-aws (${idA}) · tunnel endpoint replaced`],
    [
      'several',
      noticeOf({ event: singleTunnel(), looked: [lacking(idA), lacking(idB)] }),
      'Warning · 2 connections · no redundancy',
    ],
    [
      'a region',
      noticeOf({
        event: otherEvent({ category: 'issue', connectionIds: [] }),
        place: { region: 'eu-west-1', lookable: false, reason: 'names-no-connection' },
        looked: [],
      }),
      'Warning · Site-to-Site VPN in eu-west-1 · AWS Health event',
    ],
  ])('about a notice names %s', (_, notice, expected) => {
    expect(noticeSubject(notice, ascii)).toBe(expected);
  });

  it('about a storm leaves out the name of a gateway that has no ASCII', () => {
    const storm = stormOf(many(6));
    const told = stormWords(storm, storm.picture.counts, korean, at(0));
    const subjectOf = (change: Partial<Storm>) =>
      stormSubject({ ...storm, ...change }, 'critical', told, ascii);
    expect(subjectOf({})).toContain(`hq-router (${gateway.customerGatewayId})`);
    expect(subjectOf({ customerGateway: { ...gateway, name: '본사' } })).toContain(
      `connections of ${gateway.customerGatewayId} · `,
    );
    expect(subjectOf({ customerGateway: undefined })).toContain(
      `connections of ${gateway.customerGatewayId} · `,
    );
    expect(subjectOf({ customerGateway: undefined, customerGatewayId: undefined })).toContain(
      '6 connections in eu-west-1',
    );
  });
});

describe('what a connection joins', () => {
  it.each([
    ['everything', gateway, 'hq-router (cgw-1), 198.51.100.7, ASN 65010'],
    ['nothing', undefined, 'cgw-1'],
    [
      'the name of its device alone',
      { ...gateway, name: undefined, deviceName: 'asr', ipAddress: undefined, asn: undefined },
      'asr (cgw-1), no fixed address',
    ],
    ['both names', { ...gateway, deviceName: 'asr', asn: undefined }, 'hq-router (cgw-1), 198.51.100.7'],
  ])('is a gateway of which is known: %s', (_, known, expected) => {
    expect(gatewayOf('cgw-1', known, english.connection)).toBe(expected);
  });

  it('is told as far as it is known', () => {
    const label = english.connection.label;
    const target = { label: label.target, value: 'nothing, static routing' };
    const unattached = connection({ target: { kind: 'unattached', id: '' } });
    expect(connectionFacts({ customerGatewayId: 'cgw-old' }, unattached, undefined, english)).toEqual([
      target,
      { label: label.customerGateway, value: gateway.customerGatewayId },
    ]);
    expect(connectionFacts({ customerGatewayId: 'cgw-old' }, undefined, undefined, english)).toEqual([
      { label: label.customerGateway, value: 'cgw-old' },
    ]);
    expect(connectionFacts({ customerGatewayId: '' }, undefined, undefined, english)).toEqual([]);
    expect(
      connectionFacts({ customerGatewayId: '' }, connection({ customerGatewayId: '' }), undefined, english),
    ).toHaveLength(1);
  });
});

describe('the channel', () => {
  it.each([
    [undefined, undefined],
    [connection(), undefined],
    [connection({ tags: { 'tunnelkeeper:channel': 'not a channel' } }), undefined],
    [connection({ tags: { 'tunnelkeeper:channel': ' #net ' } }), '#net'],
  ])('is that of the tag', (tagged, expected) => {
    expect(channelOf(tagged)).toBe(expected);
  });
});

describe('the last change by somebody else', () => {
  const change = (changeId: string, leadMs?: number): ChangeFact => ({
    changeId,
    operation: 'ModifyVpnTunnelOptions',
    by: { kind: 'role', name: `admin-${changeId}` },
    ...(leadMs === undefined ? {} : { leadMs }),
  });
  const entry = (changeId: string, minute: number): CourseEntry => ({
    seq: 1,
    at: at(minute),
    kind: 'changed',
    severity: 'info',
    change: { ...change(changeId), at: at(minute) },
  });
  const byHand = (changeId: string, minute: number) =>
    ({ name: 'changed-by-hand', at: at(minute), evidence: '', change: change(changeId) }) as const;
  const changesOf = (known: Partial<Incident>) =>
    changeFacts({ ...incident, course: [], ...known }, english, at(30)).map(
      ({ label, value }) => `${label}: ${/admin-\w+/.exec(value)?.[0]}`,
    );

  it.each<readonly [string, Partial<Incident>, readonly string[]]>([
    ['none', {}, []],
    [
      'a course and causes without changes',
      {
        course: [{ seq: 1, at: at(1), kind: 'opened', severity: 'critical' }],
        causes: [{ name: 'dead-peer', at: at(1), evidence: '' }],
      },
      [],
    ],
    ['one of the course', { course: [entry('a', 1)] }, ['Last change: admin-a']],
    [
      'the latest of the course',
      { course: [entry('a', 3), entry('b', 5), entry('c', 4)] },
      ['Last change: admin-b'],
    ],
    ['one that is the cause', { causes: [byHand('a', 1)], course: [entry('a', 1)] }, []],
    [
      'one after the one that is the cause',
      { causes: [byHand('a', 1)], course: [entry('a', 1), entry('b', 2)] },
      ['Last change: admin-b'],
    ],
    [
      'one of a cause that another one leads',
      { causes: [byHand('a', 1), { name: 'gateway-wide', at: at(1), evidence: '4' }] },
      ['Last change: admin-a'],
    ],
  ])('is %s', (_, known, expected) => {
    expect(changesOf(known)).toEqual(expected);
  });

  it('says how long before the fall it was, if it was', () => {
    const said = (leadMs?: number) => changeSentence(change('a', leadMs), at(0), english, at(1));
    expect(said(180_000)).toContain('3 minutes');
    expect(said()).toBe('Tunnel options were changed by role admin-a at 03:00 UTC.');
  });
});

describe('the cause that explains most', () => {
  const fell = (minute: number) => incident.tunnels.map((record) => ({ ...record, since: at(minute) }));
  const dead = (minute: number) => ({ name: 'dead-peer', at: at(minute), evidence: '' }) as const;

  it.each([
    ['within a quarter of an hour before the fall', { tunnels: fell(15), causes: [dead(0)] }, 0],
    ['not longer before it', { tunnels: fell(16), causes: [dead(0)] }, undefined],
    [
      'within it of the tunnel that fell first',
      { tunnels: [...fell(15).slice(0, 1), ...fell(40).slice(1)], causes: [dead(0)] },
      0,
    ],
    [
      'the one that comes first in their order, whenever it was seen',
      {
        tunnels: fell(0),
        causes: [{ name: 'gateway-wide' as const, at: at(1), evidence: '4' }, dead(2)],
      },
      1,
    ],
    ['the latest of its name', { tunnels: fell(0), causes: [dead(1), dead(2)] }, 2],
    [
      'of any time once all tunnels are up',
      { tunnels: fell(40).map((record) => ({ ...record, state: 'up' as const })), causes: [dead(0)] },
      0,
    ],
    ['none', { causes: [] }, undefined],
  ])('is %s', (_, change, minute) => {
    expect(leadingCause({ ...incident, ...change })?.at).toBe(minute === undefined ? undefined : at(minute));
  });
});

describe('the routes of a tunnel', () => {
  const record = {
    outsideIp: firstIp,
    state: 'up',
    since: at(0),
    acceptedRouteCount: 3,
    statusMessage: ' ',
  } as const;
  const seen = (routing: 'bgp' | 'static', outsideIp: string, acceptedRouteCount: number) =>
    connection({ routing, tunnels: [tunnel(outsideIp, { acceptedRouteCount })] });

  it.each([
    ['are the fresh ones', record, seen('bgp', firstIp, 7), ', 7 routes'],
    ['are none where BGP brings none', record, seen('bgp', firstIp, 0), ', 0 routes'],
    ['are those on record where the tunnel is not listed', record, seen('bgp', secondIp, 7), ', 3 routes'],
    ['are those on record where the connection is not', record, undefined, ', 3 routes'],
    ['are not said where nothing tells of BGP', { ...record, acceptedRouteCount: 0 }, undefined, ''],
    ['are not said of static routing', record, seen('static', firstIp, 7), ''],
  ])('%s', (_, known, fresh, expected) => {
    expect(tunnelLines([known], fresh, english, at(5))).toEqual([
      { outsideIp: firstIp, state: 'up', text: `up since 03:00 UTC${expected}` },
    ]);
  });

  it('come with what AWS says, without its white space', () => {
    const fallen = { ...record, state: 'down', statusMessage: ' IPSEC IS DOWN\n' } as const;
    expect(tunnelLines([fallen], undefined, english, at(5))[0]?.text).toMatch(/; AWS says: IPSEC IS DOWN$/);
  });
});

describe('how long an incident has lasted', () => {
  const known = { ...incident, firstSeenAt: at(0), healthSince: at(4) };
  it.each<readonly [string, Partial<Incident>, string]>([
    ['is counted from its health', {}, '6 minutes'],
    ['is counted up to its end where it is over', { phase: 'closed', closeReason: 'recovered' }, '4 minutes'],
    [
      'is counted from its health where it ended otherwise',
      { phase: 'closed', closeReason: 'unwatched' },
      '6 minutes',
    ],
  ])('%s', (_, change, duration) => {
    expect(troubleOf({ ...known, ...change }, english, at(10))).toEqual({ since: '03:04 UTC', duration });
  });
});

describe('how an incident stands', () => {
  it.each<readonly [Partial<Incident>, string]>([
    [{}, 'outage'],
    [{ flappingSince: at(1) }, 'flapping-down'],
    [{ flappingSince: at(1), health: 'degraded' }, 'flapping-degraded'],
    [{ flappingSince: at(1), health: 'healthy' }, 'flapping-up'],
    [{ phase: 'closed', closeReason: 'unwatched', flappingSince: at(1) }, 'unwatched'],
    [{ phase: 'closed', closeReason: undefined }, 'recovered'],
  ])('%j: %s', (change, expected) => {
    expect(standingOf({ ...incident, ...change })).toBe(expected);
  });
});

const account = { accountId: '111122223333', slackOnly: false };

it('after a deployment it is said what is watched and what was found', () => {
  const found = [
    { region: 'eu-west-1', connections: 3, outages: 1, degraded: 1, unusedTunnels: 2 },
    { region: 'us-east-1', connections: 4, outages: 0, degraded: 0, unusedTunnels: 0 },
  ];
  const { watches } = english.own;
  expect(describeSetup({ named: found, found: [], others: undefined }, account, english)).toEqual({
    severity: 'info',
    headline: watches.headline(7, 2),
    summary: watches.summary,
    facts: [
      { label: 'Account', value: '111122223333' },
      ...found.map((region) => ({ label: region.region, value: watches.region(region) })),
    ],
    tunnels: [],
    cause: undefined,
    done: [],
    todo: [],
    findings: [],
    unread: [],
    links: [],
    titles: english.titles,
  });
});

it('after a deployment without e-mail it asks for a second way', () => {
  const only = { accountId: '111122223333', slackOnly: true };
  const named = [{ region: 'us-east-1', connections: 4, outages: 0, degraded: 0, unusedTunnels: 0 }];
  expect(describeSetup({ named, found: [], others: undefined }, only, english).todo).toEqual([
    english.own.watches.slackOnly,
  ]);
});

it('after a deployment without any connection it is a warning, and regions that refuse are named once', () => {
  const nothing = { region: 'us-east-1', connections: 0, outages: 0, degraded: 0, unusedTunnels: 0 };
  const refusal = {
    region: 'eu-west-1',
    reason: 'denied',
    code: 'UnauthorizedOperation',
    since: at(1),
  } as const;
  const others = { areKnown: true, count: 16, refusing: [refusal] };
  const { watches } = english.own;
  expect(describeSetup({ named: [nothing], found: [], others }, account, english)).toMatchObject({
    severity: 'warning',
    headline: watches.nothing(17),
    todo: [watches.nothingTodo],
    unread: [watches.refusing(refusal)],
  });
});

it('after a deployment those of the other regions are named that hold connections', () => {
  const [empty, full] = ['us-east-1', 'eu-central-1'].map((region, index) => ({
    region,
    connections: index * 2,
    outages: 0,
    degraded: 0,
    unusedTunnels: 0,
  }));
  if (!empty || !full) throw new Error('two regions');
  const others = { areKnown: false, count: 0, refusing: [] };
  const { watches } = english.own;
  expect(describeSetup({ named: [empty], found: [full], others }, account, english)).toMatchObject({
    severity: 'info',
    headline: watches.headline(2, 1),
    facts: [{ label: 'Account' }, { label: 'eu-central-1', value: watches.region(full) }],
    unread: [watches.othersUnknown],
  });
});
