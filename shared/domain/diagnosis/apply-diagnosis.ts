import type { Cause, Incident } from '../incident.ts';
import { addToCourse, hasInCourse } from '../lifecycle/course.ts';
import { versioned } from '../lifecycle/versioned.ts';
import type { EpochMs } from '../time.ts';
import type { Explanation } from './explanation.ts';

/** What a diagnosis has brought to light about one incident. */
export interface Diagnosis {
  readonly causes: readonly Cause[];
  readonly explanation: Explanation;
}

/** Older causes from logs are forgotten beyond this: a row has its limits. */
const mostLogCauses = 8;

/**
 * The incident with what was found, as it is to be saved; `undefined` where it is not to be touched: it is over, its tunnels
 * are up again, or a later diagnosis came first. `incident` must be the one that was diagnosed.
 */
export const applyDiagnosis = (incident: Incident, found: Diagnosis, now: EpochMs): Incident | undefined => {
  if (incident.phase === 'closed' || incident.health === 'healthy') return undefined;
  if (incident.explanation && incident.explanation.at > found.explanation.at) return undefined;
  const merged = found.causes.reduce((folded, cause) => mergeCause(folded, cause, now), incident);
  return versioned({ ...merged, causes: latest(merged.causes), explanation: found.explanation }, incident);
};

/** Newer evidence of a known cause takes its place silently; a kind of cause is told once. */
const mergeCause = (incident: Incident, cause: Cause, now: EpochMs): Incident => {
  const index = incident.causes.findIndex((known) => isSameFault(known, cause));
  const known = incident.causes[index];
  if (known) {
    return known.at > cause.at ? incident : { ...incident, causes: incident.causes.with(index, cause) };
  }
  const added: Incident = { ...incident, causes: [...incident.causes, cause] };
  return incident.phase !== 'open' || isKnown(incident, cause)
    ? added
    : addToCourse(added, now, [{ kind: 'cause-found', detail: cause.name }]);
};

const isSameFault = (one: Cause, other: Cause): boolean =>
  one.name === other.name && one.outsideIp === other.outsideIp;

const isKnown = (incident: Incident, cause: Cause): boolean =>
  incident.causes.some((known) => known.name === cause.name) ||
  hasInCourse(incident, 'cause-found', cause.name);

const latest = (causes: readonly Cause[]): readonly Cause[] => {
  const ofLogs = causes.filter((cause) => cause.outsideIp !== undefined);
  const kept = new Set(ofLogs.toSorted((one, other) => other.at - one.at).slice(0, mostLogCauses));
  return causes.filter((cause) => cause.outsideIp === undefined || kept.has(cause));
};
