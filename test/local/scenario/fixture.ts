import { createEventRoute } from '../../../local/scenario/event-trouble.ts';
import { createFaults } from '../../../local/scenario/faults.ts';
import { parseScenario } from '../../../local/scenario/load.ts';
import { scheduleSteps } from '../../../local/scenario/schedule.ts';
import type { ApiCall } from '../../../local/services/cloudtrail/trail.ts';
import { connectionId, firstIp, gatewayId, region, secondIp, stage } from '../world/fixture.ts';

/** Plays steps on a world with one connection. */
export const play = (...steps: readonly object[]) => {
  const scene = stage();
  const faults = createFaults(scene.clock);
  const route = createEventRoute({ clock: scene.clock, putEvent: (event) => scene.events.push(event) });
  const queued: (readonly (string | undefined)[])[] = [];
  const alarmsSet: (readonly string[])[] = [];
  const calls: ApiCall[] = [];
  const scenario = parseScenario(
    {
      name: 'test',
      description: 'A test',
      about: 'Nothing',
      durationMinutes: 60,
      estate: {
        customerGateways: [{ id: gatewayId }],
        connections: [
          {
            id: connectionId,
            customerGateway: gatewayId,
            tunnels: [{ outsideIp: firstIp }, { outsideIp: secondIp }],
          },
        ],
      },
      steps,
    },
    'test',
  );
  scheduleSteps(scenario, {
    ...scene,
    faults,
    events: route,
    trail: { note: (call) => calls.push(call) },
    region,
    sendToQueue: (...message) => queued.push(message),
    deployStacks: () => {},
    removeStacks: () => {},
    setAlarm: (...alarm) => alarmsSet.push(alarm),
  });
  return { ...scene, faults, queued, alarmsSet, calls, delivered: scene.events };
};
