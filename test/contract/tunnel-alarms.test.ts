import { describe } from 'vitest';
import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelAlarms } from '../../shared/aws/cloudwatch/tunnel-alarms.ts';
import { startAws } from '../aws/aws-double.ts';
import { cloudWatchOperations, createCloudWatchWorld } from '../aws/cloudwatch-double.ts';
import { createFakeLog } from '../fakes/log.ts';
import { createFakeTunnelAlarms } from '../fakes/tunnel-alarms.ts';
import { runTunnelAlarmsContract, type TunnelAlarmsSubject } from './tunnel-alarms-contract.ts';

const fake = (): TunnelAlarmsSubject => {
  const alarms = createFakeTunnelAlarms();
  return {
    alarms,
    placeForeign: (_region, alarmName) => {
      alarms.foreign.add(alarmName);
    },
    isForeign: (region, alarmName) => !alarms.alarms.get(region)?.has(alarmName),
    listMetric: (region, dimensions) => {
      alarms.dimensions.set(region, [...(alarms.dimensions.get(region) ?? []), dimensions]);
    },
  };
};

const description = 'Pages the network team';

const onCloudWatch = async (): Promise<TunnelAlarmsSubject> => {
  const world = createCloudWatchWorld();
  world.pageSize = 1;
  await startAws({ monitoring: cloudWatchOperations(world) });
  return {
    alarms: createTunnelAlarms(cloudWatchClients(), { log: createFakeLog() }),
    placeForeign: (region, alarmName) => {
      const alarm = { AlarmName: alarmName, AlarmDescription: description };
      world.alarms.set(region, new Map([[alarmName, alarm]]));
    },
    isForeign: (region, alarmName) =>
      world.alarms.get(region)?.get(alarmName)?.AlarmDescription === description,
    listMetric: (region, dimensions) => {
      const metrics = world.metrics.get(region) ?? [];
      world.metrics.set(region, [...metrics, { dimensions, upAt: [] }]);
    },
  };
};

describe('tunnel alarms: the fake', () => runTunnelAlarmsContract(fake));
describe('tunnel alarms: CloudWatch, one item a page', () => runTunnelAlarmsContract(onCloudWatch));
