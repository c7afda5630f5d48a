import type { Connection } from './connection.ts';
import { diagnosisDue } from './diagnosis/due.ts';
import { connectionHealth, tunnelState } from './health.ts';
import type { CloseReason, Incident } from './incident.ts';
import { withKnownTunnels } from './known-tunnels.ts';
import { rememberWork } from './lifecycle/all-is-well.ts';
import { noteReturn } from './lifecycle/came-back.ts';
import { findCauses, rememberReplacements } from './lifecycle/causes.ts';
import { tellChanges } from './lifecycle/changes.ts';
import { dropBetweenLooks, isOwnDoing, tellRecurrence, withUnseenDrops } from './lifecycle/drops.ts';
import { markFlapping, recentFalls } from './lifecycle/flapping.ts';
import {
  close,
  closeIfStable,
  confirm,
  followTunnels,
  remind,
  tellNotReported,
} from './lifecycle/progress.ts';
import { adviseRestart, type RestartAdvice } from './lifecycle/restart-advice.ts';
import { suspectIncident } from './lifecycle/start.ts';
import { compareTunnels } from './lifecycle/tunnels.ts';
import { verifyRestarts } from './lifecycle/verify.ts';
import { versioned } from './lifecycle/versioned.ts';
import { isUnwatched, livingConnection, type Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import type { Signal } from './signal.ts';
import { anotherPassMs, type EpochMs } from './time.ts';

/** Why a decision came out as it did: the word that the log carries. */
export type DecisionReason =
  | 'healthy'
  | 'gone'
  | 'missing'
  | 'being-created'
  | 'unwatched'
  | 'suspected'
  | 'opened'
  | 'unchanged'
  | 'updated'
  | 'closed'
  | 'remembered';

export interface Decision {
  /** The incident as it should be saved; absent where there is nothing to remember. */
  readonly incident: Incident | undefined;
  /** Whether it differs from what is stored. */
  readonly changed: boolean;
  readonly reason: DecisionReason;
  /** The tunnel whose restart should be asked for. */
  readonly restart: RestartAdvice | undefined;
  /** Whether to look (again) into why it is as it is. */
  readonly diagnose: boolean;
}

/**
 * What one look at a connection means for its incident. Level-triggered: it says the same however often, late or
 * twice the signals come, because it judges the observation and not the signals.
 */
export const decide = (
  seen: Observation,
  stored: Incident | undefined,
  signals: readonly Signal[],
  policy: Policy,
  now: EpochMs,
): Decision => {
  if (seen.isRegionLeft) return onEnd(stored, 'unwatched', 'unwatched', now);
  const observation = withRecorded(seen, stored);
  const connection = livingConnection(observation);
  if (!connection) {
    return isMissingOnce(observation, stored, now)
      ? onMissing(stored, now)
      : onGone(stored, observation, policy, now);
  }
  if (isUnwatched(connection)) return onEnd(stored, 'unwatched', 'unwatched', now);
  if (connection.state === 'pending') return nothing(stored, 'being-created');
  const live = stored && stored.phase !== 'closed' ? listedAgain(stored) : undefined;
  if (!live) {
    const states = connection.tunnels.map((tunnel) =>
      tunnelState(connection, tunnel, observation.unusedTunnels, observation.neverRouted),
    );
    if (connectionHealth(states) === 'healthy') {
      const dropped = dropBetweenLooks(connection, observation, stored, policy, now);
      if (dropped) return finish(dropped, stored, undefined, now);
      return onHealthy(connection, observation, stored, signals, policy, now);
    }
  }
  const started =
    live ??
    withUnseenDrops(
      startIncident(connection, observation, stored, policy, now),
      observation,
      stored,
      policy,
      now,
    );
  const compared = compareTunnels(
    started.tunnels,
    connection,
    observation.unusedTunnels,
    now,
    observation.neverRouted,
  );
  const blinked = (compared.blinked ?? []).filter(
    (fall) => !isOwnDoing(started, fall, policy.restart.verifyWithinMs),
  );
  const changes = { ...compared, blinked };
  const returned = noteReturn(started, changes, observation, policy.restart, now);
  const followed = followTunnels(returned, changes, now);
  const verified = verifyRestarts(followed, connection, policy.restart.verifyWithinMs, now);
  const explained = findCauses(verified, observation, signals, policy, now);
  const confirmed = confirm(
    explained,
    signals,
    live !== undefined,
    policy.incident,
    now,
    observation.unproven,
  );
  const noted = tellChanges(confirmed, observation, policy, now);
  const flapped = noted.phase === 'open' ? markFlapping(noted, policy.incident, now) : noted;
  const recurring = tellRecurrence(flapped, now);
  const missed = tellNotReported(recurring, now);
  const reminded = remind(missed, policy.incident, now);
  const settled = closeIfStable(reminded, policy.incident, now);
  const advised = adviseRestart(settled, observation, policy.restart, now);
  const pruned = { ...advised.incident, falls: recentFalls(advised.incident.falls, policy.incident, now) };
  return finish(pruned, live ? stored : undefined, advised.advice, now);
};

/** A tunnel that is recorded and that AWS does not list is still there. */
const withRecorded = (observation: Observation, stored: Incident | undefined): Observation => {
  const { connection } = observation;
  if (!connection || !stored) return observation;
  const outsideIps = stored.tunnels.map(({ outsideIp }) => outsideIp);
  return { ...observation, connection: withKnownTunnels(connection, outsideIps) };
};

const listedAgain = (stored: Incident): Incident =>
  stored.missingSince === undefined ? stored : { ...stored, missingSince: undefined };

const startIncident = (
  connection: Connection,
  observation: Observation,
  previous: Incident | undefined,
  policy: Policy,
  now: EpochMs,
): Incident =>
  rememberReplacements(
    suspectIncident(connection, observation.unusedTunnels, previous, now, observation.neverRouted),
    previous,
    policy.restart.endpointReplacementMs,
    now,
  );

const nothing = (stored: Incident | undefined, reason: DecisionReason): Decision => ({
  incident: stored,
  changed: false,
  reason,
  restart: undefined,
  diagnose: false,
});

/** What AWS leaves out of one list may be in the next. An incident that is over has nothing to lose by it. */
const isMissingOnce = (
  { connection }: Observation,
  stored: Incident | undefined,
  now: EpochMs,
): stored is Incident =>
  connection === undefined &&
  stored !== undefined &&
  stored.phase !== 'closed' &&
  now - (stored.missingSince ?? now) < anotherPassMs;

const onMissing = (stored: Incident, now: EpochMs): Decision =>
  stored.missingSince === undefined
    ? { ...finish({ ...stored, missingSince: now }, stored, undefined, now), reason: 'missing' }
    : nothing(stored, 'missing');

/** AWS does not list the connection any more, or is deleting it. Who has deleted it may be told after that. */
const onGone = (
  stored: Incident | undefined,
  observation: Observation,
  policy: Policy,
  now: EpochMs,
): Decision => {
  const noted = stored && tellChanges(stored, observation, policy, now);
  return noted?.phase === 'closed' && noted !== stored
    ? finish(noted, stored, undefined, now)
    : onEnd(noted, 'gone', 'connection-deleted', now);
};

/** The connection is gone, or its owner wants it left alone. */
const onEnd = (
  stored: Incident | undefined,
  reason: 'gone' | 'unwatched',
  closeReason: CloseReason,
  now: EpochMs,
): Decision => {
  if (!stored || stored.phase === 'closed') return nothing(stored, reason);
  const closed = close(stored, stored.phase === 'open' ? closeReason : 'unconfirmed', now);
  return finish(closed, stored, undefined, now);
};

const onHealthy = (
  connection: Connection,
  observation: Observation,
  stored: Incident | undefined,
  signals: readonly Signal[],
  policy: Policy,
  now: EpochMs,
): Decision => {
  const next = rememberWork(connection, observation, stored, signals, policy, now);
  return next && next !== stored
    ? finish(next, stored, undefined, now)
    : nothing(stored, stored ? 'remembered' : 'healthy');
};

const finish = (
  next: Incident,
  stored: Incident | undefined,
  restart: RestartAdvice | undefined,
  now: EpochMs,
): Decision => {
  const incident = versioned(next, stored);
  const diagnose = diagnosisDue(incident ?? next, now);
  if (!incident) return { incident: stored, changed: false, reason: 'unchanged', restart, diagnose };
  return { incident, changed: true, reason: reasonOf(incident, stored), restart, diagnose };
};

const reasonOf = (incident: Incident, stored: Incident | undefined): DecisionReason => {
  if (incident.phase === 'suspected') return 'suspected';
  if (incident.phase === 'closed') return stored && stored.phase !== 'closed' ? 'closed' : 'remembered';
  return stored?.phase === 'open' ? 'updated' : 'opened';
};
