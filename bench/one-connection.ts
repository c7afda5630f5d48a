import type { Scenario } from '../local/scenario/format/scenario.ts';
import { parseScenario } from '../local/scenario/load.ts';
import { tunnelAlarmName } from '../shared/contracts/alarm-name.ts';

/** Where Network Manager's events arrive, wherever the connection is. */
export const region = 'us-west-2';

export const connectionId = 'vpn-0f2a3b4c5d6e7f801';
export const firstIp = '203.0.113.17';

/** One healthy connection, and what happens to it. */
export const oneConnection = (steps: readonly unknown[], durationMinutes: number): Scenario =>
  parseScenario(
    {
      name: 'of a benchmark',
      description: 'one connection',
      about: 'measured',
      durationMinutes,
      region,
      estate: {
        customerGateways: [{ id: 'cgw-0a11ce0000000001' }],
        connections: [
          {
            id: connectionId,
            customerGateway: 'cgw-0a11ce0000000001',
            tunnels: [{ outsideIp: firstIp }, { outsideIp: '203.0.113.42' }],
          },
        ],
      },
      steps,
    },
    'of a benchmark',
  );

const common = { account: '111122223333', region };

/** The alarm on the first tunnel, as CloudWatch tells of it. */
export const alarmEvent = {
  ...common,
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  detail: {
    alarmName: tunnelAlarmName(connectionId, firstIp),
    state: { value: 'ALARM', timestamp: '2026-03-02T03:04:40.000+0000' },
    configuration: {
      metrics: [
        {
          id: 'm1',
          metricStat: {
            metric: {
              namespace: 'AWS/VPN',
              name: 'TunnelState',
              dimensions: { VpnId: connectionId, TunnelIpAddress: firstIp },
            },
            period: 300,
            stat: 'Maximum',
          },
          returnData: true,
        },
      ],
    },
  },
};

/** The same fall, as Network Manager tells of it. */
export const networkManagerEvent = {
  ...common,
  source: 'aws.networkmanager',
  'detail-type': 'Network Manager Status Update',
  detail: {
    changeType: 'VPN-CONNECTION-IPSEC-DOWN',
    changeDescription: 'IPsec for a VPN connection has gone down.',
    region,
    vpnConnectionArn: `arn:aws:ec2:${region}:111122223333:vpn-connection/${connectionId}`,
    outsideIpAddress: firstIp,
  },
};
