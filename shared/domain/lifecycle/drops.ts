import type { Connection } from '../connection.ts';
import type { Fall, Incident } from '../incident.ts';
import type { Observation } from '../observation.ts';
import type { Policy } from '../policy.ts';
import { dropMemoryMs, recurrenceOf, withDrops } from '../recurrence.ts';
import { type EpochMs, secondsMs } from '../time.ts';
import { addToCourse } from './course.ts';
import { flaps, markFlapping, recentFalls } from './flapping.ts';
import { close } from './progress.ts';
import { suspectIncident } from './start.ts';

/** AWS's clock and ours. */
const clockToleranceMs = secondsMs(10);

/** A tunnel that goes and comes with a restart of ours has not dropped by itself. */
export const isOwnDoing = (
  { restarts }: Incident,
  { outsideIp, at }: Fall,
  verifyWithinMs: number,
): boolean =>
  restarts.some(
    (attempt) =>
      attempt.outsideIp === outsideIp &&
      attempt.call !== 'busy' &&
      attempt.call !== 'rejected' &&
      at >= attempt.requestedAt - clockToleranceMs &&
      at - attempt.requestedAt <= verifyWithinMs,
  );

/** Remembers drops that no look has seen, where no incident has followed the tunnels; the same object if there are none. */
export const withUnseenDrops = (
  incident: Incident,
  { dropsUnseen = [] }: Observation,
  previous: Incident | undefined,
  policy: Policy,
  now: EpochMs,
): Incident => {
  const isKnown = ({ outsideIp, at }: Fall): boolean =>
    (previous?.tunnels ?? []).some((record) => record.outsideIp === outsideIp && record.since >= at) ||
    incident.falls.some((fall) => fall.outsideIp === outsideIp && fall.at >= at);
  const drops = dropsUnseen
    .map(({ outsideIp, at }): Fall => ({ outsideIp, at: Math.min(at, now) }))
    .filter((drop) => !isKnown(drop) && !isOwnDoing(incident, drop, policy.restart.verifyWithinMs));
  return drops.length === 0 ? incident : { ...incident, falls: [...incident.falls, ...drops] };
};

/** Keeps each drop for a week, and says once of an open incident that they come again and again. */
export const tellRecurrence = (incident: Incident, now: EpochMs): Incident => {
  const drops = withDrops(
    incident.drops ?? [],
    incident.falls.map(({ at }) => at),
    now,
  );
  const kept = drops.length === 0 ? incident : { ...incident, drops };
  const recurrence = isToBeTold(kept, now) ? recurrenceOf(drops, now) : undefined;
  if (!recurrence || kept.phase !== 'open') return kept;
  return addToCourse({ ...kept, recurrenceToldAt: now, lastToldAt: now }, now, [
    { kind: 'recurring', severity: 'warning', recurrence },
  ]);
};

const isToBeTold = ({ recurrenceToldAt }: Incident, now: EpochMs): boolean =>
  recurrenceToldAt === undefined || now - recurrenceToldAt >= dropMemoryMs;

/**
 * A connection that is up at every look and drops in between: remembered, and an incident once it flaps or the drops come again and
 * again. `undefined` where it has not dropped.
 */
export const dropBetweenLooks = (
  connection: Connection,
  observation: Observation,
  previous: Incident | undefined,
  policy: Policy,
  now: EpochMs,
): Incident | undefined => {
  const { unusedTunnels, neverRouted } = observation;
  const started = suspectIncident(connection, unusedTunnels, previous, now, neverRouted);
  const dropped = withUnseenDrops(started, observation, previous, policy, now);
  if (dropped === started) return undefined;
  const remembered = tellRecurrence(dropped, now);
  const isFlapping = flaps(remembered.falls, policy.incident, now);
  if (isFlapping || (isToBeTold(remembered, now) && recurrenceOf(remembered.drops ?? [], now))) {
    const since = Math.max(...dropped.falls.map(({ at }) => at));
    const open: Incident = {
      ...remembered,
      phase: 'open',
      openedAt: now,
      healthSince: since,
      lastToldAt: now,
    };
    return tellRecurrence(markFlapping(open, policy.incident, now), now);
  }
  const { drops } = remembered;
  const falls = recentFalls(remembered.falls, policy.incident, now);
  return previous
    ? { ...previous, falls, drops, tunnels: remembered.tunnels }
    : close({ ...remembered, falls }, 'unconfirmed', now);
};
