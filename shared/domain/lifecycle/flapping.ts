import { severityOf } from '../health.ts';
import type { CourseKind, Fall, Incident } from '../incident.ts';
import type { IncidentPolicy } from '../policy.ts';
import type { EpochMs } from '../time.ts';
import { addToCourse } from './course.ts';

export const recentFalls = (falls: readonly Fall[], policy: IncidentPolicy, now: EpochMs): readonly Fall[] =>
  falls.filter((fall) => now - fall.at < policy.flappingWindowMs);

/** Both tunnels falling together are one fall of the connection. */
const distinctFalls = (falls: readonly Fall[]): number => {
  const togetherMs = 60_000;
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { at } of falls.toSorted((one, other) => one.at - other.at)) {
    if (at - last <= togetherMs) continue;
    count += 1;
    last = at;
  }
  return count;
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
    const { health } = incident;
    const settled = { ...incident, flappingSince: undefined };
    if (health === 'healthy') return addToCourse(settled, now, [{ kind: 'settled', detail: health }]);
    return addToCourse({ ...settled, lastToldAt: now }, now, [
      { kind: 'settled-unhealthy', severity: severityOf(health), detail: health },
    ]);
  }
  return flapsNow ? tellLasting(incident, policy, now) : incident;
};

/** Single falls are muted, an outage that stays is not. */
const tellLasting = (incident: Incident, policy: IncidentPolicy, now: EpochMs): Incident => {
  const { health, healthSince, course } = incident;
  const isTold = course.some(
    ({ kind, at, detail }) => at >= healthSince && detail === 'outage' && tellOutage.has(kind),
  );
  if (health !== 'outage' || isTold || now - healthSince < 2 * policy.stableForMs) return incident;
  return addToCourse({ ...incident, lastToldAt: now }, now, [
    { kind: 'outage-stays', severity: severityOf(health), detail: health },
  ]);
};

const tellOutage: ReadonlySet<CourseKind> = new Set(['opened', 'worsened', 'outage-stays', 'reminder']);
