import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeVpnConnectionsCommand, EC2Client, ModifyVpnTunnelOptionsCommand } from '@aws-sdk/client-ec2';
import { expect, it } from 'vitest';
import { createEc2Service } from '../../../local/services/ec2/service.ts';
import { startMonitoring, tunnelAlarm } from '../monitoring/fixture.ts';
import { startWire } from '../wire/wire-fixture.ts';
import { connectionId, firstIp, stage, startAt } from '../world/fixture.ts';

it("gives the SDK's EC2 client what AWS would", async () => {
  const scene = stage({ connection: { name: 'frankfurt' } });
  const wire = await startWire([createEc2Service(scene)]);
  const ec2 = new EC2Client({ ...wire.client(), maxAttempts: 1 });

  const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand({}));
  expect(VpnConnections).toMatchObject([
    {
      VpnConnectionId: connectionId,
      State: 'available',
      Tags: [{ Key: 'Name', Value: 'frankfurt' }],
      Options: {
        TunnelOptions: [
          {
            OutsideIpAddress: firstIp,
            DpdTimeoutSeconds: 40,
            IkeVersions: [{ Value: 'ikev1' }, { Value: 'ikev2' }],
          },
          {},
        ],
      },
    },
  ]);
  expect(VpnConnections?.[0]?.VgwTelemetry?.[0]?.LastStatusChange).toBeInstanceOf(Date);
  expect(VpnConnections?.[0]?.CustomerGatewayConfiguration).toContain('<vpn_connection id=');

  const modify = new ModifyVpnTunnelOptionsCommand({
    VpnConnectionId: connectionId,
    VpnTunnelOutsideIpAddress: firstIp,
    TunnelOptions: { StartupAction: 'start', DPDTimeoutAction: 'restart', DPDTimeoutSeconds: 40 },
  });
  expect(await ec2.send(modify)).toMatchObject({ VpnConnection: { State: 'modifying' } });
  await expect(ec2.send(modify)).rejects.toMatchObject({ name: 'IncorrectState' });
});

it("gives the SDK's CloudWatch client what AWS would", async () => {
  const account = startMonitoring({ upBefore: true });
  const wire = await startWire([account.service]);
  const cloudWatch = new CloudWatchClient({ ...wire.client(), maxAttempts: 1 });

  await cloudWatch.send(new PutMetricAlarmCommand(tunnelAlarm));
  const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: ['tunnel'] }));
  expect(MetricAlarms).toMatchObject([
    {
      AlarmName: 'tunnel',
      StateValue: 'INSUFFICIENT_DATA',
      Threshold: 1,
      Dimensions: tunnelAlarm.Dimensions,
    },
  ]);

  const { Metrics } = await cloudWatch.send(new ListMetricsCommand({ Namespace: 'AWS/VPN' }));
  expect(Metrics).toEqual([
    { Namespace: 'AWS/VPN', MetricName: 'TunnelState', Dimensions: tunnelAlarm.Dimensions },
  ]);

  const { MetricDataResults } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(startAt - 3_600_000),
      EndTime: new Date(startAt),
      MetricDataQueries: [{ Id: 'm1', MetricStat: { Metric: Metrics?.[0], Stat: 'Maximum', Period: 3_600 } }],
    }),
  );
  expect(MetricDataResults).toMatchObject([{ Id: 'm1', Values: [1], StatusCode: 'Complete' }]);
});
