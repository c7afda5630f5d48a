import type { Incident } from '../domain/incident.ts';
import { measurementsOf } from '../domain/measure/of-announcement.ts';
import type { Records } from '../ports/records.ts';
import type { Log, OwnMetrics } from '../ports/shell.ts';

export interface MarkDeps {
  readonly records: Records;
  readonly ownMetrics: OwnMetrics;
  readonly log: Log;
}

/** Whoever has saved meanwhile did not know that people have been told: it is marked on what they have saved. */
const attempts = 3;

/** Records that people have been told of an incident as it is here, and returns it as it is stored by then. */
export const markAnnounced = async (deps: MarkDeps, told: Incident): Promise<Incident> => {
  let present = told;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const marked = asAnnounced(present, told);
    if ((await deps.records.saveIncident(marked)) === 'saved') {
      for (const measurement of measurementsOf(told, told.announcedSeq)) deps.ownMetrics.record(measurement);
      return marked;
    }
    const { incidents } = await deps.records.loadRegion(told.region);
    const stored = incidents.find(({ incidentId }) => incidentId === told.incidentId);
    if (!stored || stored.announcedRevision >= told.revision) return told;
    present = stored;
  }
  deps.log.warn('announcement not marked: others kept saving first', { incidentId: told.incidentId });
  return told;
};

const asAnnounced = (incident: Incident, told: Incident): Incident => ({
  ...incident,
  version: incident.version + 1,
  announcedRevision: told.revision,
  announcedSeq: told.course.at(-1)?.seq ?? told.announcedSeq,
});
