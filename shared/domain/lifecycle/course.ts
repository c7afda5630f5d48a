import type { Severity } from '../health.ts';
import type { CourseEntry, CourseKind, DatedChange, Incident } from '../incident.ts';
import type { Recurrence } from '../recurrence.ts';
import type { EpochMs } from '../time.ts';

/** Entries beyond this are forgotten from the front: a row and a message have their limits. */
const longestCourse = 60;

export interface NewEntry {
  readonly kind: CourseKind;
  readonly severity?: Severity;
  readonly outsideIp?: string;
  readonly detail?: string;
  readonly recurrence?: Recurrence;
  readonly change?: DatedChange;
}

/** Adds what happened; the sequence goes on even where old entries are forgotten. */
export const addToCourse = (incident: Incident, at: EpochMs, entries: readonly NewEntry[]): Incident => {
  if (entries.length === 0) return incident;
  const lastSeq = incident.course.at(-1)?.seq ?? 0;
  const added = entries.map(
    (entry, index): CourseEntry => ({ seq: lastSeq + 1 + index, at, severity: 'info', ...entry }),
  );
  return { ...incident, course: [...incident.course, ...added].slice(-longestCourse) };
};

export const hasInCourse = (incident: Incident, kind: CourseKind, detail: string): boolean =>
  incident.course.some((entry) => entry.kind === kind && entry.detail === detail);
