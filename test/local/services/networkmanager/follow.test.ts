import { describe, expect, it } from 'vitest';
import type { NetworkManagerForm } from '../../../../local/services/networkmanager/events.ts';
import { followWithNetworkManager } from '../../../../local/services/networkmanager/follow.ts';
import { accountId, connectionId, firstIp, gatewayId, minute, region, stage } from '../../world/fixture.ts';

const open = (form: NetworkManagerForm, options: Parameters<typeof stage>[0] = {}) => {
  const scene = stage(options);
  const putEvent = (event: (typeof scene.events)[number]) => scene.events.push(event);
  scene.journal.listen(followWithNetworkManager({ ...scene, putEvent, accountId, partition: 'aws', form }));
  const changes = () => scene.events.map(({ detail }) => (detail as { changeType?: string }).changeType);
  return { ...scene, changes };
};

describe('Network Manager', () => {
  it('tells in us-west-2 of a tunnel that falls, first IPsec and then BGP', async () => {
    const { world, first, events, changes } = open('transit-gateways');
    world.deleteSa(first);
    expect(changes()).toEqual(['VPN-CONNECTION-IPSEC-DOWN', 'VPN-CONNECTION-BGP-DOWN']);
    expect(events[0]).toMatchObject({
      'detail-type': 'Network Manager Status Update',
      source: 'aws.networkmanager',
      region: 'us-west-2',
      detail: {
        region,
        outsideIpAddress: firstIp,
        vpnConnectionArn: `arn:aws:ec2:${region}:${accountId}:vpn-connection/${connectionId}`,
      },
    });
  });

  it('tells of BGP alone where IPsec stays up, and of IPsec alone where no BGP runs', () => {
    const bgp = open('transit-gateways');
    bgp.world.changePeers([bgp.first], { bgp: 'down' });
    expect(bgp.changes()).toEqual(['VPN-CONNECTION-BGP-DOWN']);
    const fixed = open('transit-gateways', { connection: { routing: 'static' } });
    fixed.world.deleteSa(fixed.first);
    expect(fixed.changes()).toEqual(['VPN-CONNECTION-IPSEC-DOWN']);
  });

  it('tells of connections that come and go', async () => {
    const scene = open('transit-gateways');
    const { world, changes, events } = scene;
    world.createConnection({
      id: 'vpn-0f2a3b4c5d6e7f802',
      customerGateway: gatewayId,
      tunnels: [{ outsideIp: '203.0.113.50' }, { outsideIp: '203.0.113.51' }],
    });
    world.deleteConnection('vpn-0f2a3b4c5d6e7f802');
    await scene.after(10 * minute);
    expect(changes()).toEqual(['VPN-CONNECTION-CREATED', 'VPN-CONNECTION-DELETED']);
    expect(events[0]?.['detail-type']).toBe('Network Manager Topology Change');
  });

  it.each([
    ['cloud-wan', { changeType: 'VPN_CONNECTION_IPSEC_DOWN', edgeLocation: region }],
    ['2019', { 'change-type': 'VPN-CONNECTION-IPSEC-DOWN', 'outside-ip-address': firstIp, region }],
  ] as const)('speaks in the form %s', (form, detail) => {
    const { world, first, events } = open(form);
    world.deleteSa(first);
    expect(events[0]?.detail).toMatchObject(detail);
  });

  it.each([
    ['is off', 'off', {}],
    [
      'has nothing to do with a virtual private gateway',
      'transit-gateways',
      { vpnGateway: 'vgw-0123456789abcdef0' },
    ],
  ] as const)('tells nothing where it %s', (_name, form, connection) => {
    const { world, first, events } = open(form, { connection });
    world.deleteSa(first);
    expect(events).toEqual([]);
  });
});
