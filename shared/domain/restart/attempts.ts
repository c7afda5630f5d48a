import type { Incident, RestartAttempt } from '../incident.ts';
import { isUnverified } from '../lifecycle/verify.ts';
import type { RestartPolicy } from '../policy.ts';
import { daysMs, type EpochMs } from '../time.ts';

/** Attempts on one tunnel, the oldest first, of this incident and of earlier ones. */
export const attemptsOn = (incident: Incident, outsideIp: string): readonly RestartAttempt[] =>
  incident.restarts.filter((attempt) => attempt.outsideIp === outsideIp);

/** An answer "busy" is no attempt: nothing was done, and nothing is wrong. */
const counts = (attempt: RestartAttempt): boolean => attempt.call !== 'busy';

/** Attempts on a tunnel that are held against the next one: those of this incident, and those of the last day. */
export const countedAttempts = (
  incident: Incident,
  outsideIp: string,
  now: EpochMs,
): readonly RestartAttempt[] =>
  attemptsOn(incident, outsideIp).filter(
    (attempt) =>
      counts(attempt) &&
      (attempt.incidentId === incident.incidentId || now - attempt.requestedAt < daysMs(1)),
  );

export const lastAttemptOn = (incident: Incident, outsideIp: string): RestartAttempt | undefined =>
  attemptsOn(incident, outsideIp).filter(counts).at(-1);

/** Until when a tunnel is left alone after the last attempt on it; one under way holds others back by itself. */
export const cooldownUntil = (
  incident: Incident,
  outsideIp: string,
  policy: RestartPolicy,
  now: EpochMs,
): EpochMs | undefined => {
  const last = attemptsOn(incident, outsideIp).at(-1);
  if (!last || isUnverified(last)) return undefined;
  if (!counts(last)) return last.requestedAt + policy.busyRetryMs;
  const made = countedAttempts(incident, outsideIp, now).length;
  return last.requestedAt + policy.cooldownMs * 2 ** Math.max(0, made - 1);
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
  const last = lastAttemptOn(incident, outsideIp);
  if (!last || last.hadEffect) return presentDpdTimeoutSeconds;
  const movedUpLastTime = last.sentDpdTimeoutSeconds === presentDpdTimeoutSeconds && wasMoved(incident, last);
  return movedUpLastTime ? presentDpdTimeoutSeconds - 1 : presentDpdTimeoutSeconds + 1;
};

const wasMoved = (incident: Incident, attempt: RestartAttempt): boolean => {
  const earlier = attemptsOn(incident, attempt.outsideIp).filter(counts);
  const before = earlier[earlier.indexOf(attempt) - 1];
  return before !== undefined && attempt.sentDpdTimeoutSeconds === before.sentDpdTimeoutSeconds + 1;
};
