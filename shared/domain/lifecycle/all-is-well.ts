import type { Connection } from '../connection.ts';
import type { Incident } from '../incident.ts';
import type { Observation } from '../observation.ts';
import type { Policy } from '../policy.ts';
import type { HealthSignal, Signal } from '../signal.ts';
import type { EpochMs } from '../time.ts';
import {
  echoOf,
  foldReplacement,
  isEchoOfRestart,
  isKnownCause,
  isReplacement,
  replacementCause,
} from './causes.ts';
import { isBeingChanged, isEchoOfQuietChange } from './changes.ts';
import { close } from './progress.ts';
import { suspectIncident } from './start.ts';

/**
 * What others do to a connection that is well: somebody changes it, or AWS replaces an endpoint. People are told of it
 * elsewhere, if at all; here it is kept for the guards, in case a tunnel falls within the next minutes.
 */
export const rememberWork = (
  connection: Connection,
  observation: Observation,
  previous: Incident | undefined,
  signals: readonly Signal[],
  policy: Policy,
  now: EpochMs,
): Incident | undefined => {
  const before = previous ?? emptyRecord(connection, observation, now);
  const isOurs = isEchoOfRestart(before, now, policy.notices.restartEchoMs, now);
  const seen = isBeingChanged(observation, isOurs) ? { ...before, changingSeenAt: now } : before;
  const after = signals
    .filter(isReplacement)
    .reduce((known, signal) => addReplacement(known, observation, signal, policy, now), seen);
  return after === before ? previous : after;
};

/** Of an incident that never was. */
const emptyRecord = (connection: Connection, observation: Observation, now: EpochMs): Incident =>
  close(
    suspectIncident(connection, observation.unusedTunnels, undefined, now, observation.neverRouted),
    'unconfirmed',
    now,
  );

/** One that belongs to an incident that is over is a line in its course. The last one of the others is enough: the guard waits from there. */
const addReplacement = (
  incident: Incident,
  observation: Observation,
  signal: HealthSignal,
  policy: Policy,
  now: EpochMs,
): Incident => {
  if (echoOf(incident, signal.at, policy, now)) {
    return incident.openedAt === undefined ? incident : foldReplacement(incident, signal, policy, now);
  }
  const isOfOthers = isEchoOfQuietChange(incident, observation, signal.at, policy.restart.changeSettlingMs);
  if (isOfOthers || isKnownCause(incident, signal)) return incident;
  const quietReplacement = replacementCause(signal, now);
  return quietReplacement.at > (incident.quietReplacement?.at ?? 0)
    ? { ...incident, quietReplacement }
    : incident;
};
