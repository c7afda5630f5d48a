import { type Decision, decide } from '../domain/decide.ts';
import type { Incident } from '../domain/incident.ts';
import { newsOf } from '../domain/lifecycle/untold.ts';
import type { Policy } from '../domain/policy.ts';
import type { Signal } from '../domain/signal.ts';
import { gatherInto, stormToJoin } from '../domain/storm/membership.ts';
import type { Storm } from '../domain/storm/storm.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Records } from '../ports/records.ts';
import type { Log, Now } from '../ports/shell.ts';
import { observationOf, type RegionView } from './observe.ts';

export interface DecideDeps {
  readonly records: Records;
  readonly policy: Policy;
  readonly log: Log;
  readonly now: Now;
}

/** One connection to be decided about, and what made us look. */
export interface Case {
  readonly connectionId: string;
  readonly signals: readonly Signal[];
}

export type Incidents = ReadonlyMap<string, Incident>;

/** A lost race is decided again on what the winner has saved, this many times. */
const raceAttempts = 4;

export const decideOn = (
  deps: DecideDeps,
  view: RegionView,
  incidents: Incidents,
  { connectionId, signals }: Case,
): Decision =>
  decide(
    observationOf(view, connectionId, incidents),
    incidents.get(connectionId),
    signals,
    deps.policy,
    deps.now(),
  );

/** Saves what has been decided; an incident that nobody has been told of joins a storm, if there is one for it. */
export const saveDecision = async (
  deps: DecideDeps,
  view: RegionView,
  storms: readonly Storm[],
  loaded: Incidents,
  first: Case & { readonly decision: Decision },
): Promise<Decision> => {
  const { connectionId } = first;
  let incidents = loaded;
  let decided = first.decision;
  for (let attempt = 1; ; attempt += 1) {
    const decision = gathered(decided, storms, deps.now());
    logDecision(deps, connectionId, incidents.get(connectionId), decision);
    if (!decision.changed || !decision.incident) return decision;
    if ((await deps.records.saveIncident(decision.incident)) === 'saved') return decision;
    if (attempt === raceAttempts) throw new Error(`Lost the race to save ${connectionId} ${attempt} times.`);
    incidents = byConnection((await deps.records.loadRegion(view.region)).incidents);
    decided = decideOn(deps, view, incidents, first);
  }
};

const gathered = (decision: Decision, storms: readonly Storm[], now: EpochMs): Decision => {
  const { incident } = decision;
  const storm = incident && stormToJoin(storms, incident, now);
  if (!storm) return decision;
  const version = decision.changed ? incident.version : incident.version + 1;
  return { ...decision, incident: { ...gatherInto(incident, storm), version }, changed: true };
};

const logDecision = (
  deps: DecideDeps,
  connectionId: string,
  stored: Incident | undefined,
  decision: Decision,
): void => {
  const unannounced = decision.incident !== undefined && newsOf(decision.incident).length > 0;
  if (!decision.changed && !decision.restart && !unannounced) return;
  deps.log.info('decided', {
    connectionId,
    reason: decision.reason,
    incidentId: decision.incident?.incidentId,
    from: stored?.health,
    to: decision.incident?.health,
    withheld: decision.incident?.withheld?.reason,
    restart: decision.restart?.outsideIp,
    gatheredIn: decision.incident?.gatheredIn,
  });
};

export const byConnection = (incidents: readonly Incident[]): Incidents =>
  new Map(incidents.map((incident) => [incident.connectionId, incident]));
