import { createHealthEventHandler } from '../functions/health-event/handler.ts';
import { createSweepHandler } from '../functions/sweep/handler.ts';
import { createTunnelAlarmHandler } from '../functions/tunnel-alarm/handler.ts';
import { createVpnChangeHandler } from '../functions/vpn-change/handler.ts';
import { createLook } from '../shared/intake/look.ts';
import { reachWords } from '../shared/words/english/reach.ts';
import { connection, down, firstIp, secondIp, up } from '../test/domain/builders.ts';
import { createFakeOwnAlarms } from '../test/fakes/own-alarms.ts';
import { createFakeTunnelAlarms } from '../test/fakes/tunnel-alarms.ts';
import { createRegion, type Region } from '../test/intake/region.ts';
import { samplesIn } from './samples.ts';
import type { Opened, Target } from './target.ts';

const regions = ['eu-west-1', 'us-east-1'];

/** One connection is healthy, one degraded, and one down. */
const openRegion = (): Region =>
  createRegion([
    connection(),
    connection({ connectionId: 'vpn-0123456789abcdef0', tunnels: [down(firstIp), up(secondIp)] }),
    connection({ connectionId: 'vpn-0fedcba9876543210', tunnels: [down(firstIp), down(secondIp)] }),
  ]);

const opened = (region: Region, handle: (event: unknown) => Promise<unknown>): Opened => ({
  handle,
  log: region.log.entries,
});

const healthEvent: Target = {
  name: 'health-event',
  samples: samplesIn('health'),
  open: () => {
    const region = openRegion();
    return opened(
      region,
      createHealthEventHandler({ ...region.deps, look: createLook(region.deps), regions }),
    );
  },
};

const tunnelAlarm: Target = {
  name: 'tunnel-alarm',
  samples: samplesIn('alarm'),
  open: () => {
    const region = openRegion();
    const deps = { ...region.deps, look: createLook(region.deps), alarms: createFakeTunnelAlarms(), regions };
    return opened(region, createTunnelAlarmHandler(deps));
  },
};

const vpnChange: Target = {
  name: 'vpn-change',
  samples: [...samplesIn('change'), ...samplesIn('network-manager')],
  open: () => {
    const region = openRegion();
    const ownRoleArn = 'arn:aws:iam::111122223333:role/Tunnelkeeper-RestartsRestartTunnelRole1A2B3C4D-Xy12';
    const deps = { ...region.deps, look: createLook(region.deps), regions, ownRoleArn };
    return opened(region, createVpnChangeHandler(deps));
  },
};

const sweep: Target = {
  name: 'sweep',
  samples: [{ task: 'look' }, { task: 'alarms' }],
  open: () => {
    const region = openRegion();
    const look = createLook(region.deps);
    const handler = createSweepHandler({
      ...region.deps,
      reachWords,
      ownAlarms: createFakeOwnAlarms(),
      hubRegion: 'eu-west-1',
      spokes: [],
      look: async (request) => {
        const report = await look(request);
        for (const { reason } of report.connections) region.log.info('swept', { reason });
        return report;
      },
      alarms: createFakeTunnelAlarms(),
      regions,
      sleep: region.clock.sleep,
    });
    return opened(region, (event) => handler(event, { getRemainingTimeInMillis: () => 300_000 }));
  },
};

/** The functions that take in what comes from outside. */
export const targets: readonly Target[] = [healthEvent, tunnelAlarm, vpnChange, sweep];
