import type { Incident } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import { storedAlike } from '../domain/stored-alike.ts';
import { followStorms, openStorms } from '../domain/storm/follow.ts';
import type { RegionStorms, Storm } from '../domain/storm/storm.ts';
import type { AnnounceDeps } from './announce.ts';
import type { RegionView } from './observe.ts';

export interface StormDeps extends AnnounceDeps {
  readonly policy: Policy;
}

/** The storms as they are saved by now; `changed` by this look, so that it is ours to tell. */
export interface SavedStorms {
  readonly record: RegionStorms;
  readonly changed: boolean;
}

/** A lost race is tried again on what the winner has saved, this many times. */
const raceAttempts = 4;

/**
 * Opens the storms that the decisions of a look ask for, and, where it was a look at the whole region, brings all of them up to
 * date. They are saved before any incident is: whoever opens from then on knows of them. If they cannot be saved, incidents
 * are told one by one: too many messages rather than none.
 */
export const saveStorms = async (
  deps: StormDeps,
  view: RegionView,
  decided: readonly Incident[],
  isWhole: boolean,
): Promise<SavedStorms> => {
  const stored = view.records.storms ?? { region: view.region, version: 0, storms: [] };
  try {
    return await trySave(deps, view, decided, isWhole);
  } catch (error) {
    deps.log.error('storms not saved, incidents are told one by one', { region: view.region, error });
    return { record: stored, changed: false };
  }
};

const trySave = async (
  deps: StormDeps,
  view: RegionView,
  decided: readonly Incident[],
  isWhole: boolean,
): Promise<SavedStorms> => {
  let records = view.records;
  for (let attempt = 1; attempt <= raceAttempts; attempt += 1) {
    const record = records.storms ?? { region: view.region, version: 0, storms: [] };
    const storms = nextStorms(deps, view, record.storms, newest(records.incidents, decided), isWhole);
    if (storedAlike(storms, record.storms)) return { record, changed: false };
    const next: RegionStorms = { ...record, version: record.version + 1, storms };
    if ((await deps.records.saveStorms(next)) === 'saved') {
      logNew(deps, record, next);
      return { record: next, changed: true };
    }
    records = await deps.records.loadRegion(view.region);
  }
  throw new Error(`Lost the race to save the storms of ${view.region} ${raceAttempts} times.`);
};

const nextStorms = (
  deps: StormDeps,
  view: RegionView,
  stored: readonly Storm[],
  incidents: readonly Incident[],
  isWhole: boolean,
): readonly Storm[] => {
  const weather = { region: view.region, incidents, customerGateways: view.customerGateways };
  const now = deps.now();
  const opened = openStorms(stored, weather, deps.policy, now);
  return isWhole || opened !== stored ? followStorms(opened, weather, deps.policy, now) : stored;
};

/** What has been decided and is yet to be saved counts more than what was stored before. */
const newest = (stored: readonly Incident[], decided: readonly Incident[]): readonly Incident[] => {
  const incidents = new Map(stored.map((incident) => [incident.connectionId, incident]));
  for (const incident of decided) {
    const known = incidents.get(incident.connectionId);
    if (!known || known.version < incident.version) incidents.set(incident.connectionId, incident);
  }
  return [...incidents.values()];
};

const logNew = ({ log }: StormDeps, before: RegionStorms, after: RegionStorms): void => {
  const known = new Set(before.storms.map(({ stormId }) => stormId));
  for (const { stormId, customerGatewayId, picture } of after.storms) {
    if (!known.has(stormId)) log.info('storm opened', { stormId, customerGatewayId, ...picture.counts });
  }
};
