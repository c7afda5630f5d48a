import type { Policy } from '../domain/policy.ts';
import { blindReasonOf } from '../domain/reach/blind-reason.ts';
import { planReach, type Sight } from '../domain/reach/plan-reach.ts';
import { isReachUnannounced, markReachAnnounced, type RegionReach } from '../domain/reach/reach.ts';
import { announcementOfReach } from '../domain/reach/reach-announcement.ts';
import type { ReachWords } from '../domain/reach/reach-words.ts';
import type { AnnounceDeps } from './announce.ts';
import type { RegionUnread } from './list-connections.ts';

export interface ReachDeps extends AnnounceDeps {
  readonly reachWords: ReachWords;
  readonly policy: Policy;
}

/** The region was looked at. Nothing is read or written for it unless it had not been before. */
export const onSeen = (deps: ReachDeps, region: string, reach: RegionReach | undefined): Promise<void> =>
  note(deps, reach, { region, seen: true });

/** The region is not watched any more: what was said of it is over. */
export const onLeft = (deps: ReachDeps, region: string, reach: RegionReach | undefined): Promise<void> =>
  note(deps, reach, { region, seen: true, isLeft: true });

/** The region was not looked at: counted, and told when it is no accident any more. */
export const onUnread = async (deps: ReachDeps, error: RegionUnread): Promise<void> => {
  const { region, unread } = error;
  const reason = blindReasonOf(unread);
  deps.log.warn('region not looked at', { region, reason, code: unread.code, error });
  const { reach } = await deps.records.loadRegion(region);
  await note(deps, reach, { region, seen: false, reason, code: unread.code });
};

const note = async (deps: ReachDeps, previous: RegionReach | undefined, sight: Sight): Promise<void> => {
  const plan = planReach(previous, sight, deps.policy.incident.remindOutageEveryMs, deps.now());
  if (!('reach' in plan)) {
    if (previous && isReachUnannounced(previous)) await tell(deps, previous);
    return;
  }
  const { reach, reason } = plan;
  const facts = { region: reach.region, reason, failures: reach.failures };
  if ((await deps.records.saveReach(reach)) === 'conflict') {
    deps.log.info('region not noted: somebody else saved first', facts);
    return;
  }
  deps.log.info('region noted', facts);
  if (isReachUnannounced(reach)) await tell(deps, reach);
};

/** If this stops half-way the next sweep tells again. */
const tell = async (deps: ReachDeps, reach: RegionReach): Promise<void> => {
  const { words, reachWords, accountId, runbookUrl } = deps;
  const now = deps.now();
  const announcement = announcementOfReach(reach, { words, reachWords, accountId, runbookUrl, now });
  await deps.announcer.announce(announcement);
  const facts = { subjectId: announcement.subjectId, kind: announcement.kind, revision: reach.revision };
  deps.log.info('announced', facts);
  if ((await deps.records.saveReach(markReachAnnounced(reach))) === 'conflict') {
    deps.log.info('announcement not marked: somebody else saved first', facts);
  }
};
