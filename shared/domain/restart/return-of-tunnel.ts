import type { Connection, Tunnel } from '../connection.ts';
import type { NoInitiation } from '../diagnosis/diagnosis-words.ts';
import { noInitiationOf } from '../diagnosis/initiation.ts';
import { logCausesOf } from '../diagnosis/log-cause-of.ts';
import { restartCannotHelp } from '../diagnosis/restart-helps.ts';
import type { CauseName, Incident, TunnelRecord } from '../incident.ts';
import { hasDropped } from '../lifecycle/tunnels.ts';
import { findTunnel, type Observation } from '../observation.ts';
import type { RestartCase } from './guards.ts';

/** Why AWS does not start IKE, as far as that is known. */
export const obstacleOf = (
  connection: Connection,
  tunnel: Tunnel,
  { customerGateway }: Pick<Observation, 'customerGateway'>,
): NoInitiation | undefined =>
  noInitiationOf(connection, tunnel, customerGateway === 'unknown' ? undefined : customerGateway);

/** AWS starts IKE by itself, and goes on after it has taken the peer for dead. */
export const negotiatesByItself = (
  connection: Connection,
  tunnel: Tunnel,
  observation: Pick<Observation, 'customerGateway'>,
): boolean =>
  tunnel.options?.startupAction === 'start' &&
  tunnel.options.dpdTimeoutAction === 'restart' &&
  obstacleOf(connection, tunnel, observation) === undefined;

/** In this incident or an earlier one the connection has soon been back without anybody's doing. */
export const cameBackByItself = ({ cameBackAt }: Incident): boolean => cameBackAt !== undefined;

/** Only a gateway that is alive deletes an SA, or leaves a log without a time-out. */
const signsOfLife: ReadonlySet<CauseName> = new Set([
  'ike-sa-deleted',
  'child-sa-deleted',
  'rekey-collision',
  'no-negotiation',
]);

const silence: ReadonlySet<CauseName> = new Set(['dead-peer', 'peer-unreachable']);

/** What the log says about this drop shows a gateway that was there. Without a log nothing does. */
export const gatewayWasThere = (incident: Incident, record: TunnelRecord): boolean => {
  const causes = logCausesOf(incident, record);
  return causes.some(({ name }) => signsOfLife.has(name)) && !causes.some(({ name }) => silence.has(name));
};

/** No tunnel carries traffic. */
export const noneIsUp = ({ tunnels }: Incident): boolean => !tunnels.some(({ state }) => state === 'up');

/**
 * No traffic flows, and no other tunnel is likely to come back while the endpoint of this one is replaced: the connection uses but
 * one, or the other has long been down, has a fault of its own, or waits for the gateway where this one does not.
 */
export const isOnlyWayBack = (restart: RestartCase): boolean => {
  const { incident, tunnel } = restart;
  if (!noneIsUp(incident)) return false;
  const others = incident.tunnels.filter(
    (other) => other.outsideIp !== tunnel.outsideIp && hasDropped(other),
  );
  return !others.some((other) => mayReturnMeanwhile(other, restart));
};

const mayReturnMeanwhile = (
  other: TunnelRecord,
  { incident, observation, connection, tunnel, record, policy }: RestartCase,
): boolean => {
  const listed = findTunnel(connection, other.outsideIp);
  if (!listed || other.since < record.since - policy.selfRecoveryMs) return false;
  if (logCausesOf(incident, other).some(({ name }) => restartCannotHelp(name))) return false;
  return (
    negotiatesByItself(connection, listed, observation) ||
    !negotiatesByItself(connection, tunnel, observation)
  );
};
