import { expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { addToCourse } from '../../../shared/domain/lifecycle/course.ts';
import { measurementsOfRecords, overdueAfterMs } from '../../../shared/domain/measure/of-sweep.ts';
import { at, down, firstIp, follow, lastIncident, secondIp, see } from '../builders.ts';

/** Opened at minute 0; nobody has been told. */
const untold = lastIncident(follow([{ minute: 0, observation: see([down(firstIp), down(secondIp)]) }]));
const lastSeq = untold.course.at(-1)?.seq ?? 0;
const told: Incident = { ...untold, announcedRevision: untold.revision, announcedSeq: lastSeq };
const later = (incident: Incident): Incident => ({
  ...addToCourse(incident, at(4), [{ kind: 'reminder' }]),
  revision: incident.revision + 1,
});

const counts = (incidents: readonly Incident[], now: number) =>
  Object.fromEntries(
    measurementsOfRecords(incidents, now).map((measured) => [
      measured.name,
      'count' in measured ? measured.count : undefined,
    ]),
  );

it('of an empty region both counts are zero', () => {
  expect(counts([], at(0))).toEqual({ OpenIncidents: 0, OverdueAnnouncements: 0 });
});

it('only what is open counts as an open incident', () => {
  const all = (['suspected', 'open', 'open', 'open', 'closed'] as const).map((phase) => ({ ...told, phase }));
  expect(counts(all, at(60))).toEqual({ OpenIncidents: 3, OverdueAnnouncements: 0 });
});

it.each([
  ['five minutes old, and untold', untold, at(0) + overdueAfterMs, 0],
  ['older, and untold', untold, at(0) + overdueAfterMs + 1, 1],
  ['told', told, at(60), 0],
  ['told, but for something that is new', later(told), at(4) + overdueAfterMs, 0],
  ['told, but for something that is older', later(told), at(4) + overdueAfterMs + 1, 1],
  ['untold but for a redraw, which is no news', { ...told, revision: told.revision + 1 }, at(60), 0],
  ['in the course alone, which nobody is to be told of yet', { ...told, announcedSeq: 0 }, at(60), 0],
] as const)('news that is %s: overdue or not', (_name, incident, now, overdue) => {
  expect(counts([incident], now)).toMatchObject({ OverdueAnnouncements: overdue });
});
