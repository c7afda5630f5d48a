import { expect, it } from 'vitest';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Connections } from '../../shared/ports/aws.ts';
import { connection, firstIp, options, secondIp, tunnel } from '../domain/builders.ts';

export interface ConnectionsSubject {
  readonly connections: Connections;
  /** From now on these connections exist, and no others. */
  place(connections: readonly Connection[]): void | Promise<void>;
  /** Calls that have been made to AWS. */
  requests(): number;
}

const region = 'eu-west-1';
const first = connection({ region, connectionId: 'vpn-00000000000000001' });
const second = connection({ region, connectionId: 'vpn-00000000000000002' });
const elsewhere = connection({ region: 'us-east-1', connectionId: 'vpn-00000000000000003' });

const ids = (connections: readonly Connection[]): readonly string[] =>
  connections.map(({ connectionId }) => connectionId).sort();

/** What every implementation of `Connections` promises. */
export const runConnectionsContract = (
  makeSubject: () => ConnectionsSubject | Promise<ConnectionsSubject>,
) => {
  it('lists every connection of the region in one call', async () => {
    const { connections, place, requests } = await makeSubject();
    await place([first, second, elsewhere]);
    expect(ids(await connections.list(region))).toEqual(ids([first, second]));
    expect(requests()).toBe(1);
  });

  it('finds those that exist, in one call, whatever else is asked for', async () => {
    const { connections, place, requests } = await makeSubject();
    await place([first, second, elsewhere]);
    const wanted = [second.connectionId, 'vpn-0000000000000dead', elsewhere.connectionId];
    expect(ids(await connections.find(region, wanted))).toEqual([second.connectionId]);
    expect(requests()).toBe(1);
  });

  it('asks nothing when no id is asked for', async () => {
    const { connections, place, requests } = await makeSubject();
    await place([first]);
    expect(await connections.find(region, [])).toEqual([]);
    expect(requests()).toBe(0);
  });

  it('treats a deleted connection as absent and shows one that is being modified', async () => {
    const { connections, place } = await makeSubject();
    await place([
      { ...first, state: 'deleted' },
      { ...second, state: 'modifying' },
    ]);
    expect(await connections.list(region)).toMatchObject([
      { connectionId: second.connectionId, state: 'modifying' },
    ]);
    expect(await connections.find(region, [first.connectionId])).toEqual([]);
  });

  it.each<[string, Connection]>([
    [
      'tunnels with all that is known about them',
      connection({
        region,
        routing: 'bgp',
        accelerated: true,
        tunnels: [
          tunnel(firstIp, {
            ipsec: 'up',
            bgpSession: 'up',
            acceptedRouteCount: 7,
            statusMessage: '7 BGP ROUTES',
          }),
          tunnel(secondIp, {
            ipsec: 'down',
            bgpSession: 'down',
            options: {
              ...options,
              startupAction: 'add',
              dpdTimeoutSeconds: 31,
              dpdTimeoutAction: 'none',
              ikeVersions: ['ikev1', 'ikev2'],
            },
          }),
        ],
      }),
    ],
    ['an IPv6 tunnel', connection({ region, tunnels: [tunnel('2001:db8::1'), tunnel(secondIp)] })],
    [
      'a virtual private gateway',
      connection({ region, target: { kind: 'virtual-private-gateway', id: 'vgw-1' } }),
    ],
    [
      'Cloud WAN',
      connection({
        region,
        target: { kind: 'cloud-wan', id: 'arn:aws:networkmanager::1:core-network/core-network-1' },
      }),
    ],
    ['a concentrator', connection({ region, target: { kind: 'concentrator', id: 'vpnc-1' } })],
    ['no attachment', connection({ region, target: { kind: 'unattached', id: '' } })],
    ['tags', connection({ region, name: 'hq', tags: { Name: 'hq', 'tunnelkeeper:restart': 'off' } })],
  ])('shows a connection with %s as it is', async (_, placed) => {
    const { connections, place } = await makeSubject();
    const named = { ...placed, tags: { ...placed.tags, ...(placed.name ? { Name: placed.name } : {}) } };
    await place([named]);
    expect(await connections.list(region)).toEqual([named]);
  });
};
