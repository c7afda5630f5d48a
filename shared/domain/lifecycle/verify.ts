import type { Connection } from '../connection.ts';
import { carriesTraffic } from '../health.ts';
import type { Incident, RestartAttempt } from '../incident.ts';
import { findTunnel } from '../observation.ts';
import type { EpochMs } from '../time.ts';
import { addToCourse, type NewEntry } from './course.ts';

/**
 * Judges the restarts that are not yet verified, by their effect: recovered = the tunnel carries traffic, and its
 * status changed after the request. An old "up" is no proof, unless it still stands when the time is over.
 */
export const verifyRestarts = (
  incident: Incident,
  connection: Connection,
  verifyWithinMs: number,
  now: EpochMs,
): Incident => {
  const restarts = incident.restarts.map((attempt) => verify(attempt, connection, verifyWithinMs, now));
  const ended = restarts.filter((attempt, index) => attempt.result !== incident.restarts[index]?.result);
  const changed = restarts.some((attempt, index) => attempt !== incident.restarts[index]);
  if (!changed) return incident;
  return addToCourse({ ...incident, restarts }, now, ended.map(entryOf));
};

export const isUnverified = (attempt: RestartAttempt): boolean =>
  attempt.result === 'pending' && attempt.call !== 'busy' && attempt.call !== 'rejected';

const verify = (
  attempt: RestartAttempt,
  connection: Connection,
  verifyWithinMs: number,
  now: EpochMs,
): RestartAttempt => {
  if (!isUnverified(attempt)) return attempt;
  const tunnel = findTunnel(connection, attempt.outsideIp);
  const moved = tunnel?.lastStatusChangeAt !== undefined && tunnel.lastStatusChangeAt > attempt.requestedAt;
  const seen = attempt.hadEffect || moved || connection.state === 'modifying' ? withEffect(attempt) : attempt;
  const up = tunnel !== undefined && carriesTraffic(connection, tunnel);
  const timeIsOver = now - attempt.requestedAt >= verifyWithinMs;
  if (up && (moved || timeIsOver)) return { ...seen, result: 'recovered', resultAt: now };
  if (timeIsOver) return { ...seen, result: 'failed', resultAt: now };
  return seen;
};

const withEffect = (attempt: RestartAttempt): RestartAttempt =>
  attempt.hadEffect ? attempt : { ...attempt, hadEffect: true };

const entryOf = (attempt: RestartAttempt): NewEntry =>
  attempt.result === 'recovered'
    ? { kind: 'restart-recovered', outsideIp: attempt.outsideIp }
    : { kind: 'restart-failed', severity: 'warning', outsideIp: attempt.outsideIp };
