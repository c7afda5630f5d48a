import { type Clock, type EpochMs, type Journal, ServiceError } from '../contract.ts';
import type { HealthNews } from './health-event.ts';
import type { Ike } from './ike.ts';
import type { Connection, Tunnel } from './model.ts';
import type { WorldSettings } from './settings.ts';

/** An endpoint replacement that AWS decides on. */
export interface AwsReplacement {
  /** @default 4 minutes */
  readonly takesMs?: number | undefined;
  /** `back`: the tunnel comes up again; `left-down`: nobody starts IKE on the new endpoint. @default who may initiate does */
  readonly outcome?: 'back' | 'left-down' | undefined;
  /** After the end of the replacement; `null` for no Health event. @default as the settings say */
  readonly healthEventAfterMs?: number | null | undefined;
}

export interface Replacements {
  /** Replaces the endpoint because the customer asked for it. */
  byCustomer(connection: Connection, tunnel: Tunnel): void;
  byAws(connection: Connection, tunnel: Tunnel, replacement: AwsReplacement): void;
}

interface ReplacementDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly settings: WorldSettings;
  readonly ike: Ike;
  readonly sendHealthNews: (
    news: Pick<HealthNews, 'eventTypeCode' | 'region' | 'connectionIds' | 'startTime'>,
  ) => void;
}

export const createReplacements = ({
  clock,
  journal,
  settings,
  ike,
  sendHealthNews,
}: ReplacementDeps): Replacements => {
  const setState = (connection: Connection, state: Connection['state']): void => {
    connection.state = state;
    journal.record('connection.state', { region: connection.region, connectionId: connection.id, state });
  };

  const tellHealth = (connection: Connection, startTime: EpochMs, delayMs: number): void => {
    clock.after(delayMs, `Health event about ${connection.id}`, () => {
      sendHealthNews({
        eventTypeCode: 'AWS_VPN_REDUNDANCY_LOSS',
        region: connection.region,
        connectionIds: [connection.id],
        startTime,
      });
    });
  };

  const finish = (connection: Connection, tunnel: Tunnel, outcome?: AwsReplacement['outcome']): void => {
    tunnel.maintenance = { pending: false, autoAppliedAfter: undefined, lastAppliedAt: clock.now() };
    if (outcome === 'left-down') tunnel.peer.initiates = false;
    ike.putIn(connection, tunnel, outcome && (outcome === 'back' ? 'somebody' : 'nobody'));
  };

  return {
    byCustomer: (connection, tunnel) => {
      assertAvailable(connection, settings);
      const startedAt = clock.now();
      setState(connection, 'modifying');
      ike.takeOut(connection, tunnel, 'endpoint replaced on request');
      clock.after(settings.modifyTakesMs, `new endpoint for ${connection.id}/${tunnel.outsideIp}`, () => {
        if (connection.state !== 'modifying') return;
        setState(connection, 'available');
        finish(connection, tunnel);
        tellHealth(connection, startedAt, settings.healthEventAfterMs);
      });
    },
    byAws: (connection, tunnel, { takesMs = 240_000, outcome, healthEventAfterMs }) => {
      const startedAt = clock.now();
      ike.takeOut(connection, tunnel, 'endpoint replaced by AWS');
      clock.after(takesMs, `new endpoint for ${connection.id}/${tunnel.outsideIp}`, () => {
        if (connection.state === 'deleted') return;
        finish(connection, tunnel, outcome);
        if (healthEventAfterMs === null) return;
        tellHealth(connection, startedAt, healthEventAfterMs ?? settings.healthEventAfterMs);
      });
    },
  };
};

/** Refuses work on a connection that AWS is working on, with the error that the settings choose. */
export const assertAvailable = (connection: Connection, { busyError }: WorldSettings): void => {
  if (connection.state === 'available') return;
  throw new ServiceError(
    busyError,
    `The VPN connection ${connection.id} is in the state ${connection.state}; it must be available to complete the request.`,
  );
};
