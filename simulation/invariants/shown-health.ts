import type { Connection } from '../../shared/domain/connection.ts';

/** `none`: nothing is to be told of it: it is gone, being made, or left alone by wish of its owner. */
export type Shown = 'healthy' | 'degraded' | 'outage' | 'none';

interface Subject {
  readonly view: Connection | undefined;
  readonly tunnels: ReadonlyMap<
    string,
    { readonly shown: string; readonly everUp: boolean; readonly seenUp: boolean }
  >;
}

/**
 * The health that AWS shows. Two where it depends on a tunnel that has been up and that nobody may have seen up: it may count
 * as used or as unused.
 */
export const shownHealths = ({ view, tunnels }: Subject): readonly Shown[] => {
  if (!view || view.state === 'deleting' || view.state === 'pending') return ['none'];
  if (view.tags['tunnelkeeper:watch'] === 'off') return ['none'];
  const all = [...tunnels.values()];
  const sure = healthOf(all.filter(({ seenUp }) => seenUp));
  const possible = healthOf(all.filter(({ everUp }) => everUp));
  return sure === possible ? [sure] : [sure, possible];
};

const healthOf = (used: readonly { readonly shown: string }[]): Shown => {
  const up = used.filter(({ shown }) => shown === 'up').length;
  if (up === used.length) return 'healthy';
  return up > 0 ? 'degraded' : 'outage';
};
