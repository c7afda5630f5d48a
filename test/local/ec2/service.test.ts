import type { VpnConnection } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../local/contract.ts';
import { createEc2Service } from '../../../local/services/ec2/service.ts';
import { plantedSecrets } from '../../../local/world/planted-secrets.ts';
import {
  connectionId,
  firstIp,
  gatewayId,
  minute,
  operator,
  region,
  secondIp,
  stage,
} from '../world/fixture.ts';

const open = (options: Parameters<typeof stage>[0] = {}) => {
  const scene = stage(options);
  const service = createEc2Service(scene);
  return { ...scene, service, call: (name: string, input: object) => call(service, name, input) };
};

const call = (service: Service, name: string, input: object): never =>
  service.operations[name]?.(input, operator) as never;

const describeOne = (service: Service): VpnConnection => {
  const { VpnConnections } = call(service, 'DescribeVpnConnections', {}) as {
    VpnConnections: VpnConnection[];
  };
  const [one] = VpnConnections;
  if (!one) throw new Error('no connection');
  return one;
};

const modify = (options: object, outsideIp = firstIp) => ({
  VpnConnectionId: connectionId,
  VpnTunnelOutsideIpAddress: outsideIp,
  TunnelOptions: options,
});

describe('DescribeVpnConnections', () => {
  it('is as heavy and as secret as in AWS: an 8 kB document and the options, both with the keys', () => {
    const { service, world } = open();
    const connection = describeOne(service);
    const secrets = plantedSecrets(world);
    const document = connection.CustomerGatewayConfiguration ?? '';
    expect(secrets).toHaveLength(2);
    expect(document.length).toBeGreaterThan(6_500);
    expect(document.length).toBeLessThan(9_500);
    for (const secret of secrets) expect(document).toContain(secret);
    expect(connection.Options?.TunnelOptions?.map(({ PreSharedKey }) => PreSharedKey)).toEqual(secrets);
  });

  it('lists telemetry in an order of its own', () => {
    const { service } = open({ connection: { telemetryOrder: 'reversed' }, first: { state: 'down' } });
    const { Options, VgwTelemetry } = describeOne(service);
    expect(Options?.TunnelOptions?.map(({ OutsideIpAddress }) => OutsideIpAddress)).toEqual([
      firstIp,
      secondIp,
    ]);
    expect(VgwTelemetry).toMatchObject([
      { OutsideIpAddress: secondIp, Status: 'UP', AcceptedRouteCount: 3 },
      { OutsideIpAddress: firstIp, Status: 'DOWN', AcceptedRouteCount: 0 },
    ]);
  });

  it('has no tunnel options for a classic connection', () => {
    const { service } = open({ connection: { classic: true } });
    expect(describeOne(service)).toMatchObject({ Category: 'VPN-Classic' });
    expect(describeOne(service).Options).not.toHaveProperty('TunnelOptions');
  });

  it('shows the state modifying, without the document, while an endpoint is replaced', () => {
    const { service, call: request } = open();
    request('ModifyVpnTunnelOptions', modify({ DPDTimeoutSeconds: 41 }));
    expect(describeOne(service)).toMatchObject({ State: 'modifying' });
    expect(describeOne(service)).not.toHaveProperty('CustomerGatewayConfiguration');
  });

  it.each([
    [{ Name: 'vpn-connection-id', Values: ['vpn-00000000', connectionId] }, 1],
    [{ Name: 'vpn-connection-id', Values: ['vpn-00000000'] }, 0],
    [{ Name: 'state', Values: ['available'] }, 1],
    [{ Name: 'state', Values: ['deleted'] }, 0],
    [{ Name: 'customer-gateway-id', Values: [gatewayId] }, 1],
    [{ Name: 'vpn-gateway-id', Values: ['vgw-*'] }, 0],
    [{ Name: 'transit-gateway-id', Values: ['tgw-*'] }, 1],
    [{ Name: 'tag:team', Values: ['net*'] }, 1],
    [{ Name: 'tag:team', Values: ['other'] }, 0],
    [{ Name: 'tag-key', Values: ['team'] }, 1],
  ])('filter %j lists %i', (filter, count) => {
    const { call: request } = open({ connection: { tags: { team: 'network' } } });
    const { VpnConnections } = request('DescribeVpnConnections', { Filters: [filter] }) as {
      VpnConnections: VpnConnection[];
    };
    expect(VpnConnections).toHaveLength(count);
  });

  it('fails as a whole for an id that is not there', () => {
    const { call: request } = open();
    expect(() =>
      request('DescribeVpnConnections', { VpnConnectionIds: [connectionId, 'vpn-00000000'] }),
    ).toThrow(expect.objectContaining({ code: 'InvalidVpnConnectionID.NotFound' }));
  });
});

describe('ModifyVpnTunnelOptions', () => {
  it('changes what it mentions, leaves the rest, answers with the keys, and tells the journal without them', () => {
    const { service, call: request, entries, journal, world } = open();
    const answer = request(
      'ModifyVpnTunnelOptions',
      modify({ StartupAction: 'start', PreSharedKey: 'new_Secret.123' }),
    );
    expect(JSON.stringify(answer)).toContain('new_Secret.123');
    expect(describeOne(service).Options?.TunnelOptions?.[0]).toMatchObject({
      StartupAction: 'start',
      DpdTimeoutSeconds: 40,
    });
    expect(entries('tunnel.restart')).toMatchObject([
      { connectionId, outsideIp: firstIp, by: 'operator', asked: { StartupAction: 'start' } },
    ]);
    expect(plantedSecrets(world)).toContain('new_Secret.123');
    for (const secret of plantedSecrets(world)) expect(JSON.stringify(journal.entries)).not.toContain(secret);
  });

  it.each([
    [{ DPDTimeoutSeconds: 29 }],
    [{ DPDTimeoutAction: 'reboot' }],
    [{ StartupAction: 'begin' }],
    [{ Phase1LifetimeSeconds: 899 }],
    [{ Phase2LifetimeSeconds: 3_601 }],
    [{ Phase1LifetimeSeconds: 900, Phase2LifetimeSeconds: 900 }],
    [{ RekeyMarginTimeSeconds: 1_801 }],
    [{ RekeyFuzzPercentage: 101 }],
    [{ ReplayWindowSize: 63 }],
    [{ IKEVersions: [{ Value: 'ikev3' }] }],
    [{ Phase1DHGroupNumbers: [{ Value: 5 }] }],
    [{ TunnelInsideCidr: '169.254.0.0/30' }],
    [{ PreSharedKey: '0startsWithZero' }],
    [{ PreSharedKey: 'short' }],
  ])('refuses %j', (options) => {
    const { call: request, world } = open();
    expect(() => request('ModifyVpnTunnelOptions', modify(options))).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValue' }),
    );
    expect(world.connection(connectionId).state).toBe('available');
  });

  it('refuses an address that none of the tunnels has', () => {
    const { call: request } = open();
    expect(() => request('ModifyVpnTunnelOptions', modify({ DPDTimeoutSeconds: 41 }, '192.0.2.1'))).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValue' }),
    );
  });

  it('does nothing in a dry run', () => {
    const { call: request, world } = open();
    expect(() =>
      request('ModifyVpnTunnelOptions', { ...modify({ DPDTimeoutSeconds: 41 }), DryRun: true }),
    ).toThrow(expect.objectContaining({ code: 'DryRunOperation' }));
    expect(world.connection(connectionId).state).toBe('available');
  });

  it('needs permission on the connection, with its tags as conditions', () => {
    const { service } = open({ connection: { tags: { team: 'network' } } });
    expect(service.permissions('ModifyVpnTunnelOptions', modify({}), operator)).toEqual([
      {
        action: 'ec2:ModifyVpnTunnelOptions',
        resources: [`arn:aws:ec2:${region}:123456789012:vpn-connection/${connectionId}`],
        conditions: {
          'ec2:Region': region,
          'ec2:ResourceTag/team': 'network',
          'aws:ResourceTag/team': 'network',
        },
      },
    ]);
    expect(service.permissions('DescribeVpnConnections', {}, operator)).toMatchObject([
      { action: 'ec2:DescribeVpnConnections', resources: ['*'] },
    ]);
  });
});

describe('other operations', () => {
  it('replaces a tunnel only with lifecycle control', () => {
    const named = { VpnConnectionId: connectionId, VpnTunnelOutsideIpAddress: firstIp };
    expect(() => open().call('ReplaceVpnTunnel', named)).toThrow(
      expect.objectContaining({ code: 'UnsupportedOperation' }),
    );
    const { call: request, world } = open({ first: { options: { lifecycleControl: true } } });
    expect(request('ReplaceVpnTunnel', named)).toEqual({ Return: true });
    expect(world.connection(connectionId).state).toBe('modifying');
    expect(request('GetActiveVpnTunnelStatus', named)).toEqual({
      ActiveVpnTunnelStatus: { ProvisioningStatus: 'pending' },
    });
  });

  it('creates a connection that is pending, then available, and deletes it', async () => {
    const { call: request, after: runUntil, world } = open();
    const { VpnConnection } = request('CreateVpnConnection', {
      CustomerGatewayId: gatewayId,
      Type: 'ipsec.1',
      TagSpecifications: [{ ResourceType: 'vpn-connection', Tags: [{ Key: 'Name', Value: 'new' }] }],
    }) as { VpnConnection: VpnConnection };
    const id = VpnConnection.VpnConnectionId ?? '';
    expect(VpnConnection).toMatchObject({ State: 'pending', Tags: [{ Key: 'Name', Value: 'new' }] });
    await runUntil(5 * minute);
    expect(world.connection(id).state).toBe('available');
    request('DeleteVpnConnection', { VpnConnectionId: id });
    await runUntil(10 * minute);
    expect(world.connection(id).state).toBe('deleted');
  });

  it('changes tags', () => {
    const { call: request, world } = open();
    request('CreateTags', {
      Resources: [connectionId],
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    request('DeleteTags', { Resources: [connectionId], Tags: [{ Key: 'a' }, { Key: 'b', Value: 'other' }] });
    expect([...world.connection(connectionId).tags]).toEqual([['b', '2']]);
  });

  it('describes customer gateways, with no address for one that is known by its certificate', () => {
    const { call: request } = open({ gatewayIp: null });
    const { CustomerGateways } = request('DescribeCustomerGateways', { CustomerGatewayIds: [gatewayId] }) as {
      CustomerGateways: object[];
    };
    expect(CustomerGateways).toMatchObject([{ CustomerGatewayId: gatewayId, BgpAsn: '65000' }]);
    expect(CustomerGateways[0]).not.toHaveProperty('IpAddress');
  });
});

describe('regions', () => {
  interface Listed {
    readonly Regions: readonly { readonly RegionName: string; readonly OptInStatus: string }[];
  }
  const statusOf = ({ Regions }: Listed, name: string): string | undefined =>
    Regions.find(({ RegionName }) => RegionName === name)?.OptInStatus;

  it('are those that the account has, or all that there are', () => {
    const { service } = open();
    const on = call(service, 'DescribeRegions', {}) as Listed;
    expect([statusOf(on, 'eu-west-1'), statusOf(on, 'me-south-1')]).toEqual([
      'opt-in-not-required',
      undefined,
    ]);
    const all = call(service, 'DescribeRegions', { AllRegions: true }) as Listed;
    expect([statusOf(all, 'me-south-1'), statusOf(all, 'eu-wst-1')]).toEqual(['not-opted-in', undefined]);
  });

  it('that are unknown are named', () => {
    const { service } = open();
    expect(() => call(service, 'DescribeRegions', { RegionNames: ['eu-wst-1'] })).toThrow(
      'Invalid region names: [eu-wst-1]',
    );
  });

  it('that are not on let nobody in', () => {
    const { service } = open();
    const there = { ...operator, region: 'me-south-1' };
    expect(() => service.operations['DescribeVpnConnections']?.({}, there)).toThrow(
      expect.objectContaining({ code: 'AuthFailure', statusCode: 401 }),
    );
  });
});
