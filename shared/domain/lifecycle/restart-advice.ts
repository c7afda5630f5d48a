import type { Incident, Withheld } from '../incident.ts';
import { findTunnel, type Observation } from '../observation.ts';
import type { RestartPolicy } from '../policy.ts';
import { attemptsOn } from '../restart/attempts.ts';
import { mayRestart, type RestartVerdict } from '../restart/guards.ts';
import type { WithholdReason } from '../restart/withhold-reason.ts';
import type { EpochMs } from '../time.ts';
import { addToCourse } from './course.ts';
import { isDown } from './tunnels.ts';
import { isUnverified } from './verify.ts';

export interface RestartAdvice {
  readonly outsideIp: string;
}

export interface Advised {
  readonly incident: Incident;
  readonly advice: RestartAdvice | undefined;
}

/** Asks the guards about each tunnel that is down, the longest down first, and keeps the refusal for people to see. */
export const adviseRestart = (
  incident: Incident,
  observation: Observation,
  policy: RestartPolicy,
  now: EpochMs,
): Advised => {
  if (incident.phase !== 'open') return { incident, advice: undefined };
  const verdicts = candidates(incident).map((outsideIp) => ({
    outsideIp,
    verdict: verdictOn(incident, observation, outsideIp, policy, now),
  }));
  const allowed = verdicts.find(({ verdict }) => verdict.allowed);
  // What was said last still stands until the restart itself is recorded.
  if (allowed) return { incident, advice: { outsideIp: allowed.outsideIp } };
  const [refused] = verdicts;
  if (!refused || refused.verdict.allowed) {
    return { incident: { ...incident, withheld: undefined }, advice: undefined };
  }
  const { reason, until } = refused.verdict;
  return { incident: withhold(incident, refused.outsideIp, reason, until, now), advice: undefined };
};

export const verdictOn = (
  incident: Incident,
  observation: Observation,
  outsideIp: string,
  policy: RestartPolicy,
  now: EpochMs,
): RestartVerdict => {
  const { connection } = observation;
  const tunnel = connection && findTunnel(connection, outsideIp);
  const record = incident.tunnels.find((candidate) => candidate.outsideIp === outsideIp);
  if (!connection || !tunnel || !record)
    return { allowed: false, reason: 'connection-busy', until: undefined };
  return mayRestart({ incident, observation, connection, tunnel, record, policy, now });
};

/** Records a refusal; each reason is told once per incident. */
export const withhold = (
  incident: Incident,
  outsideIp: string,
  reason: WithholdReason,
  until: EpochMs | undefined,
  now: EpochMs,
): Incident => {
  const { withheld: present } = incident;
  const same = present?.reason === reason && present.outsideIp === outsideIp && present.until === until;
  const withheld: Withheld = same ? present : { reason, outsideIp, at: now, until };
  const next: Incident = { ...incident, withheld };
  if (incident.withheldTold.includes(reason)) return next;
  return addToCourse({ ...next, withheldTold: [...incident.withheldTold, reason] }, now, [
    { kind: 'withheld', outsideIp, detail: reason },
  ]);
};

/** One whose restart is under way is no candidate: the restart itself says so. Nor is one that is up, whatever its traffic does. */
const candidates = (incident: Incident): readonly string[] =>
  incident.tunnels
    .filter(
      (tunnel) =>
        isDown(tunnel) && tunnel.state !== 'no-traffic' && !isBeingRestarted(incident, tunnel.outsideIp),
    )
    .toSorted((one, other) => one.since - other.since)
    .map((tunnel) => tunnel.outsideIp);

const isBeingRestarted = (incident: Incident, outsideIp: string): boolean =>
  attemptsOn(incident, outsideIp).some(isUnverified);
