import type { Connection } from '../../shared/domain/connection.ts';
import type { Incident } from '../../shared/domain/incident.ts';

/** `none`: nothing is to be told of it: it is gone, being made, or left alone by wish of its owner. */
export type Shown = 'healthy' | 'degraded' | 'outage' | 'none';

interface Subject {
  readonly view: Connection | undefined;
  readonly traffic: { readonly mayBeStopped: boolean };
  readonly incident: Pick<Incident, 'phase' | 'tunnels'> | undefined;
  readonly tunnels: ReadonlyMap<
    string,
    { readonly shown: string; readonly everUp: boolean; readonly seenUp: boolean }
  >;
}

/**
 * The health that AWS shows. Two where it depends on a tunnel that has been up and that nobody may have seen up: it may count
 * as used or as unused; or where what passes has stopped, which a review may not yet have seen, or not yet have seen to be over.
 */
export const shownHealths = ({ view, tunnels, traffic, incident }: Subject): readonly Shown[] => {
  if (!view || view.state === 'deleting' || view.state === 'pending') return ['none'];
  if (view.tags['tunnelkeeper:watch'] === 'off') return ['none'];
  const all = [...tunnels.values()];
  const sure = healthOf(all.filter(({ seenUp }) => seenUp));
  const possible = healthOf(all.filter(({ everUp }) => everUp));
  const isHeldForStopped =
    incident !== undefined &&
    incident.phase !== 'closed' &&
    incident.tunnels.some(({ state }) => state === 'no-traffic');
  const stopped: readonly Shown[] = traffic.mayBeStopped || isHeldForStopped ? ['outage'] : [];
  return [...new Set([sure, possible, ...stopped])];
};

const healthOf = (used: readonly { readonly shown: string }[]): Shown => {
  const up = used.filter(({ shown }) => shown === 'up').length;
  if (up === used.length) return 'healthy';
  return up > 0 ? 'degraded' : 'outage';
};
