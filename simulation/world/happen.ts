import type { EpochMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { WorldEvent } from '../plan/disturbance.ts';
import { SdkError } from './sdk-error.ts';
import type { World } from './world.ts';

/** Lets an event of the plan happen. What does not fit the moment any more comes to nothing. */
export const happen = (world: World, estate: Estate, event: WorldEvent, now: EpochMs): void => {
  switch (event.kind) {
    case 'fall':
      world.fall(event.connection, event.tunnel, { kind: event.ailment, until: now + event.forMs });
      return;
    case 'gateway-silent':
      estate.connections.forEach(({ gateway }, connection) => {
        if (gateway !== event.gateway) return;
        for (const tunnel of [0, 1]) {
          world.fall(connection, tunnel, { kind: 'silent', until: now + event.forMs });
        }
      });
      return;
    case 'bounced':
      world.bounce(event.connection, event.tunnel, event.forMs);
      return;
    case 'traffic-stopped':
      world.stopTraffic(event.connection, event.passage, now + event.forMs);
      return;
    case 'idle-ended':
      world.endIdle(event.connection, event.tunnel, event.how);
      return;
    case 'endpoint-replaced':
      world.replace(event.connection, event.tunnel, event.takesMs);
      return;
    case 'restarted-by-hand':
      restartByHand(world, estate, event);
      return;
    case 'configured':
      world.configure(event.connection, event.tunnel);
      return;
    case 'tagged':
      world.tag(event.connection, event.key, event.value);
      return;
    case 'created':
      world.create(event.connection);
      return;
    case 'deleted':
      world.remove(event.connection);
  }
};

const restartByHand = (
  world: World,
  estate: Estate,
  event: Extract<WorldEvent, { kind: 'restarted-by-hand' }>,
): void => {
  const connection = estate.connections[event.connection];
  const tunnel = connection?.tunnels[event.tunnel];
  if (!connection || !tunnel) return;
  try {
    world.modify(connection.connectionId, tunnel.outsideIp, event.options ?? {}, 'person');
  } catch (error) {
    if (!(error instanceof SdkError)) throw error;
  }
};
