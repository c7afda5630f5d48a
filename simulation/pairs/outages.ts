import { type EpochMs, hoursMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Fact } from '../facts.ts';
import type { FallCause } from '../world/model.ts';

/** A time in which no tunnel of a connection carried traffic. */
export interface Outage {
  readonly connectionId: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** What took the last tunnel down. */
  readonly cause: FallCause;
  /** Nothing had passed for an hour before. */
  readonly isIdle: boolean;
}

export interface OutageBook {
  learn(fact: Fact, at: EpochMs): void;
  /** Those that last end here. */
  close(at: EpochMs): readonly Outage[];
}

interface Followed {
  /** A tunnel that never brings anything back: that it is up helps nobody. */
  silent: string | undefined;
  readonly up: Set<string>;
  /** Before anything has come up, and once it is deleted, nobody misses it. */
  isMissed: boolean;
  since: Pick<Outage, 'from' | 'cause' | 'isIdle'> | undefined;
  /** Since when nothing passes. */
  quietSince: EpochMs | undefined;
}

const idleAfterMs = hoursMs(1);

/** Knows the truth of the world alone: what is shown, and what the product makes of it, is of no concern. */
export const createOutageBook = ({ connections }: Estate): OutageBook => {
  const ended: Outage[] = [];
  const followed = new Map<string, Followed>(
    connections.map(({ connectionId, fromStart, tunnels }) => {
      const up = fromStart ? tunnels.filter(({ configured }) => configured) : [];
      return [
        connectionId,
        {
          silent: undefined,
          up: new Set(up.map(({ outsideIp }) => outsideIp)),
          isMissed: up.length > 0,
          since: undefined,
          // What passes at the beginning has long passed.
          quietSince: Number.NEGATIVE_INFINITY,
        },
      ];
    }),
  );
  const end = (connectionId: string, connection: Followed, to: EpochMs): void => {
    if (connection.since) ended.push({ connectionId, to, ...connection.since });
    connection.since = undefined;
  };
  return {
    learn: (fact, at) => {
      if (fact.kind === 'view') {
        const gone = followed.get(fact.connectionId);
        if (!gone || (fact.view && fact.view.state !== 'deleting')) return;
        end(fact.connectionId, gone, at);
        gone.isMissed = false;
        return;
      }
      if (fact.kind === 'traffic') {
        const connection = followed.get(fact.connectionId);
        if (!connection) return;
        connection.quietSince = fact.passage === 'nothing' ? (connection.quietSince ?? at) : undefined;
        connection.silent = fact.silent;
        connection.up.delete(fact.silent ?? '');
        return;
      }
      if (fact.kind !== 'tunnel') return;
      const connection = followed.get(fact.connectionId);
      if (!connection || fact.outsideIp === connection.silent) return;
      if (fact.up) {
        connection.up.add(fact.outsideIp);
        connection.isMissed = true;
        end(fact.connectionId, connection, at);
        return;
      }
      connection.up.delete(fact.outsideIp);
      if (connection.up.size > 0 || !connection.isMissed) return;
      const isIdle = at - (connection.quietSince ?? at) >= idleAfterMs;
      connection.since ??= { from: at, cause: fact.why ?? 'silent', isIdle };
    },
    close: (at) => {
      for (const [connectionId, connection] of followed) end(connectionId, connection, at);
      return ended;
    },
  };
};
