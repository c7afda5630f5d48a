import type { Connection, Tunnel } from '../connection.ts';
import type { NoInitiation } from '../diagnosis/diagnosis-words.ts';
import { noInitiationOf } from '../diagnosis/initiation.ts';
import { logCausesOf } from '../diagnosis/log-cause-of.ts';
import type { CauseName, Incident, TunnelRecord } from '../incident.ts';
import { hasDropped, isDown } from '../lifecycle/tunnels.ts';
import type { Observation } from '../observation.ts';
import { lastAttemptOn } from './attempts.ts';
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

/** Only a gateway that is alive deletes an SA, or rekeys one. That a log is empty shows nothing. */
const signsOfLife: ReadonlySet<CauseName> = new Set([
  'ike-sa-deleted',
  'child-sa-deleted',
  'rekey-collision',
]);

const silence: ReadonlySet<CauseName> = new Set(['dead-peer', 'peer-unreachable']);

/** What the log says about this drop shows a gateway that was there. Without a log nothing does. */
export const gatewayWasThere = (incident: Incident, record: TunnelRecord): boolean => {
  const causes = logCausesOf(incident, record);
  return causes.some(({ name }) => signsOfLife.has(name)) && !causes.some(({ name }) => silence.has(name));
};

/**
 * A tunnel that is down as well, or this one, has been given a new endpoint, and AWS has tried since; if nothing has answered, another
 * restart would change nothing.
 */
export const hasBeenInVain = (incident: Incident): boolean =>
  incident.tunnels.filter(hasDropped).some(({ outsideIp, since }) => {
    const last = lastAttemptOn(incident, outsideIp);
    if (!last?.hadEffect || last.result !== 'failed' || since > last.requestedAt) return false;
    return !incident.causes.some(
      (cause) => cause.outsideIp !== undefined && cause.at >= last.requestedAt && !silence.has(cause.name),
    );
  });

/** No tunnel carries traffic. */
export const noneIsUp = ({ tunnels }: Incident): boolean => !tunnels.some(({ state }) => state === 'up');

/** Nothing had passed before, so that nobody misses it for some minutes more: AWS clears what nobody uses, and nobody need begin again. */
const isIdle = ({ explanation, tunnels }: Incident): boolean =>
  explanation?.wasIdle === true && tunnels.every((each) => !isDown(each) || each.since <= explanation.at);

/**
 * Its line or its gateway may come back in the very minutes in which its endpoint is replaced. That they are there already is known
 * where AWS has kept trying and has not met with silence; else another tunnel has to be as likely to be back first.
 */
export const mayBeMissed = (restart: RestartCase): boolean => {
  const { incident, tunnel, record, connection, observation } = restart;
  if (isIdle(incident)) return false;
  if (!gatewayWasThere(incident, record)) return true;
  if (negotiatesByItself(connection, tunnel, observation)) return false;
  const others = incident.tunnels.filter((other) => other.outsideIp !== tunnel.outsideIp);
  return !others.some((other) => mayReturnMeanwhile(other, restart));
};

const mayReturnMeanwhile = (other: TunnelRecord, { incident, record, policy }: RestartCase): boolean =>
  other.state === 'down' &&
  Math.abs(other.since - record.since) <= policy.selfRecoveryMs &&
  gatewayWasThere(incident, other);
