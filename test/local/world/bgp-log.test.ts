import { describe, expect, it } from 'vitest';
import type { SessionFault } from '../../../local/world/faults.ts';
import { connectionId, firstIp, minute, startAt } from './fixture.ts';
import { bgpLines, eventsOf, loggedStage, routeLines, sessionNews } from './log-fixture.ts';

const telemetryOf = (scene: ReturnType<typeof loggedStage>) => scene.first.telemetry.at(-1);

/** The gateway's inside address. */
const neighbour = /169\.254\.\d+\.2/g;

/** Without the address, which follows from the connection's id. */
const told = (scene: ReturnType<typeof loggedStage>): readonly string[] =>
  sessionNews(scene).map((text) => text.replaceAll(neighbour, 'CGW').replaceAll(/169\.254\.\d+\.1/g, 'AWS'));

const state = (from: string, to: string): string =>
  `${to === 'Established' ? 'UP' : 'DOWN'} AWS-side peer BGP session state has changed from ${from} to ${to} with neighbor CGW`;

const lost = state('Established', 'Idle');
const connect = [
  'DOWN AWS-side peer is initiating a connection (via Connect) to neighbor CGW',
  state('Idle', 'Connect'),
];
const open = [
  ...connect,
  state('Connect', 'OpenSent'),
  'DOWN AWS-side peer sent an OPEN message to neighbor CGW - version 4, AS 64512, holdtime 30, router-id AWS',
];
const established = [
  ...open,
  'DOWN AWS-side peer received an OPEN message from neighbor CGW - version 4, AS 65000, holdtime 30, router-id CGW',
  state('OpenSent', 'OpenConfirm'),
  state('OpenConfirm', 'Established'),
];
const received = (notification: string): string =>
  `DOWN AWS-side peer received notification ${notification} from neighbor CGW`;
const holdTimer = 'DOWN AWS-side peer sent a Hold Timer Expired notification to neighbor CGW';
const badOpen =
  'DOWN AWS-side peer detected a bad OPEN message from neighbor CGW - remote AS is 65001, expected 65000';
const exceeded =
  'DOWN AWS-side peer detected the maximum prefix limit was exceeded - received 1001 prefixes from neighbor CGW, limit is 1000';
const maxPrefixes =
  'DOWN AWS-side peer sent a notification 6/1 (Cease/Maximum Number of Prefixes Reached) to neighbor CGW';

const faults: readonly (readonly [SessionFault, broken: readonly string[], again: readonly string[]])[] = [
  ['prefix-limit', [exceeded, maxPrefixes, lost], [...established, exceeded, maxPrefixes, lost]],
  ['hold-timer', [holdTimer, lost], [...open, holdTimer]],
  ['no-tcp', [holdTimer, lost], [...connect, state('Connect', 'Active')]],
  ['wrong-asn', [lost, ...open, badOpen], [...open, badOpen]],
  ...(
    [
      ['administrative-shutdown', '6/2 (Cease/Administrative Shutdown)'],
      ['peer-unconfigured', '6/3 (Cease/Peer Unconfigured)'],
      ['administrative-reset', '6/4 (Cease/Administrative Reset)'],
      ['connection-rejected', '6/5 (Cease/Connection Rejected)'],
      ['configuration-change', '6/6 (Cease/Other Configuration Change)'],
      ['collision', '6/7 (Cease/Connection Collision Resolution)'],
    ] as const
  ).map(([fault, text]) => [fault, [received(text), lost], [...open, received(text)]] as const),
];

describe('a BGP session that fails', () => {
  it.each(faults)(
    'by %s tells why, at once and at each try, while IPsec stays up',
    async (fault, broken, again) => {
      const scene = loggedStage();
      scene.world.changePeers([scene.first], { bgpFault: fault });
      expect(told(scene)).toEqual(broken);
      expect(telemetryOf(scene)).toMatchObject({ status: 'DOWN', statusMessage: 'IPSEC IS UP' });

      await scene.after(10_000);
      expect(told(scene).slice(broken.length)).toEqual(again);
      await scene.after(60 * minute);
      expect(told(scene).length).toBeLessThan(broken.length + 20 * again.length);

      const failed = told(scene).length;
      scene.world.changePeers([scene.first], { bgpFault: 'none' });
      await scene.after(120 * minute);
      expect(told(scene).slice(failed)).toEqual([
        ...established,
        'UP AWS-side peer sent an End-of-RIB message to neighbor CGW',
        'UP AWS-side peer received update with attributes from neighbor CGW - AS path: 65000',
      ]);
      expect(telemetryOf(scene)).toMatchObject({ status: 'UP', acceptedRouteCount: 3 });
    },
  );

  it.each([
    [
      'administrative-reset',
      'aws',
      'AWS-side peer sent a notification 6/4 (Cease/Administrative Reset) to neighbor CGW',
    ],
    [
      'prefix-limit',
      'gateway',
      'AWS-side peer received notification 6/1 (Cease/Maximum Number of Prefixes Reached) from neighbor CGW',
    ],
  ] as const)('by %s can be notified by %s', (bgpFault, bgpNotifiedBy, details) => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { bgpFault, bgpNotifiedBy });
    expect(told(scene)).toEqual([`DOWN ${details}`, lost]);
  });

  it('for no reason that is known tells that alone', async () => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { bgp: 'down' });
    await scene.after(60 * minute);
    expect(told(scene)).toEqual([lost]);
  });

  it.each([
    [{}, 1_204, 1_000],
    [{ vpnGateway: 'vgw-0123456789abcdef0' }, 101, 100],
  ])('over %j falls when more routes come than it takes: %i of %i', (connection, routes, limit) => {
    const scene = loggedStage({ connection });
    scene.world.changePeers([scene.first], { routes });
    expect(told(scene)[0]).toBe(
      `DOWN AWS-side peer detected the maximum prefix limit was exceeded - received ${routes} prefixes from neighbor CGW, limit is ${limit}`,
    );
    expect(telemetryOf(scene)?.status).toBe('DOWN');
  });

  it('near the limit is warned of once, and stands', () => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { routes: 940 });
    scene.world.changePeers([scene.first], { routes: 950 });
    expect(told(scene)).toEqual([
      'UP AWS-side peer is reporting a maximum prefix limit warning - received 940 prefixes from neighbor CGW, limit is 1000',
    ]);
    expect(telemetryOf(scene)).toMatchObject({ status: 'UP', acceptedRouteCount: 950 });
  });
});

describe('a BGP session over a tunnel that falls', () => {
  it('is lost with it and comes back with it', async () => {
    const scene = loggedStage({ options: { startupAction: 'start' } });
    scene.world.deleteSa(scene.first);
    expect(told(scene)).toEqual([lost]);
    await scene.after(minute);
    expect(told(scene).slice(1, 8)).toEqual(established);
  });

  it('runs out of time when the gateway is silent', async () => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(10 * minute);
    expect(told(scene)).toEqual([holdTimer, lost]);
  });

  it('fails again on a new endpoint when its fault is still there', async () => {
    const scene = loggedStage({ options: { startupAction: 'start' } });
    scene.world.changePeers([scene.first], { bgpFault: 'administrative-shutdown' });
    scene.world.modifyTunnel(scene.first, {});
    const before = told(scene).length;
    await scene.after(3 * minute);
    expect(told(scene)).toHaveLength(before);
    await scene.after(5 * minute);
    expect(told(scene).slice(before, before + 5)).toEqual([
      ...open,
      received('6/2 (Cease/Administrative Shutdown)'),
    ]);
    expect(telemetryOf(scene)?.status).toBe('DOWN');
  });
});

describe('routes', () => {
  it.each([
    ['withdrawn', 'WITHDRAWN', undefined],
    ['as-loop', 'UPDATED', 'DENIED due to: as-path contains our own AS'],
    ['next-hop', 'UPDATED', 'DENIED due to: non-connected next-hop'],
  ] as const)('%s leave a session that stands without a route', (bgpFault, status, details) => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { bgpFault });
    expect(told(scene)).toEqual([]);
    expect(routeLines(scene)).toHaveLength(3);
    expect(routeLines(scene)[0]).toMatchObject({
      status,
      message: { prefix: expect.stringMatching(/^10\.\d+\.0\.0\/24$/), ...(details && { details }) },
    });
    expect(telemetryOf(scene)).toMatchObject({ status: 'UP', acceptedRouteCount: 0 });

    scene.world.changePeers([scene.first], { bgpFault: 'none' });
    expect(
      routeLines(scene)
        .slice(3)
        .map((line) => line['status']),
    ).toEqual(Array(3).fill('ADVERTISED'));
    expect(telemetryOf(scene)).toMatchObject({ acceptedRouteCount: 3 });
  });

  it('come and go one by one, and of very many only the first are told', () => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { routes: 5 });
    scene.world.changePeers([scene.first], { routes: 1 });
    scene.world.changePeers([scene.first], { routes: 400 });
    const statuses = routeLines(scene).map(({ status }) => status);
    expect(statuses.slice(0, 6)).toEqual([...Array(2).fill('ADVERTISED'), ...Array(4).fill('WITHDRAWN')]);
    expect(statuses.slice(6)).toEqual(Array(19).fill('ADVERTISED'));
  });
});

describe('a line of the BGP log', () => {
  it('in JSON has the form of the documented samples', () => {
    const scene = loggedStage();
    scene.world.changePeers([scene.first], { bgp: 'down' });
    scene.world.changePeers([scene.first], { bgp: 'up', bgpFault: 'as-loop' });
    const head = {
      resource_id: `${connectionId}_${firstIp}`,
      event_timestamp: startAt,
      timestamp: '2026-03-02 03:00:00.000Z',
    };
    expect(bgpLines(scene)[0]).toEqual({
      ...head,
      type: 'BGPStatus',
      status: 'DOWN',
      message: { details: expect.stringContaining('from Established to Idle with neighbor 169.254.') },
    });
    expect(routeLines(scene)[0]).toEqual({
      ...head,
      type: 'RouteStatus',
      status: 'ADVERTISED',
      message: {
        prefix: expect.any(String),
        asPath: '65000 64512',
        localPref: 100,
        med: 100,
        nextHopIp: expect.stringMatching(neighbour),
        weight: 32_768,
        details: 'DENIED due to: as-path contains our own AS',
      },
    });
  });

  it('as text has the same fields', () => {
    const scene = loggedStage({ options: { bgpLogOutputFormat: 'text' } });
    scene.world.changePeers([scene.first], { bgp: 'down' });
    expect(eventsOf(scene)[0]?.message).toMatch(
      /^resource_id=vpn-[0-9a-f]+_203\.0\.113\.17 event_timestamp=1772420400000 timestamp=2026-03-02 03:00:00\.000Z type=BGPStatus status=DOWN details=AWS-side peer BGP/,
    );
  });

  it('stands in the same stream as the other log where names have no ending', () => {
    const scene = loggedStage({ settings: { logStreamSeparator: '-' } });
    scene.world.deleteSa(scene.first);
    expect(new Set(eventsOf(scene).map(({ streamName }) => streamName))).toEqual(
      new Set([`${connectionId}-${firstIp}`]),
    );
    expect(eventsOf(scene)).toHaveLength(2);
  });

  it('is not written over a static connection', () => {
    const scene = loggedStage({ connection: { routing: 'static' } });
    scene.world.deleteSa(scene.first);
    expect(bgpLines(scene)).toEqual([]);
  });
});
