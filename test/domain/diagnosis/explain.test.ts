import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/domain/connection.ts';
import { applyDiagnosis } from '../../../shared/domain/diagnosis/apply-diagnosis.ts';
import type { Evidence } from '../../../shared/domain/diagnosis/evidence.ts';
import { explain } from '../../../shared/domain/diagnosis/explain.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { FindingId } from '../../../shared/domain/posture/finding.ts';
import { diagnosis as words } from '../../../shared/words/english/diagnosis.ts';
import { postureWords } from '../../../shared/words/english/posture.ts';
import { at, down, firstIp, gateway, secondIp, tunnel, up } from '../builders.ts';
import {
  allDown,
  cause,
  deadPeer,
  evidence,
  explanation,
  halfDown,
  incidentOf,
  loggedOptions,
  logLine,
  logs,
  other,
  points,
  traffic,
  unread,
} from './cases.ts';

const explained = (
  change: Partial<Evidence> = {},
  incident: Incident = incidentOf(change.connection ?? halfDown),
  minute = 4,
) => explain(evidence({ ...change, at: at(minute) }), incident, words, postureWords, at(minute));

const factsOf = (...args: Parameters<typeof explained>): Readonly<Record<string, string>> =>
  Object.fromEntries(explained(...args).explanation.facts.map(({ label, value }) => [label, value]));

describe('the cause', () => {
  it('of a tunnel is the best that its log says, with the line that proves it and what to do', () => {
    const { causes, explanation: told } = explained({ logs: deadPeer });
    const said = { outsideIp: firstIp, direction: undefined, notification: undefined, allowed: '' };
    expect(causes).toEqual([
      {
        name: 'dead-peer',
        at: at(0),
        evidence: '2026-03-01 03:00:00 UTC AWS tunnel DPD timed out after 3 retransmits',
        outsideIp: firstIp,
        explained: {
          sentence: words.cause['dead-peer'].sentence(said),
          todo: words.cause['dead-peer'].todo(said),
        },
      },
    ]);
    expect(told.unknown).toBeUndefined();
  });

  it('that nobody negotiates has no line to prove it', () => {
    const [silent] = explained({ logs: logs() }).causes;
    expect(silent).toMatchObject({ name: 'no-negotiation', evidence: '', outsideIp: firstIp });
  });

  it('asks for three things at most', () => {
    const todo = () => ['a', 'b', 'c', 'd'];
    const chatty = {
      ...words,
      cause: { ...words.cause, 'dead-peer': { ...words.cause['dead-peer'], todo } },
    };
    const { causes } = explain(
      evidence({ logs: deadPeer }),
      incidentOf(halfDown),
      chatty,
      postureWords,
      at(4),
    );
    expect(causes[0]?.explained?.todo).toEqual(['a', 'b', 'c']);
  });

  it('is not asked for where every tunnel is up', () => {
    const incident = incidentOf(halfDown);
    const tunnels = incident.tunnels.map((record) => ({ ...record, state: 'up' as const }));
    const value = [traffic(firstIp, points(-60, 3, 600_000))];
    const told = explained({ logs: deadPeer, traffic: { value } }, { ...incident, tunnels });
    expect(told.causes).toEqual([]);
    expect(told.explanation).toMatchObject({ unknown: undefined, links: [], chart: undefined });
  });

  it('of a tunnel that is up says nothing of the one that is down', () => {
    const incident = { ...incidentOf(halfDown), causes: [cause({ outsideIp: secondIp })] };
    expect(explained({}, incident, 1).explanation.unknown).toBeDefined();
  });

  it('is found for each tunnel that is down', () => {
    const lines = logs(
      logLine('AWS tunnel DPD timed out after 3 retransmits'),
      logLine('AWS tunnel detected a pre-shared key mismatch with cgw: x', 0, secondIp),
    );
    const { causes } = explained({ connection: allDown, logs: lines });
    expect(causes.map(({ name, outsideIp }) => [name, outsideIp])).toEqual([
      ['dead-peer', firstIp],
      ['pre-shared-key', secondIp],
    ]);
  });
});

describe('while no cause is known', () => {
  const without = (log: 'activityLog', from = halfDown) => ({
    ...from,
    tunnels: from.tunnels.map((each) => ({ ...each, options: { ...loggedOptions, [log]: undefined } })),
  });

  it('says that the log is off, and how to turn it on', () => {
    const { unknown } = explained({ connection: without('activityLog') }).explanation;
    expect(unknown?.sentence).toBe(
      'The cause is not known, as the tunnel log is switched off. AWS starts IKE by itself (startup action "start").',
    );
    expect(unknown?.todo.at(-1)).toContain(`modify the options of tunnel ${firstIp}`);
    expect(unknown?.todo.at(-1)).toContain('interrupts a tunnel for minutes');
    expect(unknown?.todo).toEqual([
      words.unknown.todo.checkGateway(firstIp),
      words.unknown.todo.turnOn({ log: 'activity', outsideIps: firstIp }),
    ]);
  });

  it('says that the log could not be read, and does not ask to turn it on', () => {
    const told = explained({ logs: [{ logGroup: '/aws/vpn/hq', lines: unread }] }).explanation;
    expect(told.unknown?.sentence).toContain('the tunnel log could not be read');
    expect(told.unknown?.todo.join()).not.toContain('turn the');
    expect(told.unread).toEqual(['tunnel log: access denied to /aws/vpn/hq']);
  });

  const both = (first: object, second: object): Connection => ({
    ...allDown,
    tunnels: [
      { ...down(firstIp), options: loggedOptions, ...first },
      { ...down(secondIp), options: loggedOptions, ...second },
    ],
  });
  const unknownOf = (connection: Connection, change: Partial<Evidence> = {}, minute = 1) =>
    explained({ connection, ...change }, incidentOf(connection), minute).explanation.unknown;

  it('says it of IPsec first, where BGP alone is missing on the other tunnel', () => {
    expect(unknownOf(both({ statusMessage: 'IPSEC IS UP' }, {}))?.todo).toEqual([
      words.unknown.todo.checkGateway(secondIp),
    ]);
  });

  it('names both tunnels, and does not say who starts IKE where that differs', () => {
    const unlike = unknownOf(both({}, { options: { ...loggedOptions, startupAction: 'add' } }));
    expect(unlike?.todo).toEqual([words.unknown.todo.checkGateway(`${firstIp}, ${secondIp}`)]);
    expect(unlike?.sentence).toBe(words.unknown.why['no-lines']({ log: 'activity' }));
  });

  it('does not ask to turn on what a classic tunnel has not, or of a tunnel that is not listed', () => {
    const off = words.unknown.why['logging-off']({ log: 'activity' });
    const classic = both({ options: undefined }, { options: undefined });
    expect(unknownOf(classic)).toEqual({
      sentence: off,
      todo: [words.unknown.todo.checkGateway(`${firstIp}, ${secondIp}`)],
    });
    const gone = explained({ connection: { ...allDown, tunnels: [] } }, incidentOf(allDown), 1).explanation;
    expect(gone.unknown?.sentence).toBe(off);
    const bgp = { options: undefined, statusMessage: 'IPSEC IS UP' };
    expect(unknownOf(both(bgp, bgp))?.todo).toEqual([words.unknown.todo.checkBgp(`${firstIp}, ${secondIp}`)]);
    const unlisted = incidentOf(allDown).tunnels.map((record) => ({
      ...record,
      statusMessage: 'IPSEC IS UP',
    }));
    const incident = { ...incidentOf(allDown), tunnels: unlisted };
    expect(
      explained({ connection: { ...allDown, tunnels: [] } }, incident, 1).explanation.unknown?.sentence,
    ).toContain('BGP log is switched off');
  });

  it('says that one of its logs could not be read, and that one has lines', () => {
    const group = (logGroup: string) => ({ logGroupArn: `arn:aws:logs:eu-west-1:1:log-group:${logGroup}` });
    const two = both({}, { options: { ...loggedOptions, activityLog: group('/other') } });
    const [read] = logs(logLine('AWS tunnel is sending request (id=5) for CREATE_CHILD_SA'));
    const readings = read ? [read, { logGroup: '/other', lines: unread }] : [];
    expect(unknownOf(two, { logs: readings })?.sentence).toContain('could not be read');
    expect(unknownOf(two, { logs: readings.slice(0, 1) })?.sentence).toContain('no line of the tunnel log');
    expect(unknownOf(two, { logs: [{ logGroup: '/third', lines: unread }] })?.sentence).toContain(
      'has no line from around the fall',
    );
  });

  it.each([
    ['an hour before', { name: 'endpoint-replaced' }, -60, true],
    ['more than an hour before', { name: 'endpoint-replaced' }, -61, false],
    ['before, but no replacement', { name: 'gateway-wide' }, -20, false],
  ] as const)('names a replacement, of the first of its falls: %s', (_, named, minute, isNamed) => {
    const incident = incidentOf(allDown);
    const [first, second] = incident.tunnels;
    const tunnels = first && second ? [first, { ...second, since: at(90) }] : [];
    const causes = [{ ...named, at: at(minute), evidence: '' }];
    const { unknown } = explained({ connection: allDown }, { ...incident, tunnels, causes }, 91).explanation;
    expect(unknown?.sentence.includes('AWS had replaced')).toBe(isNamed);
  });

  it('says that no line explains it', () => {
    const lines = logs(logLine('AWS tunnel is sending request (id=5) for CREATE_CHILD_SA'));
    expect(explained({ logs: lines }).explanation.unknown?.sentence).toContain('no line of the tunnel log');
  });

  it('says nothing where an earlier look has found the cause of this fall', () => {
    const incident = { ...incidentOf(halfDown), causes: [cause()] };
    expect(explained({ logs: logs() }, incident, 1).explanation.unknown).toBeUndefined();
  });

  it.each([
    ['startup action "add"', { options: { ...loggedOptions, startupAction: 'add' as const } }, {}],
    ['IKEv1 only', { options: { ...loggedOptions, ikeVersions: ['ikev1'] } }, {}],
    ['accelerated connection', { options: loggedOptions }, { connection: { accelerated: true } }],
    [
      'customer gateway without an address',
      { options: loggedOptions },
      { customerGateway: { ...gateway, ipAddress: undefined } },
    ],
  ])('says that AWS does not start IKE: %s', (why, change, around) => {
    const connection = {
      ...halfDown,
      tunnels: [{ ...down(firstIp), ...change }, up(secondIp)],
      ...('connection' in around ? around.connection : {}),
    };
    const customerGateway = { value: 'customerGateway' in around ? around.customerGateway : gateway };
    const { unknown } = explained({ connection, customerGateway, logs: logs() }, undefined, 1).explanation;
    expect(unknown?.sentence).toContain(`AWS does not start IKE (${why}): the customer gateway has to.`);
    expect(unknown?.todo.join(' ')).toContain('Start IKE from the customer gateway');
  });

  it('tells BGP from IPsec by what AWS says of the tunnel', () => {
    const connection = {
      ...halfDown,
      routing: 'bgp' as const,
      tunnels: [
        { ...down(firstIp), statusMessage: 'IPSEC IS UP', options: loggedOptions },
        tunnel(secondIp, { acceptedRouteCount: 3, options: loggedOptions }),
      ],
    };
    const { unknown } = explained({ connection }).explanation;
    expect(unknown?.sentence).toBe(
      'The cause is not known, as the BGP log is switched off. IPsec is up, so it is BGP that is missing.',
    );
    expect(unknown?.todo[0]).toContain('Check BGP on the customer gateway');
  });

  it('names a replacement just before', () => {
    const incident = incidentOf(halfDown);
    const causes = [{ name: 'endpoint-replaced', at: at(-20), evidence: 'event' }] as const;
    expect(explained({}, { ...incident, causes }, 1).explanation.unknown?.sentence).toContain(
      'AWS had replaced a tunnel endpoint at 2026-03-01 02:40 UTC.',
    );
  });
});

describe('a detour', () => {
  const site = { tags: { 'tunnelkeeper:site': 'seoul' } };
  const outage: Connection = { ...allDown, ...site };
  const others = {
    bySite: other(1, 'up', {
      ...site,
      customerGatewayId: 'cgw-2',
      target: { kind: 'transit-gateway', id: 'tgw-2' },
    }),
    byBothEnds: other(2, 'up'),
    byGateway: other(3, 'up', { target: { kind: 'transit-gateway', id: 'tgw-2' } }),
    byTarget: other(4, 'up', { customerGatewayId: 'cgw-2' }),
    down: other(5, 'down', site),
    deleted: other(6, 'up', { ...site, state: 'deleted' }),
  };
  const detour = (connection: Connection, ...related: readonly Connection[]) =>
    explained({ connection, related: { value: related } }).explanation.detour;

  it.each([
    ['of the same site', others.bySite, true],
    ['with both ends the same', others.byBothEnds, true],
    ['with the same gateway alone', others.byGateway, false],
    ['with the same target alone', others.byTarget, false],
    ['that is down', others.down, false],
    ['that is deleted', others.deleted, false],
  ])('leads over a connection %s: %s', (_name, related, leads) => {
    expect(detour(outage, related)).toBe(
      leads
        ? `no tunnel of this connection is up; traffic can flow over ${related.name} (${related.connectionId})`
        : undefined,
    );
  });

  it('names two, and how many there are besides', () => {
    const many = [4, 3, 2, 1].map((number) => other(number, 'up'));
    expect(detour(outage, ...many)).toMatch(/over other-1 \([^)]*\), other-2 \([^)]*\) and 2 more$/);
  });

  it('is none where the others could not be read', () => {
    const { explanation: told } = explained({ connection: outage, related: unread });
    expect(told.detour).toBeUndefined();
    expect(told.unread).toEqual(['other connections: access denied']);
  });

  it('is none while a tunnel of the connection itself is up', () => {
    expect(detour({ ...halfDown, ...site }, others.bySite)).toBeUndefined();
  });
});

describe('the facts', () => {
  it('hold the last traffic, and who has taken over', () => {
    const value = [
      traffic(firstIp, points(-60, 0, 600_000), points(0, 10, 100)),
      traffic(secondIp, points(-60, 0, 100), points(0, 10, 600_000)),
    ];
    expect(factsOf({ traffic: { value } }, undefined, 10)).toEqual({
      'Other tunnel': `${secondIp} took over from ${firstIp} (1.2 MB a minute)`,
      [`Traffic on ${firstIp}`]: 'until 2026-03-01 03:00 UTC, 1.2 MB a minute',
    });
  });

  it('ask of the tunnel that fell last whether one that was up all the time has taken over', () => {
    const third = '203.0.113.3';
    const [first, second] = incidentOf(halfDown).tunnels;
    const value = [
      traffic(firstIp, points(-60, 5, 600_000)),
      traffic(secondIp, points(-60, 20, 600_000)),
      traffic(third, points(-60, 5, 60_000)),
    ];
    const fact = (firstSince: number, state: 'up' | 'down', since: number, label = 'Other tunnel') => {
      if (!first || !second) throw new Error('There are two tunnels.');
      const tunnels = [
        { ...first, since: at(firstSince) },
        { ...second, state, since: at(since) },
        { ...first, outsideIp: third, since: at(5) },
      ];
      return factsOf({ traffic: { value } }, { ...incidentOf(halfDown), tunnels }, 20)[label];
    };
    expect(fact(0, 'up', -100)).toBe(`${secondIp} took over from ${third} (120 kB a minute)`);
    expect(fact(0, 'up', 5)).toBeUndefined();
    expect(fact(0, 'up', 6)).toBeUndefined();
    expect(fact(0, 'down', 0)).toBeUndefined();
    const label = `Traffic on ${secondIp}`;
    expect(fact(0, 'up', 6, label)).toBeUndefined();
    expect(fact(0, 'down', 6, label)).toBe('until 2026-03-01 03:06 UTC, 1.2 MB a minute');
  });

  it('are twelve at most', () => {
    const [record] = incidentOf(halfDown).tunnels;
    const ips = Array.from({ length: 14 }, (_, index) => `192.0.2.${index}`);
    const tunnels = record ? ips.map((outsideIp) => ({ ...record, outsideIp })) : [];
    const value = ips.map((ip) => traffic(ip, points(-60, 0, 600_000)));
    const incident = { ...incidentOf(halfDown), tunnels };
    expect(explained({ traffic: { value } }, incident).explanation.facts).toHaveLength(12);
  });

  it('keep what was said of the traffic when the metrics reach back no more', () => {
    const label = `Traffic on ${firstIp}`;
    const facts = [
      { label: 'Another', value: 'x' },
      { label, value: 'until then' },
    ];
    const incident = incidentOf(halfDown);
    const later = (before: number, value: readonly ReturnType<typeof traffic>[]) =>
      factsOf(
        { traffic: { value } },
        { ...incident, explanation: explanation({ at: at(before), facts }) },
        200,
      )[label];
    expect(later(100, [])).toBe('until then');
    expect(later(100, [traffic(firstIp, points(-60, 0, 600_000))])).toBe('until then');
    expect(later(0, [])).toBe('until then');
    expect(later(30, [traffic(firstIp, points(-60, 0, 600_000))])).toBe('until then');
    expect(later(-1, [])).toBeUndefined();
    expect(later(20, [traffic(firstIp, points(-60, 0, 600_000))])).toContain('1.2 MB');
  });

  it.each([
    [
      'associated',
      { state: 'available', routeTableId: 'tgw-rtb-1', associationState: 'associated' },
      'tgw-attach-1, available, route table tgw-rtb-1',
    ],
    [
      'being associated',
      { state: 'available', routeTableId: 'tgw-rtb-1', associationState: 'associating' },
      'tgw-attach-1, available (associating), route table tgw-rtb-1',
    ],
    [
      'without a route table',
      { state: 'available', routeTableId: undefined, associationState: undefined },
      'tgw-attach-1, available; warning: not associated with any route table that can be seen',
    ],
  ])('hold the attachment, %s', (_name, change, value) => {
    const attachment = { value: { attachmentId: 'tgw-attach-1', ...change } };
    expect(factsOf({ attachment })['Attachment']).toBe(value);
  });

  it.each<readonly [string, string | undefined, string | undefined, boolean]>([
    ['available', 'tgw-rtb-1', 'associated', true],
    ['available', 'tgw-rtb-1', undefined, true],
    ['available', 'tgw-rtb-1', 'associating', false],
    ['available', undefined, undefined, false],
    ['modifying', 'tgw-rtb-1', 'associated', false],
  ])(
    'hold the attachment before or after the gateway: %s, %s, %s',
    (state, routeTableId, associationState, well) => {
      const attachment = { value: { attachmentId: 'tgw-attach-1', state, routeTableId, associationState } };
      const related = { value: [other(1, 'up', { target: { kind: 'transit-gateway', id: 'tgw-2' } })] };
      const { facts } = explained({ attachment, related }).explanation;
      const order = ['Same customer gateway', 'Attachment'];
      expect(facts.map(({ label }) => label)).toEqual(well ? order : order.toReversed());
      if (!associationState && routeTableId)
        expect(facts.at(-1)?.value).toBe('tgw-attach-1, available, route table tgw-rtb-1');
    },
  );

  it('begin with an attachment that no traffic passes', () => {
    const attachment = {
      value: {
        attachmentId: 'tgw-attach-1',
        state: 'failed',
        routeTableId: 'tgw-rtb-1',
        associationState: 'associated',
      },
    };
    const related = { value: [other(1, 'up')] };
    expect(explained({ attachment, related }).explanation.facts[0]?.label).toBe('Attachment');
  });

  it('say how the others of the gateway, the site and the target fare', () => {
    const tags = { 'tunnelkeeper:site': 'seoul' };
    const connection = { ...halfDown, tags };
    const value = [
      other(1, 'up', { tags }),
      other(2, 'up', { customerGatewayId: 'cgw-2' }),
      other(3, 'down', { customerGatewayId: 'cgw-2' }),
    ];
    expect(factsOf({ connection, related: { value } })).toMatchObject({
      'Same customer gateway': '1 of 1 other connections carries traffic: device and line are alive',
      'Same site': 'seoul: 1 of 1 other connections carries traffic',
      'Same target': 'tgw-0a1b2c3d4e5f60718: 2 of 3 other connections carry traffic',
    });
  });

  it('say that the device or its line is suspect where nothing of the gateway carries traffic', () => {
    expect(factsOf({ related: { value: [other(1, 'down')] } })['Same customer gateway']).toBe(
      'none of 1 other connections carries traffic: look at the device and its line',
    );
  });

  it('hold open Health events, issues first, with the beginning of what AWS writes', () => {
    const event = (code: string, category: string, description: string) => ({
      arn: code,
      code,
      category,
      status: 'open',
      startedAt: at(-30),
      description,
    });
    const value = [
      event('AWS_VPN_NOTE', 'accountNotification', 'Something else.'),
      event('AWS_VPN_OPERATIONAL_ISSUE', 'issue', 'We are investigating VPN in eu-west-1. More will follow.'),
    ];
    const facts = explained({ healthEvents: { value } }).explanation.facts.map((fact) => fact.value);
    expect(facts).toEqual([
      'AWS_VPN_OPERATIONAL_ISSUE, since 2026-03-01 02:30 UTC: We are investigating VPN in eu-west-1.',
      'AWS_VPN_NOTE, since 2026-03-01 02:30 UTC: Something else.',
    ]);
  });

  it('hold two Health events: issues, then changes, then others, the latest of each first', () => {
    const event = (code: string, category: string, startedAt: number | undefined, change: object = {}) => ({
      arn: code,
      code,
      category,
      status: 'open',
      startedAt: startedAt === undefined ? undefined : at(startedAt),
      description: '\n It is so.\nMore. ',
      ...change,
    });
    const told = (...value: readonly ReturnType<typeof event>[]) =>
      explained({ healthEvents: { value } }).explanation.facts.map((fact) => fact.value);
    const change = event('CHANGE', 'scheduledChange', -600, { status: 'upcoming' });
    expect(told(event('NOTE', 'x', -1), event('OLD', 'issue', -9), event('NEW', 'issue', -5))).toEqual([
      'NEW, since 2026-03-01 02:55 UTC: It is so.',
      'OLD, since 2026-03-01 02:51 UTC: It is so.',
    ]);
    expect(told(event('NOTE', 'x', -1), change)).toEqual([
      'CHANGE, from 2026-02-28 17:00 UTC: It is so.',
      'NOTE, since 2026-03-01 02:59 UTC: It is so.',
    ]);
    expect(told(event('DATELESS', 'x', undefined), event('NOTE', 'x', -1))).toEqual([
      'NOTE, since 2026-03-01 02:59 UTC: It is so.',
      'DATELESS: It is so.',
    ]);
  });

  it('leave out what AWS Health says of other connections, and of a restart of our own', () => {
    const event = (description: string, startedAt: number) => ({
      arn: description,
      code: 'AWS_VPN_REDUNDANCY_LOSS',
      category: 'accountNotification',
      status: 'open',
      startedAt: at(startedAt),
      description,
    });
    const value = [
      event('The endpoint of vpn-00000000000000009 was replaced.', -30),
      event('The endpoint of vpn-0a1b2c3d4e5f60718 was replaced.', -20),
      event('The endpoint of vpn-0a1b2c3d4e5f60718 was replaced again.', 3),
    ];
    const attempt = {
      attemptId: 'a',
      incidentId: 'i',
      outsideIp: firstIp,
      requestedAt: at(3),
      call: 'accepted',
      errorCode: undefined,
      sentDpdTimeoutSeconds: 40,
      hadEffect: true,
      result: 'pending',
      resultAt: undefined,
    } as const;
    const incident = { ...incidentOf(halfDown), restarts: [attempt] };
    const told = explained({ healthEvents: { value } }, incident).explanation.facts;
    expect(told.map((fact) => fact.value)).toEqual([
      'AWS_VPN_REDUNDANCY_LOSS, since 2026-03-01 02:40 UTC: The endpoint of vpn-0a1b2c3d4e5f60718 was replaced.',
    ]);
    const [echo] = value.slice(-1);
    if (!echo) throw new Error('There is an echo.');
    const toldOf = (change: object) =>
      explained({ healthEvents: { value: [{ ...echo, ...change }] } }, incident).explanation.facts.length;
    expect(toldOf({})).toBe(0);
    expect(toldOf({ code: 'AWS_VPN_OPERATIONAL_ISSUE' })).toBe(1);
    expect(toldOf({ startedAt: undefined })).toBe(1);
  });

  it('hold the warning before the prefix limit, until the limit itself is the cause', () => {
    const said = (details: string, minute: number) => ({
      ...logLine(details, minute),
      message: JSON.stringify({ type: 'BGPStatus', event_timestamp: at(minute), message: { details } }),
    });
    const near =
      'AWS-side peer is reporting a maximum prefix limit warning - received 870 prefixes from neighbor 169.254.50.85, limit is 1000';
    const exceeded =
      'AWS-side peer detected the maximum prefix limit was exceeded - received 1204 prefixes from neighbor 169.254.50.85, limit is 1000';
    const tunnels = [{ ...down(firstIp), statusMessage: 'IPSEC IS UP' }, up(secondIp)];
    const connection = { ...halfDown, routing: 'bgp' as const, tunnels };
    const label = words.fact.prefixes.label;
    expect(factsOf({ connection, logs: logs(said(near, -3)) })[label]).toBe(
      `870 received on ${firstIp}, limit 1000: AWS warns`,
    );
    const both = logs(said(near, -3), said(exceeded, 0));
    expect(factsOf({ connection, logs: both })).not.toHaveProperty(label);
    const silent = logs(said(near, -3), said('AWS-side peer sent a Hold Timer Expired notification', 0));
    expect(factsOf({ connection, logs: silent })).toHaveProperty([label]);
  });

  it('hold pending maintenance without a deadline, of two tunnels at most', () => {
    const value = [firstIp, secondIp, '203.0.113.3'].map((outsideIp) => ({
      outsideIp,
      pending: true,
      autoAppliedAfter: undefined,
    }));
    const { facts } = explained({ maintenance: { value } }).explanation;
    expect(facts.map((fact) => fact.value)).toEqual([`pending for ${firstIp}`, `pending for ${secondIp}`]);
  });

  it('hold pending maintenance with its deadline, and the certificate of the gateway', () => {
    const maintenance = {
      value: [
        { outsideIp: firstIp, pending: true, autoAppliedAfter: at(60) },
        { outsideIp: secondIp, pending: false, autoAppliedAfter: undefined },
      ],
    };
    const certificateArn = 'arn:aws:acm:eu-west-1:111122223333:certificate/x';
    const customerGateway = { value: { ...gateway, certificateArn } };
    expect(factsOf({ maintenance, customerGateway })).toEqual({
      Maintenance: `pending for ${firstIp}; AWS applies it by itself after 2026-03-01 04:00 UTC`,
      Authentication: `certificate of the gateway, ${certificateArn}`,
    });
  });
});

describe('findings', () => {
  const inFull = (id: FindingId) =>
    `${postureWords.finding[id].sentence}. ${postureWords.finding[id].remedy}`;
  const clearing = inFull('dpd-clears-tunnel');
  const alone = inFull('single-gateway');

  it('are those that bear on the cause', () => {
    expect(explained({ logs: deadPeer }).explanation.findings).toEqual([clearing]);
    const wrongKey = logs(logLine('AWS tunnel detected a pre-shared key mismatch with cgw: x'));
    expect(explained({ logs: wrongKey }).explanation.findings).toEqual([]);
  });

  it('name the single gateway in an outage, but not where the others could not be read', () => {
    expect(explained({ connection: allDown, logs: deadPeer }).explanation.findings).toContain(alone);
    const { findings } = explained({ connection: allDown, logs: deadPeer, related: unread }).explanation;
    expect(findings).not.toContain(alone);
  });

  it('name the log that is off while the cause is unknown', () => {
    const connection = { ...halfDown, tunnels: [down(firstIp), up(secondIp)] };
    const { findings } = explained({ connection }).explanation;
    expect(findings).toEqual([inFull('logging-off')]);
  });
});

describe('what could not be read', () => {
  it('is said in one line each', () => {
    const told = explained({
      logs: [{ logGroup: '/aws/vpn/x', lines: unread }],
      traffic: { unread: { why: 'timed-out', code: '' } },
      healthEvents: { unread: { why: 'throttled', code: 'ThrottlingException' } },
      attachment: { unread: { why: 'failed', code: 'InternalError' } },
      maintenance: { unread: { why: 'not-found', code: '' } },
      customerGateway: unread,
      related: unread,
    });
    expect(told.explanation.unread).toEqual([
      'tunnel log: access denied to /aws/vpn/x',
      'metrics of the tunnels: no answer in time',
      'AWS Health events: too many calls',
      'transit gateway attachment: failed (InternalError)',
      'pending maintenance: not found',
      'customer gateway: access denied',
      'other connections: access denied',
    ]);
  });

  it('is not worth a line where the account has no plan for AWS Health', () => {
    const healthEvents = {
      unread: { why: 'not-subscribed', code: 'SubscriptionRequiredException' },
    } as const;
    expect(explained({ healthEvents }).explanation.unread).toEqual([]);
    expect(explained({ traffic: healthEvents }).explanation.unread).toHaveLength(1);
  });

  it('is said in eight lines at most', () => {
    const many = Array.from({ length: 10 }, (_, index) => ({ logGroup: `/${index}`, lines: unread }));
    expect(explained({ logs: many }).explanation.unread).toHaveLength(8);
  });
});

describe('a link', () => {
  it('opens the query of the log around the fall', () => {
    const [link, ...more] = explained({ logs: deadPeer }).explanation.links;
    expect(more).toEqual([]);
    expect(link?.label).toBe('Tunnel log /aws/vpn/hq');
    const query =
      'fields*20*40timestamp*2c*20*40logStream*2c*20*40message*0a*7c*20filter*20*40logStream*20like*20*22vpn-0a1b2c3d4e5f60718*22*0a*7c*20sort*20*40timestamp*20asc*0a*7c*20limit*201000';
    expect(link?.url).toBe(
      'https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:logs-insights$3FqueryDetail$3D' +
        '$257E$2528end$257E$25272026-03-01T03*3a30*3a00.000Z$257Estart$257E$25272026-03-01T02*3a45*3a00.000Z' +
        '$257EtimeType$257E$2527ABSOLUTE$257Etz$257E$2527UTC' +
        `$257EeditorString$257E$2527${query}$257Esource$257E$2528$257E$2527*2faws*2fvpn*2fhq$2529$2529`,
    );
  });

  it('is one of two at most, each with an address of at most 1,000 characters', () => {
    const read = (logGroup: string) => ({ logGroup, lines: { value: [] } });
    const linksOf = (...groups: readonly string[]) => explained({ logs: groups.map(read) }).explanation.links;
    expect(linksOf('a', 'b', 'c').map(({ label }) => label)).toEqual(['Tunnel log a', 'Tunnel log b']);
    const room = 1_000 - (linksOf('a')[0]?.url.length ?? 0) + 1;
    expect(linksOf('a'.repeat(room))).toHaveLength(1);
    expect(linksOf('a'.repeat(room + 1))).toEqual([]);
  });

  it('leads to the console of its partition, and none to a log group with an endless name', () => {
    const incident = { ...incidentOf(halfDown), region: 'cn-north-1' };
    expect(explained({ logs: deadPeer }, incident).explanation.links[0]?.url).toContain(
      'console.amazonaws.cn/',
    );
    const endless = [{ logGroup: '/'.repeat(512), lines: { value: [] } }];
    expect(explained({ logs: endless }).explanation.links).toEqual([]);
  });
});

describe('the chart', () => {
  const value = [traffic(firstIp, points(-60, 3, 600_000)), traffic(secondIp, points(-60, 3, 600_000))];

  it('shows traffic and state of both tunnels from three hours before the fall', () => {
    const { chart } = explained({ traffic: { value } }).explanation;
    expect(chart).toMatchObject({
      region: 'eu-west-1',
      title: 'Traffic and state of the tunnels of hq-to-aws (vpn-0a1b2c3d4e5f60718)',
    });
    const dimensions = (ip: string) => ['VpnId', 'vpn-0a1b2c3d4e5f60718', 'TunnelIpAddress', ip];
    const metric = (name: string, ip: string, stat: string, yAxis: string, label: string) => [
      'AWS/VPN',
      name,
      ...dimensions(ip),
      { stat, period: 60, yAxis, label },
    ];
    expect(JSON.parse(chart?.widget ?? '')).toEqual({
      width: 900,
      height: 400,
      title: chart?.title,
      view: 'timeSeries',
      stacked: false,
      timezone: '+0000',
      start: '2026-03-01T00:00:00.000Z',
      end: '2026-03-01T03:05:00.000Z',
      yAxis: { left: { min: 0 }, right: { min: 0, max: 1 } },
      metrics: [firstIp, secondIp].flatMap((ip) => [
        metric('TunnelDataIn', ip, 'Sum', 'left', `${ip} from the gateway`),
        metric('TunnelDataOut', ip, 'Sum', 'left', `${ip} to the gateway`),
        metric('TunnelState', ip, 'Minimum', 'right', `${ip} state`),
      ]),
      annotations: { vertical: [{ value: '2026-03-01T03:00:00.000Z', label: `${firstIp} fell` }] },
    });
  });

  it('stays as it was first drawn', () => {
    const chart = { region: 'eu-west-1', title: 'first', widget: '{}' };
    const incident = { ...incidentOf(halfDown), explanation: explanation({ chart }) };
    expect(explained({ traffic: { value } }, incident).explanation.chart).toBe(chart);
  });

  it('shows two tunnels, and the falls of three hours before the last one', () => {
    const incident = incidentOf(halfDown);
    const [record] = incident.tunnels;
    const ips = [firstIp, secondIp, '203.0.113.3'];
    const widget = (...since: readonly number[]) => {
      const fallen = record
        ? since.map((minute, index) => ({ ...record, outsideIp: ips[index] ?? '', since: at(minute) }))
        : [];
      const tunnels = [...fallen, { ...incident.tunnels[1], outsideIp: 'x', state: 'up', since: at(2) }];
      const metrics = ips.map((ip) => traffic(ip, points(-60, 3, 600_000)));
      const { chart } = explained(
        { traffic: { value: metrics } },
        { ...incident, tunnels } as Incident,
        0,
      ).explanation;
      const { start, end, metrics: drawn, annotations } = JSON.parse(chart?.widget ?? '{}');
      return {
        start,
        end,
        drawn: drawn.length,
        fell: annotations.vertical.map((each: { label: string }) => each.label),
      };
    };
    const day = '2026-03-01T';
    expect(widget(0)).toEqual({
      start: `${day}00:00:00.000Z`,
      end: `${day}03:05:00.000Z`,
      drawn: 6,
      fell: [`${firstIp} fell`],
    });
    expect(widget(-180, 0).fell).toEqual([`${firstIp} fell`, `${secondIp} fell`]);
    expect(widget(-181, 0)).toMatchObject({ start: `${day}00:00:00.000Z`, fell: [`${secondIp} fell`] });
    expect(widget(-2, -1, 0).fell).toHaveLength(2);
  });

  it('ends an hour after the fall, however late it is drawn', () => {
    const { chart } = explained({ traffic: { value } }, undefined, 600).explanation;
    expect(JSON.parse(chart?.widget ?? '').end).toBe('2026-03-01T04:00:00.000Z');
  });

  it('is none where CloudWatch has no metrics, or was not read', () => {
    const unknown = { ...traffic(firstIp), dimensions: undefined };
    expect(explained({ traffic: { value: [unknown] } }).explanation.chart).toBeUndefined();
    expect(explained({ traffic: unread }).explanation.chart).toBeUndefined();
  });
});

describe('a diagnosis of the same', () => {
  it('is saved again, and tells nothing', () => {
    const first = incidentOf(halfDown);
    const seen = {
      logs: deadPeer,
      related: { value: [other(1, 'up')] },
      traffic: {
        value: [traffic(firstIp, points(-180, 0, 600_000)), traffic(secondIp, points(-180, 40, 600_000))],
      },
    };
    const once = applyDiagnosis(first, explained(seen, first, 20), at(20));
    const twice = once && applyDiagnosis(once, explained(seen, once, 35), at(35));
    expect(once).toMatchObject({ revision: first.revision + 1 });
    expect(twice).toMatchObject({ version: first.version + 2, revision: first.revision + 1 });
  });
});

describe('that nobody used the connection', () => {
  const quiet = points(-180, 0, 100);
  const idle = (first: Evidence['traffic'], incident = incidentOf(allDown)) =>
    explained({ connection: allDown, traffic: first }, incident).explanation.wasIdle;
  const both = (...parts: Parameters<typeof traffic>[1][]) => ({
    value: [traffic(firstIp, ...parts), traffic(secondIp, quiet)],
  });

  it.each([
    ['where nothing has passed for an hour before it went down', both(quiet), true],
    ['where it has been so for just an hour', both(points(-120, -60, 5_000), points(-60, 0, 100)), true],
    ['but not where it has been so for less', both(points(-120, -59, 5_000), points(-59, 0, 100)), undefined],
    ['nor where less than an hour is known', both(points(-59, 0, 100)), undefined],
    ['nor where nothing is known of one', { value: [traffic(secondIp, quiet)] }, undefined],
    ['nor where it cannot be read', unread, undefined],
  ])('is known %s', (_name, given, expected) => {
    expect(idle(given)).toBe(expected);
  });

  it('is not known while AWS says nothing of a tunnel, which may be the one that was used', () => {
    const incident = incidentOf(allDown);
    const tunnels = incident.tunnels.map((record) =>
      record.outsideIp === firstIp ? { ...record, state: 'unknown' as const } : record,
    );
    expect(idle(both(points(-180, 0, 5_000)), { ...incident, tunnels })).toBeUndefined();
    expect(idle(both(quiet), { ...incident, tunnels })).toBeUndefined();
  });

  it('is remembered when the time before has left the window, unless a tunnel has gone down since', () => {
    const known = { ...incidentOf(allDown), explanation: explanation({ at: at(1), wasIdle: true }) };
    expect(idle({ value: [] }, known)).toBe(true);
    const before = { ...known, explanation: explanation({ at: at(-1), wasIdle: true }) };
    expect(idle({ value: [] }, before)).toBeUndefined();
    expect(idle(both(points(-120, 0, 5_000)), known)).toBeUndefined();
  });
});
