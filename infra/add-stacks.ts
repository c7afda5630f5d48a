import { Annotations, type App, type Stack } from 'aws-cdk-lib';
import type { Config } from '../shared/config/config-schema.ts';
import { closestRegion, isKnownRegion } from '../shared/config/regions.ts';
import { type WatchedRegions, watchedRegions } from '../shared/config/watched-regions.ts';
import { hubStackName, spokeStackName } from '../shared/contracts/stack.ts';
import {
  networkManagerEvents,
  networkManagerRegion,
  regionalEvents,
  type WatchedEvents,
} from './constructs/event-patterns.ts';
import { spokeRegions } from './spoke-regions.ts';
import { SpokeStack } from './spoke-stack.ts';
import { TunnelkeeperStack } from './tunnelkeeper-stack.ts';

/** Tunnelkeeper in one account: the hub, and a spoke in every other region that has something to tell. */
export interface Stacks {
  readonly hub: TunnelkeeperStack;
  readonly spokes: readonly SpokeStack[];
}

export const addStacks = (
  app: App,
  config: Config,
  functionsDirectory: string,
  regions: WatchedRegions = watchedRegions(config.regions, undefined),
): Stacks => {
  const hub = new TunnelkeeperStack(app, hubStackName, {
    description:
      'Watches every Site-to-Site VPN tunnel of the account and restarts a tunnel where that is safe',
    env: { region: regions.hub },
    config,
    regions,
    functionsDirectory,
  });
  const spokes = spokeRegions(config, regions).map(
    (region) =>
      new SpokeStack(app, spokeStackName(region), {
        description: `Forwards what ${region} tells about Site-to-Site VPN tunnels to Tunnelkeeper in ${regions.hub}`,
        env: { region },
        hub,
        events: eventsFrom(region, config, regions),
        text: config,
      }),
  );
  for (const stack of [hub, ...spokes]) doubt(stack);
  return { hub, spokes };
};

/** A region that AWS has opened lately is no mistake; one that does not exist fails late and in unclear words. */
const doubt = (stack: Stack): void => {
  const { region } = stack;
  if (isKnownRegion(region)) return;
  const meant = closestRegion(region);
  Annotations.of(stack).addWarningV2(
    'tunnelkeeper:unknown-region',
    `regions: this version of the CDK knows no region "${region}"${meant ? `; did you mean "${meant}"?` : '.'}`,
  );
};

const eventsFrom = (
  region: string,
  { networkManager }: Config,
  { named }: WatchedRegions,
): Readonly<Record<string, WatchedEvents>> => ({
  ...(named.includes(region) ? regionalEvents : {}),
  ...(region === networkManagerRegion && networkManager === 'on' ? networkManagerEvents : {}),
});
