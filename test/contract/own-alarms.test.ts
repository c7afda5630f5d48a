import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createOwnAlarms } from '../../shared/aws/cloudwatch/own-alarms.ts';
import type { OwnAlarms } from '../../shared/ports/aws.ts';
import { startAws } from '../aws/aws-double.ts';
import { cloudWatchOperations, createCloudWatchWorld } from '../aws/cloudwatch-double.ts';
import { createFakeOwnAlarms } from '../fakes/own-alarms.ts';

const name = 'tunnelkeeper/self/unforwarded-events';

/** What every implementation of `OwnAlarms` promises. */
const runContract = (make: (raisedIn: string) => Promise<OwnAlarms> | OwnAlarms): void => {
  it('names the raised alarms of a region, and of no other', async () => {
    const alarms = await make('eu-west-1');
    expect(await alarms.raised('eu-west-1')).toEqual([name]);
    expect(await alarms.raised('us-east-1')).toEqual([]);
  });
};

describe('own alarms: the fake', () =>
  runContract((region) => {
    const alarms = createFakeOwnAlarms();
    alarms.names.set(region, [name]);
    return alarms;
  }));

describe('own alarms: CloudWatch', () =>
  runContract(async (region) => {
    const world = createCloudWatchWorld();
    const alarms: readonly MetricAlarm[] = [
      { AlarmName: name, StateValue: 'ALARM' },
      { AlarmName: 'tunnelkeeper/self/failed-events', StateValue: 'OK' },
      { AlarmName: 'tunnelkeeper/tunnel/vpn-0f2a3b4c5d6e7f801/203.0.113.17', StateValue: 'ALARM' },
    ];
    world.alarms.set(region, new Map(alarms.map((alarm) => [alarm.AlarmName ?? '', alarm])));
    await startAws({ monitoring: cloudWatchOperations(world) });
    return createOwnAlarms(cloudWatchClients());
  }));
