import { applyDiagnosis, type Diagnosis } from '../../shared/domain/diagnosis/apply-diagnosis.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Records } from '../../shared/ports/records.ts';
import type { Now } from '../../shared/ports/shell.ts';

/** A lost race is tried again on what the winner has saved, this many times. */
const raceAttempts = 4;

export interface SaveDiagnosisDeps {
  readonly records: Records;
  readonly now: Now;
}

/**
 * Puts what was found onto the incident as it stands by now. Undefined: it is over, or a later diagnosis came first.
 */
export const saveDiagnosis = async (
  deps: SaveDiagnosisDeps,
  diagnosed: Incident,
  found: Diagnosis,
): Promise<Incident | undefined> => {
  let stored: Incident | undefined = diagnosed;
  for (let attempt = 1; attempt <= raceAttempts; attempt += 1) {
    if (stored?.incidentId !== diagnosed.incidentId) return undefined;
    const next = applyDiagnosis(stored, found, deps.now());
    if (!next || (await deps.records.saveIncident(next)) === 'saved') return next;
    const { region, connectionId } = diagnosed;
    const { incidents } = await deps.records.loadRegion(region, connectionId);
    stored = incidents.find((each) => each.connectionId === connectionId);
  }
  throw new Error(`Lost the race to save ${diagnosed.incidentId} ${raceAttempts} times.`);
};
