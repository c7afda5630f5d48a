import { describe, expect, it } from 'vitest';
import { createVpnChangeHandler } from '../../../functions/vpn-change/handler.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import { minutesMs } from '../../../shared/domain/time.ts';
import { createLook } from '../../../shared/intake/look.ts';
import { at, connection, down, firstIp, secondIp, up } from '../../domain/builders.ts';
import {
  type ChangeFixture,
  changeFixture,
  networkManagerFixture,
  withDetail,
} from '../../fixtures/read-fixture.ts';
import { createRegion } from '../../intake/region.ts';

/** The fixtures tell of a call two minutes before `start`. */
const setUp = (seen: readonly Connection[] = [connection()]) => {
  const region = createRegion(seen);
  const handle = createVpnChangeHandler({
    look: createLook(region.deps),
    connections: region.deps.connections,
    regions: ['eu-west-1'],
    records: region.records,
    accountId: '111122223333',
    ownRoleArn: 'arn:aws:iam::111122223333:role/Tunnelkeeper-RestartsRestartTunnelRole1A2B3C4D-Xy12',
    log: region.log,
    now: region.clock.now,
  });
  const remembered = async () => (await region.records.loadRegion('eu-west-1')).changes;
  return { ...region, handle, remembered };
};

const { connectionId } = connection();
const fallen = connection({ tunnels: [down(firstIp), up(secondIp)] });

describe('a call by somebody', () => {
  it.each([
    'tunnel-options-lower-camel',
    'tunnel-options-wrapped',
    'connection-created',
  ] satisfies ChangeFixture[])('makes us look at once, and is remembered once: %s', async (name) => {
    const { handle, connections, remembered, log } = setUp();
    await handle(changeFixture(name));
    await handle(changeFixture(name));
    expect(connections.calls).toEqual([[connectionId], [connectionId]]);
    expect(await remembered()).toMatchObject([{ connectionId, at: at(-2) + 3_000 }]);
    expect(log.entries.at(-1)).toMatchObject({
      message: 'change looked into',
      facts: { kind: 'api-change', connectionId, own: false },
    });
  });

  it('on a healthy connection tells nothing, and explains a fall after it', async () => {
    const { handle, connections, sweep, told, records, announcer, restartRequests } = setUp();
    await handle(changeFixture('tunnel-options-wrapped'));
    expect(told()).toEqual([]);
    connections.all = [fallen];
    for (const minute of [1, 2, 3, 4, 12]) await sweep(minute);
    expect(announcer.announcements[0]?.message.cause?.sentence).toBe(
      'Tunnel options were changed by role network-admin at 02:58 UTC, 1 minute before the fall.',
    );
    expect(records.incident('eu-west-1', connectionId)?.withheld?.reason).toBe('changed-by-hand');
    expect(restartRequests.requests).toEqual([]);
    await sweep(14);
    expect(restartRequests.requests).toHaveLength(1);
  });

  it('that has deleted a connection closes its incident and says who it was', async () => {
    const { handle, connections, sweep, told, announcer } = setUp([fallen]);
    for (const minute of [0, 2]) await sweep(minute);
    connections.all = [];
    await handle(withDetail(changeFixture('connection-deleted'), { eventTime: '2026-03-01T03:02:00Z' }));
    await sweep(4);
    expect(told().at(-1)).toBe('incident.closed');
    expect(announcer.announcements.at(-1)?.thread.map(({ text }) => text)).toContain(
      'The connection was deleted by role network-admin at 03:02 UTC.',
    );
  });

  it('told long after is not remembered any more', async () => {
    const { handle, remembered } = setUp();
    const eventTime = new Date(at(0) - minutesMs(181)).toISOString();
    await handle(withDetail(changeFixture('connection-created'), { eventTime }));
    expect(await remembered()).toEqual([]);
  });

  it('is looked into though it cannot be remembered, and is tried again', async () => {
    const { handle, records, told } = setUp([connection({ tunnels: [down(firstIp), down(secondIp)] })]);
    records.failChanges(new Error('the table is away'));
    await expect(handle(changeFixture('connection-created'))).rejects.toThrow('the table is away');
    expect(told()).toEqual(['incident.opened']);
  });
});

describe('a call that changes a route', () => {
  it('of the connection makes us look at once, and explains a fall after it without holding back a restart', async () => {
    const { handle, connections, remembered, sweep, announcer, restartRequests } = setUp();
    await handle(changeFixture('static-route-deleted'));
    expect(connections.calls).toEqual([[connectionId]]);
    expect(await remembered()).toMatchObject([
      { operation: 'DeleteVpnConnectionRoute', by: { name: 'jane' } },
    ]);
    connections.all = [fallen];
    for (const minute of [1, 2, 3, 4]) await sweep(minute);
    expect(announcer.announcements[0]?.message.cause?.sentence).toBe(
      'A static route of the connection was deleted by user jane at 02:58 UTC, 1 minute before the fall.',
    );
    expect(restartRequests.requests).not.toEqual([]);
  });

  const called = (eventName: string, requestParameters: object, responseElements: object = {}) =>
    withDetail(changeFixture('static-route-deleted'), { eventName, requestParameters, responseElements });

  it.each([
    called('DisableVgwRoutePropagation', {
      gatewayId: 'vgw-0123456789abcdef0',
      routeTableId: 'rtb-01234567',
    }),
    called('ReplaceRoute', { routeTableId: 'rtb-01234567', gatewayId: 'vgw-0123456789abcdef0' }),
    called(
      'DeleteTransitGatewayRoute',
      { DeleteTransitGatewayRouteRequest: { TransitGatewayRouteTableId: 'tgw-rtb-0123456789abcdef0' } },
      { route: { transitGatewayAttachments: { item: { resourceId: connectionId, resourceType: 'vpn' } } } },
    ),
  ])('is remembered of the connections that it touches: %j', async (event) => {
    const target = { kind: 'virtual-private-gateway', id: 'vgw-0123456789abcdef0' } as const;
    const { handle, remembered } = setUp([connection({ target })]);
    await handle(event);
    expect(await remembered()).toMatchObject([{ connectionId, by: { kind: 'user', name: 'jane' } }]);
  });

  it.each([
    called('CreateRoute', { routeTableId: 'rtb-01234567', gatewayId: 'igw-0123456789abcdef0' }),
    called('CreateRoute', { routeTableId: 'rtb-01234567', gatewayId: 'vgw-0123456789abcdef9' }),
    called('AssociateTransitGatewayRouteTable', {
      transitGatewayAttachmentId: 'tgw-attach-0123456789abcdef0',
    }),
  ])('of something else is ignored, and the log says why: %j', async (event) => {
    const { handle, connections, log } = setUp();
    await handle(event);
    expect(connections.calls.flat()).not.toContain(connectionId);
    expect(log.entries.at(-1)).toMatchObject({
      message: 'change ignored',
      facts: { reason: expect.stringMatching(/^(?:names-no|no-such)-connection$/) },
    });
  });
});

it('our own restart is no change by somebody', async () => {
  const { handle, connections, remembered, sweep, restartRequests, log } = setUp([fallen]);
  await handle(changeFixture('own-restart'));
  expect(connections.calls).toEqual([[connectionId]]);
  expect(await remembered()).toEqual([]);
  expect(log.entries.at(-1)?.facts).toMatchObject({ own: true });
  for (const minute of [2, 3]) await sweep(minute);
  expect(restartRequests.requests).toHaveLength(1);
});

describe('news of Network Manager', () => {
  it('makes us look, and is not believed', async () => {
    const { handle, connections, records, told } = setUp([fallen]);
    await handle(networkManagerFixture('ipsec-down'));
    expect(connections.calls).toEqual([[connectionId]]);
    expect(records.savedIncidents).toMatchObject([{ phase: 'suspected' }]);
    expect(told()).toEqual([]);
  });

  it.each([
    ['203.0.113.1', firstIp],
    ['2001:DB8:0::1', '2001:db8::0:1'],
  ])('that names an outside IP alone, %s, is looked into where that IP is', async (told, outsideIp) => {
    const other = connection({ connectionId: 'vpn-0b1b2c3d4e5f60718', tunnels: [up('203.0.113.77')] });
    const { handle, connections, records } = setUp([
      other,
      connection({ tunnels: [down(outsideIp), up(secondIp)] }),
    ]);
    await handle(withDetail(networkManagerFixture('cloud-wan-outside-ip'), { outsideIpAddress: told }));
    expect(connections.calls.at(-1)).toEqual([connectionId]);
    expect(records.savedIncidents).toMatchObject([{ phase: 'suspected', connectionId }]);
  });

  it.each([
    [{ outsideIpAddress: '203.0.113.250' }, 'no-such-connection'],
    [{ region: 'us-west-1' }, 'region-not-watched'],
    [{ outsideIpAddress: undefined }, 'names-no-connection'],
    [
      { attachmentArn: 'arn:aws:networkmanager::999999999999:attachment/attachment-0123456789abcdef0' },
      'foreign-account',
    ],
  ])('that names an outside IP alone is ignored where %j: %s', async (change, reason) => {
    const { handle, records, log } = setUp([fallen]);
    await handle(withDetail(networkManagerFixture('cloud-wan-outside-ip'), change));
    expect(records.savedIncidents).toEqual([]);
    expect(log.entries.at(-1)).toMatchObject({ message: 'change ignored', facts: { reason } });
  });

  it('about a tunnel that is up tells nothing', async () => {
    const { handle, records } = setUp();
    await handle(networkManagerFixture('ipsec-down'));
    expect(records.savedIncidents).toEqual([]);
  });
});

describe('nobody looks, and the log says why', () => {
  it.each([
    ['a call that was refused', changeFixture('refused'), 'call-failed'],
    ['something else', { hello: 'world' }, 'unreadable'],
    [
      'a call in a region that is not watched',
      withDetail(changeFixture('connection-deleted'), { awsRegion: 'ap-south-1' }),
      'region-not-watched',
    ],
  ])('%s', async (_name, event, reason) => {
    const { handle, connections, log } = setUp();
    await handle(event);
    expect(connections.calls).toEqual([]);
    expect(log.entries).toMatchObject([{ message: 'change ignored', facts: { reason } }]);
  });
});

it('nothing of a record reaches the log but what is named', async () => {
  const { handle, log } = setUp();
  const secret = 'PSK.0123456789';
  await handle(
    withDetail(changeFixture('tunnel-options-wrapped'), {
      requestParameters: { VpnConnectionId: connectionId, TunnelOptions: { PreSharedKey: secret } },
      responseElements: { customerGatewayConfiguration: `<key>${secret}</key>` },
    }),
  );
  expect(JSON.stringify(log.entries)).not.toContain(secret);
});
