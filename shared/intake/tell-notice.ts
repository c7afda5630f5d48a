import type { Notice } from '../domain/notice.ts';
import type { NoticeDecision } from '../domain/notices/decide-notice.ts';
import type { Policy } from '../domain/policy.ts';
import { secondsMs } from '../domain/time.ts';
import type { AnnounceDeps } from './announce.ts';
import { announceNotices } from './announce-notices.ts';

export interface TellDeps extends AnnounceDeps {
  readonly policy: Policy;
}

/** A lost race is decided again on what the winner has saved, this many times. */
const raceAttempts = 5;

/** A copy of the event may be at work on the same notice right now; after this time its run has stopped half-way. */
const otherRunMs = secondsMs(30);

/** Decides, saves, tells. Every decision is one line in the log. */
export const tellNotice = async (
  deps: TellDeps,
  region: string,
  loaded: readonly Notice[],
  facts: Readonly<Record<string, unknown>>,
  decide: (notices: readonly Notice[]) => NoticeDecision,
): Promise<void> => {
  let notices = loaded;
  for (let attempt = 1; attempt <= raceAttempts; attempt += 1) {
    const decision = decide(notices);
    if (!('notice' in decision)) {
      deps.log.info('no notice', { ...facts, reason: decision.reason });
      if ('earlier' in decision) await tellLeftOver(deps, decision.earlier);
      return;
    }
    const { notice, reason } = decision;
    if ((await deps.records.saveNotice(notice)) === 'saved') {
      deps.log.info('notice', { ...facts, reason, noticeId: notice.noticeId, kind: notice.kind });
      await announceNotices(deps, [notice]);
      return;
    }
    notices = (await deps.records.loadRegion(region)).notices;
  }
  throw new Error(`Lost the race to save a notice ${raceAttempts} times.`);
};

const tellLeftOver = async (deps: TellDeps, earlier: Notice): Promise<void> => {
  if (deps.now() - earlier.createdAt >= otherRunMs) await announceNotices(deps, [earlier]);
};
