import { describedLog, type TunnelOptions } from '../../world/tunnel-options.ts';
import type { Step } from '../format/step.ts';
import type { Handlers } from './handlers.ts';
import { tunnelAt } from './tunnels-at.ts';

type OptionsAsked = NonNullable<Step['tunnelOptionsChanged']>['options'];

/** What people do in the account. */
export const accountSteps = {
  connectionCreated: (description, { world }) => {
    world.createConnection(description);
  },
  connectionDeleted: (connectionId, { world }) => {
    world.deleteConnection(connectionId);
  },
  tunnelOptionsChanged: ({ tunnel, options }, { world }) => {
    const changed = tunnelAt(world, tunnel);
    world.modifyTunnel(changed, { options: changedOptions(options, changed.options) });
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
  stacksDeployed: (_, { deployStacks }) => deployStacks(),
  stacksRemoved: (_, { removeStacks }) => removeStacks(),
} satisfies Partial<Handlers>;

const changedOptions = (
  asked: OptionsAsked,
  { log, enableTunnelLifecycleControl }: TunnelOptions,
): Partial<TunnelOptions> => {
  const { startupAction, dpdTimeoutSeconds, dpdTimeoutAction, ikeVersions, lifecycleControl } = asked;
  const plain = { startupAction, dpdTimeoutSeconds, dpdTimeoutAction, ikeVersions };
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    enableTunnelLifecycleControl: lifecycleControl ?? enableTunnelLifecycleControl,
    log: describedLog(asked, log),
  };
};
