import type { VpnConnection } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { mapConnection } from '../../shared/aws/ec2/map-connection.ts';

const map = (described: VpnConnection) => mapConnection('eu-west-1', described);

const [one, two] = ['203.0.113.3', '203.0.113.5'];

describe('a connection as AWS describes it', () => {
  it('has the tunnels of its telemetry where AWS lists no options', () => {
    const { tunnels } = map({
      VgwTelemetry: [
        { OutsideIpAddress: one, Status: 'DOWN', LastStatusChange: new Date('2020-07-29T10:35:11Z') },
        { OutsideIpAddress: two, Status: 'UP' },
      ],
    });
    expect(tunnels).toEqual([
      {
        outsideIp: one,
        ipsec: 'down',
        bgpSession: 'none',
        acceptedRouteCount: 0,
        lastStatusChangeAt: Date.UTC(2020, 6, 29, 10, 35, 11),
        statusMessage: '',
        options: undefined,
      },
      expect.objectContaining({
        outsideIp: two,
        ipsec: 'up',
        lastStatusChangeAt: undefined,
        options: undefined,
      }),
    ]);
  });

  it.each([
    ['up', true, { Status: 'UP', StatusMessage: '3 BGP ROUTES' }],
    ['up', false, { Status: 'UP' }],
    ['down', false, { Status: 'DOWN' }],
    ['down', true, { Status: 'DOWN', StatusMessage: '' }],
    ['down', true, { Status: 'DOWN', StatusMessage: ' IPSEC IS  DOWN ' }],
    ['down', false, { Status: 'DOWN', StatusMessage: 'words that nobody knows' }],
    ['up', true, { Status: 'DOWN', StatusMessage: 'IPSEC IS UP' }],
    ['unknown', true, { Status: 'DOWN', StatusMessage: 'BGP IS DOWN' }],
    ['unknown', true, { Status: 'DOWN', StatusMessage: 'IPSEC IS UP, 0 BGP ROUTES' }],
    ['unknown', false, { Status: 'DOWN', StatusMessage: 'IPSEC IS UP' }],
    ['unknown', false, { Status: 'UP', StatusMessage: 'IPSEC IS DOWN' }],
    ['unknown', false, { Status: 'PENDING' }],
    ['unknown', true, {}],
  ] as const)('has IPsec %s (BGP %s) where AWS says %j', (expected, bgp, telemetry) => {
    const { tunnels } = map({
      Options: { StaticRoutesOnly: !bgp },
      VgwTelemetry: [{ OutsideIpAddress: one, ...telemetry } as never],
    });
    expect(tunnels).toMatchObject([{ ipsec: expected }]);
  });

  it('joins addresses that are the same in another writing, and keeps that of the options', () => {
    const { tunnels } = map({
      Options: { TunnelOptions: [{ OutsideIpAddress: '2001:DB8::1', StartupAction: 'start' }] },
      VgwTelemetry: [{ OutsideIpAddress: '2001:db8:0:0::0001', Status: 'UP' }],
    });
    expect(tunnels).toMatchObject([
      { outsideIp: '2001:DB8::1', ipsec: 'up', options: { startupAction: 'start' } },
    ]);
  });

  it('does not know of a tunnel without telemetry whether it is up', () => {
    const { tunnels } = map({
      Options: { TunnelOptions: [{ OutsideIpAddress: one }, { OutsideIpAddress: two }] },
      VgwTelemetry: [{ OutsideIpAddress: two, Status: 'UP' }],
    });
    expect(tunnels).toMatchObject([
      { outsideIp: one, ipsec: 'unknown' },
      { outsideIp: two, ipsec: 'up' },
    ]);
  });

  it('joins telemetry to options by outside IP, whatever the order', () => {
    const { tunnels } = map({
      Options: {
        TunnelOptions: [
          { OutsideIpAddress: one, StartupAction: 'start' },
          { OutsideIpAddress: two, StartupAction: 'add' },
        ],
      },
      VgwTelemetry: [
        { OutsideIpAddress: two, Status: 'UP' },
        { OutsideIpAddress: one, Status: 'DOWN' },
      ],
    });
    expect(tunnels).toMatchObject([
      { outsideIp: one, ipsec: 'down', options: { startupAction: 'start' } },
      { outsideIp: two, ipsec: 'up', options: { startupAction: 'add' } },
    ]);
  });

  it('has the defaults of AWS for options that were never set', () => {
    const { tunnels } = map({ Options: { TunnelOptions: [{ OutsideIpAddress: one }] } });
    expect(tunnels[0]?.options).toEqual({
      startupAction: 'add',
      dpdTimeoutSeconds: 40,
      dpdTimeoutAction: 'clear',
      ikeVersions: [],
      phase1: { encryption: [], integrity: [], dhGroups: [] },
      phase2: { encryption: [], integrity: [], dhGroups: [] },
      lifecycleControl: false,
      activityLog: undefined,
      bgpLog: undefined,
    });
  });

  it('says what it is associated with, which static routes it has, and when it renews keys', () => {
    const mapped = map({
      GatewayAssociationState: 'not-associated',
      Routes: [{ DestinationCidrBlock: '10.20.0.0/16', Source: 'Static', State: 'deleting' }],
      Options: {
        TunnelOptions: [
          { OutsideIpAddress: one, Phase2LifetimeSeconds: 28_800, RekeyMarginTimeSeconds: 540 },
          { OutsideIpAddress: two, RekeyFuzzPercentage: 50 },
        ],
      },
    });
    expect(mapped).toMatchObject({
      gatewayAssociation: 'not-associated',
      staticRoutes: [{ prefix: '10.20.0.0/16', state: 'deleting' }],
    });
    expect(mapped.tunnels.map(({ options }) => options?.rekey)).toEqual([
      { phase2LifetimeSeconds: 28_800, marginSeconds: 540, fuzzPercent: 100 },
      { phase2LifetimeSeconds: 3_600, marginSeconds: 270, fuzzPercent: 50 },
    ]);
    expect(map({})).toMatchObject({ gatewayAssociation: undefined, staticRoutes: undefined });
    expect(map({ Routes: [] }).staticRoutes).toEqual([]);
  });

  it('has what was allowed in the negotiation, and where the tunnel logs', () => {
    const logs = { LogEnabled: true, LogGroupArn: 'arn:log', BgpLogEnabled: true, BgpLogGroupArn: 'arn:bgp' };
    const { tunnels } = map({
      Options: {
        TunnelOptions: [
          {
            OutsideIpAddress: one,
            Phase1EncryptionAlgorithms: [{ Value: 'AES256' }, {}],
            Phase1IntegrityAlgorithms: [{ Value: 'SHA2-256' }],
            Phase1DHGroupNumbers: [{ Value: 14 }, { Value: 20 }],
            Phase2EncryptionAlgorithms: [{ Value: 'AES128' }],
            Phase2IntegrityAlgorithms: [{ Value: 'SHA1' }],
            Phase2DHGroupNumbers: [{ Value: 2 }],
            EnableTunnelLifecycleControl: true,
            LogOptions: { CloudWatchLogOptions: logs },
          },
          {
            OutsideIpAddress: two,
            LogOptions: { CloudWatchLogOptions: { ...logs, LogEnabled: false, BgpLogEnabled: false } },
          },
        ],
      },
    });
    expect(tunnels).toMatchObject([
      {
        options: {
          phase1: { encryption: ['AES256'], integrity: ['SHA2-256'], dhGroups: [14, 20] },
          phase2: { encryption: ['AES128'], integrity: ['SHA1'], dhGroups: [2] },
          lifecycleControl: true,
          activityLog: { logGroupArn: 'arn:log' },
          bgpLog: { logGroupArn: 'arn:bgp' },
        },
      },
      { options: { activityLog: undefined, bgpLog: undefined } },
    ]);
  });

  it.each([
    ['BGP, says that IPsec is up', false, 'IPSEC IS UP', 'up'],
    ['BGP, says so otherwise', false, ' ipsec is up ', 'up'],
    ['BGP, says that it is down', false, 'IPSEC IS DOWN', 'down'],
    ['BGP, says more than that', false, 'IPSEC IS UP?', 'unknown'],
    ['static, says that IPsec is up', true, 'IPSEC IS UP', 'unknown'],
    ['of the classic kind, says that IPsec is up', undefined, 'IPSEC IS UP', 'unknown'],
  ])('a tunnel that AWS shows as down: %s', (_name, StaticRoutesOnly, StatusMessage, ipsec) => {
    const { tunnels } = map({
      Options: { StaticRoutesOnly },
      VgwTelemetry: [{ OutsideIpAddress: one, Status: 'DOWN', StatusMessage, AcceptedRouteCount: 3 }],
    });
    expect(tunnels).toMatchObject([{ ipsec, acceptedRouteCount: 0 }]);
  });

  it.each([
    ['up', false, 'UP', 'up'],
    ['down', false, 'DOWN', 'down'],
    ['unknown', false, undefined, 'unknown'],
    ['none', true, 'UP', 'none'],
    ['none', undefined, 'UP', 'none'],
  ] as const)(
    'the BGP session is %s: static routes only %s, status %s',
    (_word, StaticRoutesOnly, Status, bgpSession) => {
      const { tunnels } = map({
        Options: { StaticRoutesOnly },
        VgwTelemetry: [{ OutsideIpAddress: one, Status }],
      });
      expect(tunnels).toMatchObject([{ bgpSession }]);
    },
  );

  it('has no tunnels while it is being created', () => {
    expect(map({ State: 'pending', Options: { TunnelOptions: [{}] } }).tunnels).toEqual([]);
  });

  it.each([
    ['true', true, 'static'],
    ['false', false, 'bgp'],
    ['absent', undefined, 'static'],
  ])('with static routes only %s is routed as %s', (_, StaticRoutesOnly, routing) => {
    expect(map({ Options: { StaticRoutesOnly } }).routing).toBe(routing);
  });

  it('keeps a state that nobody has heard of', () => {
    expect(map({ State: 'hibernating' as 'pending' }).state).toBe('hibernating');
  });

  it.each(['', ' ', undefined])('has no name where the tag says %j', (Value) => {
    expect(map({ Tags: [{ Key: 'Name', Value }] }).name).toBeUndefined();
  });
});
