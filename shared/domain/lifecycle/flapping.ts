import type { Fall, Incident } from '../incident.ts';
import type { IncidentPolicy } from '../policy.ts';
import type { EpochMs } from '../time.ts';
import { addToCourse } from './course.ts';

export const recentFalls = (falls: readonly Fall[], policy: IncidentPolicy, now: EpochMs): readonly Fall[] =>
  falls.filter((fall) => now - fall.at < policy.flappingWindowMs);

/** Both tunnels falling together are one fall of the connection. */
const distinctFalls = (falls: readonly Fall[]): number => {
  const togetherMs = 60_000;
  const times = falls.map((fall) => fall.at).sort((one, other) => one - other);
  return times.filter((at, index) => at - (times[index - 1] ?? Number.NEGATIVE_INFINITY) > togetherMs).length;
};

/** Whether the connection has fallen so often that telling each fall would help nobody. */
export const flaps = (falls: readonly Fall[], policy: IncidentPolicy, now: EpochMs): boolean =>
  distinctFalls(recentFalls(falls, policy, now)) >= policy.flappingFalls;

/** Marks an open incident as flapping, or as settled again; each is said once. */
export const markFlapping = (incident: Incident, policy: IncidentPolicy, now: EpochMs): Incident => {
  const flapsNow = flaps(incident.falls, policy, now);
  if (flapsNow && incident.flappingSince === undefined) {
    return addToCourse({ ...incident, flappingSince: now }, now, [
      { kind: 'flapping', severity: 'warning', detail: String(incident.falls.length) },
    ]);
  }
  if (!flapsNow && incident.flappingSince !== undefined) {
    return addToCourse({ ...incident, flappingSince: undefined }, now, [
      { kind: 'settled', detail: incident.health },
    ]);
  }
  return incident;
};
