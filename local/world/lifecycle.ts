import type { Clock, Journal } from '../contract.ts';
import type { ConnectionDescription } from './estate.ts';
import type { Ike } from './ike.ts';
import type { Connection } from './model.ts';
import type { Register } from './register.ts';
import type { WorldSettings } from './settings.ts';

const provisioningMs = 240_000;
const deletionMs = 120_000;

interface LifecycleDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly settings: WorldSettings;
  readonly register: Register;
  readonly ike: Ike;
}

/** How connections come and go. */
export interface Lifecycle {
  /** Lets a connection's tunnels follow their gateway from now on. */
  begin(connection: Connection): void;
  create(description: ConnectionDescription): Connection;
  remove(connectionId: string): Connection;
}

export const createLifecycle = ({ clock, journal, settings, register, ike }: LifecycleDeps): Lifecycle => {
  const enter = (connection: Connection, state: Connection['state'], what = 'connection.state'): void => {
    connection.state = state;
    journal.record(what, { region: connection.region, connectionId: connection.id, state });
  };

  const begin = (connection: Connection): void => {
    for (const tunnel of connection.tunnels) ike.begin(connection, tunnel);
  };

  return {
    begin,
    create: (description) => {
      const connection = register.addConnection(withoutSessions(description), clock.now());
      enter(connection, 'pending', 'connection.created');
      clock.after(provisioningMs, `provisioning of ${connection.id}`, () => {
        if (connection.state !== 'pending') return;
        enter(connection, 'available');
        begin(connection);
      });
      return connection;
    },
    remove: (connectionId) => {
      const connection = register.connection(connectionId);
      if (connection.state === 'deleting' || connection.state === 'deleted') return connection;
      enter(connection, 'deleting');
      for (const tunnel of connection.tunnels) ike.takeOut(connection, tunnel, 'connection deleted');
      clock.after(deletionMs, `deletion of ${connectionId}`, () => {
        enter(connection, 'deleted', 'connection.deleted');
        clock.after(settings.deletedListedForMs, `forgetting ${connectionId}`, () =>
          register.forget(connectionId),
        );
      });
      return connection;
    },
  };
};

/** A new connection has no session yet; what its gateway would answer stays as described. */
const withoutSessions = (description: ConnectionDescription): ConnectionDescription => {
  const [first, second] = description.tunnels;
  const idle = (tunnel: typeof first): typeof first => ({
    ...tunnel,
    state: 'down',
    stateForMs: 0,
    peer: { answers: tunnel.state !== 'down', ...tunnel.peer },
  });
  return { ...description, tunnels: [idle(first), idle(second)] };
};
