import type { Incident, RestartAttempt } from '../incident.ts';
import type { RestartPolicy } from '../policy.ts';
import type { EpochMs } from '../time.ts';

/** Attempts on one tunnel, the oldest first, of this incident and of earlier ones. */
export const attemptsOn = (incident: Incident, outsideIp: string): readonly RestartAttempt[] =>
  incident.restarts.filter((attempt) => attempt.outsideIp === outsideIp);

/** An answer "busy" is no attempt: nothing was done, and nothing is wrong. */
const counts = (attempt: RestartAttempt): boolean => attempt.call !== 'busy';

export const attemptsOfIncident = (incident: Incident): readonly RestartAttempt[] =>
  incident.restarts.filter((attempt) => attempt.incidentId === incident.incidentId && counts(attempt));

/** Until when a tunnel is left alone after the last attempt on it. */
export const cooldownUntil = (
  incident: Incident,
  outsideIp: string,
  policy: RestartPolicy,
): EpochMs | undefined => {
  const last = attemptsOn(incident, outsideIp).at(-1);
  if (!last) return undefined;
  if (!counts(last)) return last.requestedAt + policy.busyRetryMs;
  const ofIncident = attemptsOfIncident(incident).filter((attempt) => attempt.outsideIp === outsideIp).length;
  return last.requestedAt + policy.cooldownMs * 2 ** Math.max(0, ofIncident - 1);
};

/**
 * The DPD time-out to send. Whether a call with unchanged values replaces the endpoint is not documented, so if the
 * last attempt had no effect, the value moves by one, and back by one the time after.
 */
export const dpdTimeoutToSend = (
  incident: Incident,
  outsideIp: string,
  presentDpdTimeoutSeconds: number,
): number => {
  const last = attemptsOn(incident, outsideIp).filter(counts).at(-1);
  if (!last || last.hadEffect) return presentDpdTimeoutSeconds;
  const movedUpLastTime = last.sentDpdTimeoutSeconds === presentDpdTimeoutSeconds && wasMoved(incident, last);
  return movedUpLastTime ? presentDpdTimeoutSeconds - 1 : presentDpdTimeoutSeconds + 1;
};

const wasMoved = (incident: Incident, attempt: RestartAttempt): boolean => {
  const earlier = attemptsOn(incident, attempt.outsideIp).filter(counts);
  const before = earlier[earlier.indexOf(attempt) - 1];
  return before !== undefined && attempt.sentDpdTimeoutSeconds === before.sentDpdTimeoutSeconds + 1;
};
