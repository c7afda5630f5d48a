import type { Connection } from '../../../shared/domain/connection.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { type EvidenceDeps, readEvidence } from '../../../shared/intake/evidence/read-evidence.ts';
import {
  at,
  connection,
  down,
  firstIp,
  follow,
  gateway,
  lastIncident,
  observation,
  options,
  secondIp,
  up,
} from '../../domain/builders.ts';
import { createFakeCustomerGateways } from '../../fakes/connections.ts';
import { createFakeHealthEvents } from '../../fakes/health-events.ts';
import {
  createFakeAttachments,
  createFakePendingMaintenance,
  createFakeRelatedConnections,
} from '../../fakes/surroundings.ts';
import { createFakeTimers } from '../../fakes/timers.ts';
import { createFakeTunnelLogs } from '../../fakes/tunnel-logs.ts';
import { createFakeTunnelMetrics } from '../../fakes/tunnel-metrics.ts';

export const arn = (name: string): string => `arn:aws:logs:eu-west-1:111122223333:log-group:${name}`;

export const withLogs = (activity?: string, bgp?: string) => ({
  options: {
    ...options,
    activityLog: activity === undefined ? undefined : { logGroupArn: activity },
    bgpLog: bgp === undefined ? undefined : { logGroupArn: bgp },
  },
});

/** The first tunnel down since minute 0, with a log of its own. */
export const fallen = connection({
  tunnels: [
    { ...down(firstIp), ...withLogs(`${arn('activity')}:*`) },
    { ...up(secondIp), ...withLogs(arn('other')) },
  ],
});

/** The incident of a connection that was seen at minute 0. */
export const incidentOf = (seen: Connection): Incident =>
  lastIncident(follow([{ minute: 0, observation: observation({ connection: seen }) }]));

/** Everything that evidence is read from, on fakes. */
export const createScene = () => {
  const timers = createFakeTimers();
  const fakes = {
    logs: createFakeTunnelLogs(),
    metrics: createFakeTunnelMetrics(),
    healthEvents: createFakeHealthEvents(),
    attachments: createFakeAttachments(),
    maintenance: createFakePendingMaintenance(),
    related: createFakeRelatedConnections(),
    customerGateways: createFakeCustomerGateways([gateway]),
  };
  fakes.logs.groups.set('activity', []);
  fakes.logs.groups.set('bgp', []);
  const deps: EvidenceDeps = { ...fakes, startTimer: timers.start };
  return {
    ...fakes,
    timers,
    deps,
    read: (seen: Connection = fallen, now: EpochMs = at(1)) =>
      readEvidence(deps, seen, incidentOf(seen), new Set(), now),
  };
};

export type Scene = ReturnType<typeof createScene>;
