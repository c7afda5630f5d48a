import type { Incident } from '../domain/incident.ts';
import { asTold } from '../domain/lifecycle/untold.ts';
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

/** Records that people have been told of an incident, `present` or one before it, and returns what is stored by then. */
export const markAnnounced = async (deps: MarkDeps, present: Incident, told: Incident): Promise<Incident> => {
  let stored = present;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const marked = { ...asTold(stored, told), version: stored.version + 1 };
    if ((await deps.records.saveIncident(marked)) === 'saved') {
      for (const each of measurementsOf(told, told.announcedSeq)) deps.ownMetrics.record(each);
      return marked;
    }
    const { region, connectionId } = told;
    const { incidents } = await deps.records.loadRegion(region, connectionId);
    const winner = incidents.find((each) => each.connectionId === connectionId);
    if (!winner || storedAlike(asTold(winner, told), winner)) return winner ?? stored;
    stored = winner;
  }
  deps.log.warn('announcement not marked: others kept saving first', { incidentId: told.incidentId });
  return stored;
};
