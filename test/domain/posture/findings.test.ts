import { describe, expect, it } from 'vitest';
import type { Connection, TunnelOptions } from '../../../shared/domain/connection.ts';
import { findingIds } from '../../../shared/domain/posture/finding.ts';
import { type FindingContext, findingsOf } from '../../../shared/domain/posture/findings.ts';
import { daysMs } from '../../../shared/domain/time.ts';
import { connection, down, firstIp, gateway, options, secondIp, start, tunnel, up } from '../builders.ts';

const log = { logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:vpn' };

const perfect: TunnelOptions = {
  ...options,
  startupAction: 'start',
  dpdTimeoutAction: 'restart',
  lifecycleControl: true,
  activityLog: log,
  bgpLog: log,
};

const hq = { 'tunnelkeeper:site': 'hq' };
const second = connection({ connectionId: 'vpn-2', customerGatewayId: 'cgw-2', tags: hq });

const withOptions = (first: Partial<TunnelOptions>, other: Partial<TunnelOptions> = first) => [
  tunnel(firstIp, { options: { ...perfect, ...first }, acceptedRouteCount: 3 }),
  tunnel(secondIp, { options: { ...perfect, ...other }, acceptedRouteCount: 3 }),
];

const flawless = connection({
  routing: 'bgp',
  preSharedKeys: 'secrets-manager',
  tunnels: withOptions({}),
  tags: hq,
});

const context: FindingContext = {
  unusedTunnels: new Set(),
  customerGateway: gateway,
  maintenance: [],
  related: [second],
  now: start,
};

const found = (change: Partial<Connection>, around: Partial<FindingContext> = {}) =>
  findingsOf({ ...flawless, ...change }, { ...context, ...around });

const both = [firstIp, secondIp];
const weak = { encryption: ['AES128'], integrity: ['SHA1', 'SHA2-256'], dhGroups: [2, 14] };
const everything = { encryption: ['AES128', 'AES256'], integrity: ['SHA2-256'], dhGroups: [14] };
const routes = (count: number) =>
  [firstIp, secondIp].map((ip, index) => tunnel(ip, { options: perfect, acceptedRouteCount: index * count }));
const pending = (outsideIp: string, days: number | undefined) => ({
  outsideIp,
  pending: true,
  autoAppliedAfter: days === undefined ? undefined : start + daysMs(days),
});

describe('what is wrong with the set-up', () => {
  it('is nothing where all is as it should be', () => {
    expect(found({})).toEqual([]);
  });

  it.each<readonly [string, Partial<Connection>, Partial<FindingContext>, object]>([
    [
      'a tunnel that has never been up',
      { tunnels: [up(firstIp), down(secondIp)].map((each) => ({ ...each, options: perfect })) },
      { unusedTunnels: new Set([secondIp]) },
      { id: 'single-tunnel', severity: 'warning', outsideIps: [secondIp], detail: '' },
    ],
    [
      'a connection that leads nowhere',
      { gatewayAssociation: 'not-associated' },
      {},
      { id: 'not-associated', severity: 'warning', outsideIps: [], detail: '' },
    ],
    [
      'keys that are renewed nearly without end',
      {
        tunnels: withOptions(
          { rekey: { phase2LifetimeSeconds: 3_600, marginSeconds: 1_440, fuzzPercent: 100 } },
          {},
        ),
      },
      {},
      { id: 'rekey-window', severity: 'warning', outsideIps: [firstIp] },
    ],
    ['no other gateway', {}, { related: [] }, { id: 'single-gateway', severity: 'warning', outsideIps: [] }],
    [
      'another connection on the same gateway only',
      {},
      { related: [{ ...second, customerGatewayId: flawless.customerGatewayId }] },
      { id: 'single-gateway' },
    ],
    [
      'another gateway on the same target that no tag joins',
      { tags: {} },
      { related: [{ ...second, tags: {} }] },
      { id: 'single-gateway' },
    ],
    [
      'another gateway of another site',
      {},
      { related: [{ ...second, tags: { 'tunnelkeeper:site': 'lab' } }] },
      { id: 'single-gateway' },
    ],
    [
      'another gateway whose connection is being deleted',
      {},
      { related: [{ ...second, state: 'deleting' }] },
      { id: 'single-gateway' },
    ],
    [
      'maintenance within a week',
      {},
      { maintenance: [pending(firstIp, 9), pending(secondIp, 7)] },
      {
        id: 'maintenance-pending',
        severity: 'warning',
        outsideIps: both,
        detail: String(start + daysMs(7)),
      },
    ],
    [
      'maintenance later on',
      {},
      { maintenance: [pending(firstIp, 8)] },
      { id: 'maintenance-pending', severity: 'info', outsideIps: [firstIp] },
    ],
    [
      'maintenance without a deadline',
      {},
      { maintenance: [pending(firstIp, undefined)] },
      { id: 'maintenance-pending', severity: 'info', detail: '' },
    ],
    [
      'AWS could initiate and does not',
      { tunnels: withOptions({}, { startupAction: 'add' }) },
      {},
      { id: 'aws-does-not-initiate', severity: 'warning', outsideIps: [secondIp] },
    ],
    [
      'AWS did not say which IKE versions',
      { tunnels: withOptions({ startupAction: 'add', ikeVersions: [] }) },
      {},
      { id: 'aws-does-not-initiate', outsideIps: both },
    ],
    [
      'dead peers clear a tunnel',
      { tunnels: withOptions({ dpdTimeoutAction: 'clear' }, {}) },
      {},
      { id: 'dpd-clears-tunnel', severity: 'warning', outsideIps: [firstIp] },
    ],
    [
      'dead peers go unnoticed',
      { tunnels: withOptions({ dpdTimeoutAction: 'none' }) },
      {},
      { id: 'dpd-does-nothing', severity: 'warning', outsideIps: both },
    ],
    [
      'IKEv1 only, which AWS cannot initiate anyway',
      { tunnels: withOptions({ ikeVersions: ['ikev1'], startupAction: 'add' }) },
      {},
      { id: 'ikev1-only', severity: 'warning', outsideIps: both },
    ],
    [
      'a tunnel that is up and has never had a route',
      { tunnels: withOptions({}).map((each) => ({ ...each, acceptedRouteCount: 0 })) },
      { neverRouted: new Set([secondIp]) },
      { id: 'bgp-never-routed', severity: 'warning', outsideIps: [secondIp] },
    ],
    [
      '80 % of the routes of a transit gateway',
      { tunnels: routes(800) },
      {},
      { id: 'bgp-near-prefix-limit', severity: 'warning', outsideIps: [secondIp], detail: '800/1000' },
    ],
    [
      '80 % of the routes of a virtual private gateway',
      { tunnels: routes(81), target: { kind: 'virtual-private-gateway', id: 'vgw-1' } },
      {},
      { id: 'bgp-near-prefix-limit', detail: '81/100' },
    ],
    [
      'different numbers of routes near the limit, of which the highest counts',
      {
        tunnels: routes(900).map((each) => ({ ...each, acceptedRouteCount: each.acceptedRouteCount || 810 })),
      },
      {},
      { id: 'bgp-near-prefix-limit', outsideIps: both, detail: '900/1000' },
    ],
    [
      'a tag that means nothing',
      { tags: { ...hq, 'tunnelkeeper:restart': 'of', 'tunnelkeeper:channel': 'x'.repeat(200) } },
      {},
      {
        id: 'mistaken-tag',
        severity: 'warning',
        outsideIps: [],
        detail: expect.stringMatching(/^tunnelkeeper:restart=of, tunnelkeeper:channel=x+…$/),
      },
    ],
    ['static routing', { routing: 'static' }, {}, { id: 'static-routing', severity: 'info' }],
    [
      'no activity log',
      { tunnels: withOptions({ activityLog: undefined }, {}) },
      {},
      { id: 'logging-off', severity: 'info', outsideIps: [firstIp], detail: 'activity' },
    ],
    [
      'no BGP log',
      { tunnels: withOptions({ bgpLog: undefined }) },
      {},
      { id: 'logging-off', outsideIps: both, detail: 'BGP' },
    ],
    [
      'one log on each tunnel',
      { tunnels: withOptions({ activityLog: undefined }, { bgpLog: undefined }) },
      {},
      { id: 'logging-off', outsideIps: both, detail: 'activity, BGP' },
    ],
    [
      'weak algorithms in both phases',
      { tunnels: withOptions({ phase1: weak, phase2: { ...weak, dhGroups: [14] } }) },
      {},
      {
        id: 'weak-algorithms',
        severity: 'info',
        outsideIps: both,
        detail: 'phase 1: AES128, SHA1, DH group 2; phase 2: AES128, SHA1',
      },
    ],
    [
      'the pre-shared key kept with the connection',
      { preSharedKeys: 'with-connection' },
      {},
      { id: 'pre-shared-key-with-connection', severity: 'info' },
    ],
    [
      'no lifecycle control',
      { tunnels: withOptions({ lifecycleControl: false }, {}) },
      {},
      { id: 'no-lifecycle-control', severity: 'info', outsideIps: [firstIp] },
    ],
  ])('is %s', (_, change, around, expected) => {
    expect(found(change, around)).toEqual([expect.objectContaining(expected)]);
  });

  it.each<readonly [string, Partial<Connection>, Partial<FindingContext>]>([
    [
      'AWS cannot initiate: no address',
      { tunnels: withOptions({ startupAction: 'add' }) },
      { customerGateway: { ...gateway, ipAddress: undefined } },
    ],
    [
      'AWS cannot initiate: accelerated',
      { tunnels: withOptions({ startupAction: 'add' }), accelerated: true },
      {},
    ],
    [
      'the gateway is not known',
      { tunnels: withOptions({ startupAction: 'add' }), preSharedKeys: 'with-connection' },
      { customerGateway: undefined },
    ],
    [
      'the gateway has a certificate',
      { preSharedKeys: 'with-connection' },
      { customerGateway: { ...gateway, certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' } },
    ],
    ['a tunnel once unused is up', {}, { unusedTunnels: new Set([firstIp]) }],
    ['maintenance of a tunnel that is gone', {}, { maintenance: [pending('203.0.113.99', 1)] }],
    ['nothing pending', {}, { maintenance: [{ ...pending(firstIp, 1), pending: false }] }],
    ['AES128 beside AES256', { tunnels: withOptions({ phase1: everything, phase2: everything }) }, {}],
    ['routes below 80 %', { tunnels: routes(799) }, {}],
    [
      'many routes where no limit is known',
      { tunnels: routes(5_000), target: { kind: 'cloud-wan', id: 'core-1' } },
      {},
    ],
    [
      'AWS lists no algorithms',
      { tunnels: withOptions({ phase1: { encryption: [], integrity: [], dhGroups: [] } }) },
      {},
    ],
    ...['associated', 'associating', 'disassociating', undefined].map(
      (gatewayAssociation) =>
        [`the gateway is said to be ${gatewayAssociation}`, { gatewayAssociation }, {}] as const,
    ),
    [
      'keys are renewed in time',
      {
        tunnels: withOptions({
          rekey: { phase2LifetimeSeconds: 3_600, marginSeconds: 1_439, fuzzPercent: 100 },
        }),
      },
      {},
    ],
  ])('is nothing where %s', (_, change, around) => {
    expect(found(change, around)).toEqual([]);
  });

  it.each<Partial<Connection>>([
    { staticRoutes: [] },
    { target: { kind: 'virtual-private-gateway', id: 'vgw-1' } },
    {
      target: { kind: 'virtual-private-gateway', id: 'vgw-1' },
      staticRoutes: [{ prefix: '10.0.0.0/8', state: 'pending' }],
    },
  ])('needs no static route of the connection where %j', (change) => {
    expect(found({ routing: 'static', ...change }).map(({ id }) => id)).toEqual(['static-routing']);
  });

  it.each([{ staticRoutes: [] }, { staticRoutes: [{ prefix: '10.0.0.0/8', state: 'deleting' }] }])(
    'is want of a static route where the connection keeps %j',
    ({ staticRoutes }) => {
      const target = { kind: 'virtual-private-gateway', id: 'vgw-1' } as const;
      expect(found({ routing: 'static', target, staticRoutes })).toMatchObject([
        { id: 'no-static-route', severity: 'warning', outsideIps: [] },
        { id: 'static-routing' },
      ]);
    },
  );

  it('of a connection that is down and leads nowhere is an incident to tell', () => {
    const tunnels = withOptions({}).map((each) => ({ ...each, ipsec: 'down' as const }));
    expect(found({ tunnels, gatewayAssociation: 'not-associated' })).toEqual([]);
  });

  it('needs no BGP log where there is no BGP', () => {
    const findings = found({ routing: 'static', tunnels: withOptions({ bgpLog: undefined }) });
    expect(findings.map(({ id }) => id)).toEqual(['static-routing']);
  });

  it('needs no limit of routes where there is no BGP', () => {
    const findings = found({ routing: 'static', tunnels: routes(5_000) });
    expect(findings.map(({ id }) => id)).toEqual(['static-routing']);
  });

  it('of a classic connection is only what can be known', () => {
    const tunnels = [firstIp, secondIp].map((ip) => tunnel(ip, { options: undefined }));
    expect(
      found({ tunnels, routing: 'static', preSharedKeys: 'with-connection' }).map(({ id }) => id),
    ).toEqual(['static-routing', 'pre-shared-key-with-connection']);
  });

  it('says of tunnels that allow different weak algorithms which allows which', () => {
    const findings = found({ tunnels: withOptions({ phase1: weak }, { phase2: weak }) });
    expect(findings.map(({ outsideIps, detail }) => [outsideIps, detail])).toEqual([
      [[firstIp], 'phase 1: AES128, SHA1, DH group 2'],
      [[secondIp], 'phase 2: AES128, SHA1, DH group 2'],
    ]);
  });

  it('comes with the gravest first', () => {
    const findings = found(
      { ...connection({ tunnels: [tunnel(firstIp), down(secondIp)] }) },
      { related: [], unusedTunnels: new Set([secondIp]), maintenance: [pending(firstIp, 30)] },
    );
    expect(findings.map(({ severity }) => severity)).toEqual(
      [...findings.map(({ severity }) => severity)].sort().reverse(),
    );
    const warnings = findings.filter(({ severity }) => severity === 'warning').map(({ id }) => id);
    expect(warnings).toEqual(findingIds.filter((id) => warnings.includes(id)));
    expect(findings.at(-1)?.severity).toBe('info');
  });
});
