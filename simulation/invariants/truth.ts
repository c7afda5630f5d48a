import type { Connection } from '../../shared/domain/connection.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Fact } from '../facts.ts';
import type { FunctionName } from '../platform/function-name.ts';

/** What is so, as the facts have told it, without asking the product. */
export interface Truth {
  readonly connections: ReadonlyMap<string, ConnectionTruth>;
  readonly invocations: ReadonlyMap<string, InvocationTruth>;
}

export interface ConnectionTruth {
  /** What AWS shows. Undefined: gone. */
  view: Connection | undefined;
  /** Since when nothing about its health has changed in what AWS shows. */
  healthSince: EpochMs;
  health: Shown;
  readonly tunnels: Map<string, TunnelTruth>;
}

export interface TunnelTruth {
  up: boolean;
  /** Since when it is up or down. */
  since: EpochMs;
  /** What AWS shows, and since when. */
  shown: 'up' | 'down' | 'no-routes';
  shownSince: EpochMs;
  everUp: boolean;
}

/** `none`: nothing is to be told of it: it is gone, being made, or left alone by wish of its owner. */
export type Shown = 'healthy' | 'degraded' | 'outage' | 'none';

export interface InvocationTruth {
  readonly function: FunctionName;
  readonly startedAt: EpochMs;
}

export interface TruthKeeper extends Truth {
  learn(fact: Fact, at: EpochMs): void;
}

export const createTruth = (): TruthKeeper => {
  const connections = new Map<string, ConnectionTruth>();
  const invocations = new Map<string, InvocationTruth>();
  const connectionOf = (connectionId: string, at: EpochMs): ConnectionTruth => {
    const known = connections.get(connectionId);
    if (known) return known;
    const made: ConnectionTruth = { view: undefined, healthSince: at, health: 'none', tunnels: new Map() };
    connections.set(connectionId, made);
    return made;
  };
  return {
    connections,
    invocations,
    learn: (fact, at) => {
      switch (fact.kind) {
        case 'tunnel': {
          const { tunnels } = connectionOf(fact.connectionId, at);
          const known = tunnels.get(fact.outsideIp);
          if (known) {
            known.up = fact.up;
            known.since = at;
            known.everUp ||= fact.up;
          }
          return;
        }
        case 'view':
          learnView(connectionOf(fact.connectionId, at), fact.view, at);
          return;
        case 'invocation':
          if (fact.step === 'started') {
            invocations.set(fact.invocation, { function: fact.function, startedAt: at });
          }
      }
    },
  };
};

const learnView = (connection: ConnectionTruth, view: Connection | undefined, at: EpochMs): void => {
  connection.view = view;
  for (const { outsideIp, ipsec, acceptedRouteCount } of view?.tunnels ?? []) {
    const carries = ipsec === 'up' && (view?.routing === 'static' || acceptedRouteCount > 0);
    const shown = carries ? 'up' : ipsec === 'up' ? 'no-routes' : 'down';
    const known = connection.tunnels.get(outsideIp);
    if (!known) {
      const longAgo = Number.NEGATIVE_INFINITY;
      connection.tunnels.set(outsideIp, {
        up: carries,
        since: longAgo,
        shown,
        shownSince: longAgo,
        everUp: carries,
      });
    } else if (known.shown !== shown) {
      known.shown = shown;
      known.shownSince = at;
    }
  }
  const health = healthOf(connection);
  if (health !== connection.health) {
    connection.health = health;
    connection.healthSince = at;
  }
};

/** In what AWS shows, with every tunnel that has ever been up taken for used. */
const healthOf = ({ view, tunnels }: ConnectionTruth): Shown => {
  if (!view || view.state === 'deleting' || view.state === 'pending') return 'none';
  if (view.tags['tunnelkeeper:watch'] === 'off') return 'none';
  const used = [...tunnels.values()].filter(({ everUp }) => everUp);
  const up = used.filter(({ shown }) => shown === 'up').length;
  if (up === used.length) return 'healthy';
  return up > 0 ? 'degraded' : 'outage';
};
