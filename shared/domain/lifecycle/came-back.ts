import type { Incident, TunnelRecord } from '../incident.ts';
import type { Observation } from '../observation.ts';
import type { RestartPolicy } from '../policy.ts';
import type { EpochMs } from '../time.ts';
import type { TunnelChanges } from './tunnels.ts';

/** Remembers that a tunnel was back before a restart could have helped it: next time there may be no need for one either. */
export const noteReturn = (
  incident: Incident,
  { risen }: Pick<TunnelChanges, 'risen'>,
  observation: Pick<Observation, 'changes'>,
  policy: RestartPolicy,
  now: EpochMs,
): Incident => {
  const back = incident.tunnels.filter(({ outsideIp }) => risen.includes(outsideIp));
  const byItself = back.some(
    (record) =>
      now - record.since <= policy.selfRecoveryMs && !isSomebodysDoing(record, incident, observation),
  );
  return byItself ? { ...incident, cameBackAt: now } : incident;
};

const isSomebodysDoing = (
  { outsideIp, since }: TunnelRecord,
  { restarts, changingSeenAt = 0 }: Incident,
  { changes }: Pick<Observation, 'changes'>,
): boolean =>
  changingSeenAt >= since ||
  changes.some(({ at }) => at >= since) ||
  restarts.some((attempt) => attempt.outsideIp === outsideIp && attempt.requestedAt >= since);
