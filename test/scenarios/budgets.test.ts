import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../local/contract.ts';
import { generateEstate } from '../../local/scenario/estate.ts';
import { tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import { connectionId, firstIp, scenarioWith } from './estate.ts';
import { playToEnd, type Scene } from './scene.ts';

const callsOf = (scene: Scene, folder: string): readonly JournalEntry[] =>
  scene.play.journal
    .of('call')
    .filter((entry) => String(entry['functionName']).toLowerCase().includes(folder.replaceAll('-', '')));

const operations = (calls: readonly JournalEntry[]): readonly string[] =>
  calls.map((call) => String(call['operation']));

describe('a sweep of a healthy region', () => {
  it.each([1, 60])('makes one EC2 call and one table query for %i connections', async (connections) => {
    const estate = generateEstate({ connections, region: 'us-east-1' });
    const scene = await playToEnd({ ...scenarioWith([], { durationMinutes: 5 }), estate: estate as never });
    const lastSweep = callsOf(scene, 'sweep').filter((call) => call.at === scene.play.endsAt - 60_000);
    expect(operations(lastSweep).toSorted()).toEqual(['DescribeVpnConnections', 'Query']);
  });
});

/** The alarm on the first tunnel, as CloudWatch tells of it. */
const alarmEvent = {
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  account: '111122223333',
  region: 'us-east-1',
  detail: {
    alarmName: tunnelAlarmName(connectionId, firstIp),
    state: { value: 'ALARM', timestamp: '2026-03-02T03:00:30.000+0000' },
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

/** A call on the connection, as the trail tells of it. */
const changeEvent = {
  source: 'aws.ec2',
  'detail-type': 'AWS API Call via CloudTrail',
  account: '111122223333',
  region: 'us-east-1',
  detail: {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'ModifyVpnConnection',
    eventTime: '2026-03-02T03:00:10Z',
    awsRegion: 'us-east-1',
    userIdentity: { type: 'IAMUser', userName: 'jane' },
    requestParameters: { ModifyVpnConnectionRequest: { VpnConnectionId: connectionId } },
  },
};

const fallen = { state: 'down', history: 'up' };

describe('a signal', () => {
  it.each([
    ['a sweep', 'sweep', { at: '30s', gatewayGoesSilent: connectionId }],
    ['an alarm', 'tunnel-alarm', { at: '30s', busEvent: { event: alarmEvent } }],
    ['a call by somebody', 'vpn-change', { at: '30s', busEvent: { event: changeEvent } }],
    [
      'a Health event',
      'health-event',
      { at: '30s', healthEvent: { code: 'AWS_VPN_SINGLE_TUNNEL_NOTIFICATION', connections: [connectionId] } },
    ],
  ])(
    'from %s needs at most three AWS round trips, one after another, before people are told',
    async (_name, folder, step) => {
      const connection = {
        tunnels: [
          { outsideIp: '203.0.113.17', ...(folder === 'sweep' ? {} : fallen) },
          // A call alone confirms nothing: it takes an outage to be told at first sight.
          { outsideIp: '203.0.113.42', ...(folder === 'vpn-change' ? fallen : {}) },
        ],
      };
      const scene = await playToEnd(scenarioWith([step], { durationMinutes: 5, connection }));
      const calls = callsOf(scene, folder);
      const published = calls.findIndex((call) => call['operation'] === 'Publish');
      const before = operations(calls.slice(0, published));
      const looked = before.lastIndexOf('DescribeVpnConnections');
      // Side by side: the connections and the records; then gateways and metrics; then the save.
      const rounds = new Set(before.slice(looked).map((operation) => roundOf[operation]));
      expect(published).toBeGreaterThan(0);
      expect(rounds.size).toBeLessThanOrEqual(3);
      expect(rounds).not.toContain(undefined);
    },
  );
});

const roundOf: Readonly<Record<string, number>> = {
  DescribeVpnConnections: 1,
  Query: 1,
  DescribeCustomerGateways: 2,
  GetMetricData: 2,
  PutItem: 3,
};
