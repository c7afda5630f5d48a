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
    const said = { outsideIp: firstIp, direction: undefined, allowed: '' };
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
    expect(unknown?.todo.at(-1)).toContain('interrupts the tunnel for minutes');
  });

  it('says that the log could not be read, and does not ask to turn it on', () => {
    const told = explained({ logs: [{ logGroup: '/aws/vpn/hq', lines: unread }] }).explanation;
    expect(told.unknown?.sentence).toContain('the tunnel log could not be read');
    expect(told.unknown?.todo.join()).not.toContain('turn the');
    expect(told.unread).toEqual(['tunnel log: access denied to /aws/vpn/hq']);
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
    expect(detour(outage, ...many)).toMatch(/over other-1 \(.*\), other-2 \(.*\) and 2 more$/);
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
    expect(factsOf({ traffic: { value } }, undefined, 10)).toMatchObject({
      'Other tunnel': `${secondIp} took over from ${firstIp} (1.2 MB a minute)`,
      [`Traffic on ${firstIp}`]: 'until 2026-03-01 03:00 UTC, 1.2 MB a minute',
    });
  });

  it('keep what was said of the traffic when the metrics reach back no more', () => {
    const label = `Traffic on ${firstIp}`;
    const facts = [{ label, value: 'until then' }];
    const incident = incidentOf(halfDown);
    const later = (before: number, value: readonly ReturnType<typeof traffic>[]) =>
      factsOf(
        { traffic: { value } },
        { ...incident, explanation: explanation({ at: at(before), facts }) },
        200,
      )[label];
    expect(later(100, [])).toBe('until then');
    expect(later(100, [traffic(firstIp, points(-60, 0, 600_000))])).toBe('until then');
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
