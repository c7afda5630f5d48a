import { newsOf } from '../domain/lifecycle/untold.ts';
import { unannounced } from '../domain/notices/announced.ts';
import { isReachUnannounced } from '../domain/reach/reach.ts';
import type { RegionView } from './observe.ts';

/**
 * Whether a look at a region every minute has nothing to look at: no connection is there or was there before, no incident
 * goes on, and everything has been told.
 */
export const isEmpty = ({ connections, records }: RegionView): boolean =>
  connections.size === 0 &&
  records.usage.every(({ used, unused }) => isNone(used) && isNone(unused)) &&
  records.incidents.every((incident) => incident.phase === 'closed' && newsOf(incident).length === 0) &&
  unannounced(records.notices).length === 0 &&
  (records.storms?.storms ?? []).every(({ revision, announcedRevision }) => revision <= announcedRevision) &&
  !(records.reach && isReachUnannounced(records.reach));

const isNone = (byConnection: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(byConnection).length === 0;
