import type { Incident } from '../domain/incident.ts';
import { asTold, newsOf } from '../domain/lifecycle/untold.ts';
import { measurementsOf } from '../domain/measure/of-announcement.ts';
import { storedAlike } from '../domain/stored-alike.ts';
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
    const marked = { ...asTold(present, told), version: present.version + 1 };
    if ((await deps.records.saveIncident(marked)) === 'saved') {
      for (const each of newsOf(told)) {
        for (const measurement of measurementsOf(each, each.announcedSeq))
          deps.ownMetrics.record(measurement);
      }
      return marked;
    }
    const { incidents } = await deps.records.loadRegion(told.region);
    const stored = incidents.find(({ connectionId }) => connectionId === told.connectionId);
    if (!stored || storedAlike(asTold(stored, told), stored)) return told;
    present = stored;
  }
  deps.log.warn('announcement not marked: others kept saving first', { incidentId: told.incidentId });
  return told;
};
