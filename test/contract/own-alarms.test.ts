import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createOwnAlarms } from '../../shared/aws/cloudwatch/own-alarms.ts';
import type { OwnAlarms } from '../../shared/ports/aws.ts';
import { startAws } from '../aws/aws-double.ts';
import { cloudWatchOperations, createCloudWatchWorld } from '../aws/cloudwatch-double.ts';
import { createFakeOwnAlarms } from '../fakes/own-alarms.ts';

const name = 'tunnelkeeper/self/unforwarded-events';
const at = Date.UTC(2026, 2, 2, 3, 0);

/** What every implementation of `OwnAlarms` promises. */
const runContract = (make: (raisedIn: string) => Promise<OwnAlarms> | OwnAlarms): void => {
  it('lists the alarms of a region, and of no other', async () => {
    const alarms = await make('eu-west-1');
    expect(await alarms.list('eu-west-1')).toContainEqual({ name, state: 'raised', since: at });
    expect(await alarms.list('us-east-1')).toEqual([]);
  });
};

describe('own alarms: the fake', () =>
  runContract((region) => {
    const alarms = createFakeOwnAlarms();
    alarms.alarms.set(region, [{ name, state: 'raised', since: at }]);
    return alarms;
  }));

const inCloudWatch = async (region: string, alarms: readonly MetricAlarm[]): Promise<OwnAlarms> => {
  const world = createCloudWatchWorld();
  world.alarms.set(region, new Map(alarms.map((alarm) => [alarm.AlarmName ?? '', alarm])));
  await startAws({ monitoring: cloudWatchOperations(world) });
  return createOwnAlarms(cloudWatchClients());
};

describe('own alarms: CloudWatch', () => {
  runContract((region) =>
    inCloudWatch(region, [
      { AlarmName: name, StateValue: 'ALARM', StateTransitionedTimestamp: new Date(at) },
    ]),
  );

  const initial = 'Unchecked: Initial alarm creation';
  const stopped = 'Insufficient Data: 5 datapoints were unknown.';
  const topic = ['arn:aws:sns:us-east-1:111122223333:topic'];
  it.each<[string, MetricAlarm, string]>([
    ['well', { StateValue: 'OK' }, 'ok'],
    ['new', { StateValue: 'INSUFFICIENT_DATA', StateReason: initial, InsufficientDataActions: topic }, 'ok'],
    [
      'one whose metric has stopped',
      { StateValue: 'INSUFFICIENT_DATA', StateReason: stopped, InsufficientDataActions: topic },
      'silent',
    ],
    ['one whose silence means nothing', { StateValue: 'INSUFFICIENT_DATA', StateReason: stopped }, 'ok'],
  ])('an alarm that is %s', async (_what, alarm, state) => {
    const sweep = { AlarmName: 'tunnelkeeper/self/no-sweep', StateUpdatedTimestamp: new Date(at), ...alarm };
    const ofTunnel = { AlarmName: 'tunnelkeeper/tunnel/vpn-0f2a3b4c5d6e7f801/203.0.113.17' };
    const alarms = await inCloudWatch('us-east-1', [sweep, ofTunnel]);
    expect(await alarms.list('us-east-1')).toEqual([{ name: sweep.AlarmName, state, since: at }]);
  });
});
