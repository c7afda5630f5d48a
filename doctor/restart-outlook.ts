import type { Connection, Tunnel } from '../shared/domain/connection.ts';
import type { TunnelRecord } from '../shared/domain/incident.ts';
import { suspectIncident } from '../shared/domain/lifecycle/start.ts';
import type { Observation } from '../shared/domain/observation.ts';
import type { RestartPolicy } from '../shared/domain/policy.ts';
import { mayRestart } from '../shared/domain/restart/guards.ts';
import type { WithholdReason } from '../shared/domain/restart/withhold-reason.ts';
import { daysMs, type EpochMs } from '../shared/domain/time.ts';

/**
 * What would keep a tunnel that is up from ever being restarted, if it fell for no other reason and stayed down: a rule that
 * does not pass by itself, such as policy, or options with which AWS cannot negotiate. Undefined: nothing.
 */
export const lastingObjection = (
  connection: Connection,
  tunnel: Tunnel,
  known: Pick<Observation, 'customerGateway' | 'unusedTunnels'>,
  policy: RestartPolicy,
  now: EpochMs,
): WithholdReason | undefined => {
  const fellLongAgo: TunnelRecord = {
    outsideIp: tunnel.outsideIp,
    state: 'down',
    since: now - daysMs(1),
    acceptedRouteCount: 0,
    statusMessage: '',
  };
  const settled: Connection = { ...connection, state: 'available' };
  const incident = suspectIncident(settled, known.unusedTunnels, undefined, now);
  const verdict = mayRestart({
    incident: {
      ...incident,
      tunnels: incident.tunnels.map((each) => (each.outsideIp === tunnel.outsideIp ? fellLongAgo : each)),
    },
    observation: { ...nothingElse, ...known, connection: settled },
    connection: settled,
    tunnel,
    record: fellLongAgo,
    policy,
    now,
  });
  return verdict.allowed ? undefined : verdict.reason;
};

const nothingElse = { gatewayFalls: [], changes: [], recentRestarts: [] };
