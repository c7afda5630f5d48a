import { decideNotice, decideUnreadable } from '../../shared/domain/notices/decide-notice.ts';
import type { Place, Watched } from '../../shared/domain/notices/place.ts';
import { placeOf, regionOf } from '../../shared/domain/notices/place.ts';
import { signalsOf } from '../../shared/domain/notices/signals.ts';
import type { UnreadableHealthEvent, VpnHealthEvent } from '../../shared/domain/notices/vpn-health-event.ts';
import { parseHealthEvent } from '../../shared/events/health-event.ts';
import { isWatched, type WatchDeps } from '../../shared/intake/found-regions.ts';
import type { Look, LookReport } from '../../shared/intake/report.ts';
import { type TellDeps, tellNotice } from '../../shared/intake/tell-notice.ts';

export interface HealthEventDeps extends TellDeps, WatchDeps {
  readonly look: Look;
}

/** Looks at the connections that an AWS Health event names; what is no incident becomes a notice. */
export const createHealthEventHandler =
  (deps: HealthEventDeps) =>
  async (input: unknown): Promise<void> => {
    const parsed = parseHealthEvent(input);
    switch (parsed.kind) {
      case 'not-ours':
        deps.log.warn('event ignored', { reason: parsed.reason });
        return;
      case 'unreadable':
        await onUnreadable(deps, parsed.event);
        return;
      case 'health':
        await onHealthEvent(deps, parsed.event);
    }
  };

const onUnreadable = async (deps: HealthEventDeps, event: UnreadableHealthEvent): Promise<void> => {
  const region = regionOf(event, watchedBy(deps));
  deps.log.warn('event unreadable', { reason: event.reason, region, text: event.text.slice(0, 500) });
  const { notices } = await deps.records.loadRegion(region);
  await tellNotice(deps, region, notices, { region }, (known) =>
    decideUnreadable(event, region, known, deps.policy.notices, deps.now()),
  );
};

const onHealthEvent = async (deps: HealthEventDeps, event: VpnHealthEvent): Promise<void> => {
  const place = placeOf(event, await watchedWith(deps, event));
  const report = await lookOrRemember(deps, event, place);
  const facts = {
    eventKey: event.eventKey,
    code: event.code,
    region: place.region,
    account: event.account,
    connectionIds: event.connectionIds.slice(0, 20),
    notLookedAt: place.lookable ? undefined : place.reason,
  };
  await tellNotice(deps, place.region, report.notices, facts, (notices) =>
    decideNotice({
      event,
      place,
      looked: report.connections,
      notices,
      policy: deps.policy.notices,
      now: deps.now(),
    }),
  );
};

/** Where nothing can be looked at, what has been told is still remembered. */
const lookOrRemember = async (
  deps: HealthEventDeps,
  event: VpnHealthEvent,
  place: Place,
): Promise<LookReport> => {
  if (!place.lookable) {
    const { notices, reach } = await deps.records.loadRegion(place.region);
    return { connections: [], notices, reach };
  }
  const signals = signalsOf(event, deps.now());
  return deps.look({ region: place.region, connectionIds: event.connectionIds, signals });
};

/** With the region of the event, if that has been found. */
const watchedWith = async (deps: HealthEventDeps, { region, account }: VpnHealthEvent): Promise<Watched> => {
  const watched = watchedBy(deps);
  const mayBeOurs = region !== undefined && (account === undefined || account === deps.accountId);
  return mayBeOurs && (await isWatched(deps, region))
    ? { ...watched, regions: [...watched.regions, region] }
    : watched;
};

const watchedBy = ({ accountId, regions }: HealthEventDeps): Watched => ({ accountId, regions });
