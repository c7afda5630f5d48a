import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { toPutInput, toTunnelAlarm } from '../../shared/aws/cloudwatch/alarm-definition.ts';
import { tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';

const connectionId = 'vpn-00000000000000001';
const outsideIp = '203.0.113.1';
const wanted = {
  alarmName: tunnelAlarmName(connectionId, outsideIp),
  connectionId,
  outsideIp,
  dimensions: { VpnId: connectionId, TunnelIpAddress: outsideIp },
};
const made = toPutInput(wanted) as MetricAlarm;

describe('the alarm of a tunnel', () => {
  it('sees a tunnel that was not up for five minutes, and one that has stopped reporting', () => {
    expect(made).toMatchObject({
      Namespace: 'AWS/VPN',
      MetricName: 'TunnelState',
      Statistic: 'Maximum',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 300,
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      TreatMissingData: 'breaching',
    });
    expect(made.AlarmActions).toBeUndefined();
  });

  it('is known again', () => {
    expect(toTunnelAlarm(made)).toEqual({ ...wanted, asMade: true });
  });

  it.each<[string, Partial<MetricAlarm>]>([
    ['statistic', { Statistic: 'Minimum' }],
    ['threshold', { Threshold: 0 }],
    ['period', { Period: 60 }],
    ['evaluation periods', { EvaluationPeriods: 3 }],
    ['data points', { DatapointsToAlarm: 2 }],
    ['missing data', { TreatMissingData: 'missing' }],
    ['metric', { MetricName: 'TunnelDataIn' }],
    ['description', { AlarmDescription: `${made.AlarmDescription} Do not touch.` }],
  ])('with another %s is ours, but not as made', (_, change) => {
    expect(toTunnelAlarm({ ...made, ...change })).toMatchObject({ ...wanted, asMade: false });
  });

  it('to which somebody has added actions is still as made', () => {
    expect(toTunnelAlarm({ ...made, AlarmActions: ['arn:aws:sns:eu-west-1:1:page'] })?.asMade).toBe(true);
  });

  it.each<[string, Partial<MetricAlarm>]>([
    ['without our mark', { AlarmDescription: 'Pages the network team' }],
    ['without a description', { AlarmDescription: undefined }],
    ['with a name that names no tunnel', { AlarmName: 'tunnelkeeper/tunnel/backup' }],
  ])('%s is not ours', (_, change) => {
    expect(toTunnelAlarm({ ...made, ...change })).toBeUndefined();
  });
});
