import type { Connection } from '../../../shared/domain/connection.ts';
import type { Incident, RestartAttempt } from '../../../shared/domain/incident.ts';
import { compareTunnels } from '../../../shared/domain/lifecycle/tunnels.ts';
import type { Observation } from '../../../shared/domain/observation.ts';
import { defaultPolicy, type RestartPolicy } from '../../../shared/domain/policy.ts';
import type { RestartCase } from '../../../shared/domain/restart/guards.ts';
import {
  at,
  connection,
  down,
  firstIp,
  follow,
  lastIncident,
  observation,
  secondIp,
  up,
} from '../builders.ts';

/** What differs from the perfect case: a tunnel down for 20 minutes beside one that has long been up. */
export interface CaseChange {
  readonly connection?: Partial<Connection>;
  readonly observation?: Partial<Observation>;
  readonly incident?: Partial<Incident>;
  readonly policy?: Partial<RestartPolicy>;
  readonly restarts?: readonly Partial<RestartAttempt>[];
  readonly minute?: number;
}

export const attempt = (change: Partial<RestartAttempt> = {}): RestartAttempt => ({
  attemptId: 'attempt',
  incidentId: `${connection().connectionId}/${at(0)}`,
  outsideIp: firstIp,
  requestedAt: at(0),
  call: 'accepted',
  errorCode: undefined,
  sentDpdTimeoutSeconds: 40,
  hadEffect: true,
  result: 'failed',
  resultAt: at(15),
  ...change,
});

export const restartCase = (change: CaseChange = {}): RestartCase => {
  const now = at(change.minute ?? 20);
  const seen = connection({ tunnels: [down(firstIp), up(secondIp)], ...change.connection });
  const opened = lastIncident(
    follow([
      {
        minute: 0,
        observation: observation({ connection: connection({ tunnels: [down(firstIp), down(secondIp)] }) }),
      },
    ]),
  );
  const unused = change.observation?.unusedTunnels ?? new Set<string>();
  const { tunnels } = compareTunnels([], seen, unused, now);
  const [tunnel] = seen.tunnels;
  const [record] = tunnels;
  if (!tunnel || !record) throw new Error('A case needs a first tunnel.');
  return {
    incident: {
      ...opened,
      tunnels,
      restarts: (change.restarts ?? []).map((each) => attempt({ result: 'recovered', ...each })),
      ...change.incident,
    },
    observation: observation({ connection: seen, ...change.observation }),
    connection: seen,
    tunnel,
    record,
    policy: { ...defaultPolicy.restart, ...change.policy },
    now,
  };
};
