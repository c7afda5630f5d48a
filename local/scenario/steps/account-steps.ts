import type { TunnelOptions } from '../../world/tunnel-options.ts';
import type { Step } from '../format/step.ts';
import type { Handlers } from './handlers.ts';
import { tunnelAt } from './tunnels-at.ts';

/** What people do in the account. */
export const accountSteps = {
  connectionCreated: (description, { world }) => {
    world.createConnection(description);
  },
  connectionDeleted: (connectionId, { world }) => {
    world.deleteConnection(connectionId);
  },
  tunnelOptionsChanged: ({ tunnel, options }, { world }) => {
    world.modifyTunnel(tunnelAt(world, tunnel), { options: changedOptions(options) });
  },
  tagsChanged: ({ resource, set = {}, remove = [] }, { world }) => {
    for (const { id, tags } of [...world.connections(), ...world.gateways()]) {
      if (id !== resource) continue;
      for (const [key, value] of Object.entries(set)) tags.set(key, value);
      for (const key of remove) tags.delete(key);
    }
  },
  alarmSet: ({ alarm, state, reason = 'set by hand', region }, deps) =>
    deps.setAlarm(region ?? deps.region, alarm, state, reason),
} satisfies Partial<Handlers>;

const changedOptions = (
  options: NonNullable<Step['tunnelOptionsChanged']>['options'],
): Partial<TunnelOptions> => {
  const { lifecycleControl, logGroupArn: _log, bgpLogGroupArn: _bgpLog, ...rest } = options;
  const changed = { ...rest, enableTunnelLifecycleControl: lifecycleControl };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
};
