import type { Policy } from '../../shared/domain/policy.ts';
import { type PosturePlan, planPosture } from '../../shared/domain/posture/plan.ts';
import { postureAnnouncement } from '../../shared/domain/posture/posture-announcement.ts';
import type { PostureWords } from '../../shared/domain/posture/posture-words.ts';
import { markPostureAnnounced, type PostureRecord } from '../../shared/domain/posture/record.ts';
import type { PostureReport, RegionPosture } from '../../shared/domain/posture/report.ts';
import type { OtherRegions } from '../../shared/domain/regions/others.ts';
import { secondsMs } from '../../shared/domain/time.ts';
import type { Announcer } from '../../shared/ports/outbound.ts';
import type { PostureRecords } from '../../shared/ports/posture.ts';
import { eachRegion } from './each-region.ts';
import { type ReadPostureDeps, readPosture } from './read-posture.ts';

export interface PostureDeps extends ReadPostureDeps {
  readonly postures: PostureRecords;
  readonly announcer: Announcer;
  readonly postureWords: PostureWords;
  readonly policy: Policy;
  /** The regions that are watched; the first is the hub. */
  readonly regions: readonly string[];
  /** Those that nobody has named. Absent: they are not watched. */
  readonly others?: OtherRegions | undefined;
  readonly accountId: string;
  readonly runbookUrl: string | undefined;
  /** Slack may be the only way to hear of an outage. */
  readonly slackOnly: boolean;
}

/** A lost race is planned again on what the winner has saved, this many times. */
const raceAttempts = 4;

/** Another run may be telling the same right now; after this time it has stopped half-way. */
const otherRunMs = secondsMs(30);

/** Looks at the set-up of every region, saves what is to be told of it, tells it, and records that it was told. */
export const reviewPosture = async (deps: PostureDeps): Promise<void> => {
  if (deps.policy.review.digestEveryMs <= 0) return deps.log.info('set-up not reviewed: off by policy');
  const read = new Map<string, RegionPosture>();
  const [reading] = await Promise.allSettled([
    eachRegion(deps.regions, deps.log, async (region) => {
      read.set(region, await readPosture(deps, region));
    }),
  ]);
  await planAndTell(deps, {
    regions: deps.regions.map((region) => ({ region, posture: read.get(region) })),
  });
  if (reading.status === 'rejected') throw reading.reason;
};

const planAndTell = async (deps: PostureDeps, report: PostureReport): Promise<void> => {
  for (let attempt = 1; attempt <= raceAttempts; attempt += 1) {
    const previous = await deps.postures.load();
    const plan = planPosture(previous, report, deps.policy, deps.now());
    if (plan.changed && (await deps.postures.save(plan.record)) === 'conflict') continue;
    deps.log.info('set-up reviewed', factsOf(plan));
    if (!isBeingTold(deps, plan, previous)) await tell(deps, plan);
    return;
  }
  throw new Error(`Lost the race to save the posture ${raceAttempts} times.`);
};

const factsOf = ({ tell: told, standing, changed }: PosturePlan): Readonly<Record<string, unknown>> => ({
  tell: told ?? 'nothing',
  findings: standing.findings.length,
  worse: standing.worse.length,
  unreadRegions: standing.unreadRegions,
  changed,
});

const isBeingTold = (
  deps: PostureDeps,
  { record }: PosturePlan,
  previous: PostureRecord | undefined,
): boolean =>
  record.telling !== undefined &&
  record.revision === previous?.revision &&
  deps.now() - record.telling.at < otherRunMs;

const tell = async (deps: PostureDeps, { record, standing }: PosturePlan): Promise<void> => {
  if (!record.telling) return;
  const { accountId, regions, others, runbookUrl, slackOnly, postureWords: words } = deps;
  const context = { accountId, regions, others, runbookUrl, slackOnly, words };
  const announcement = postureAnnouncement(standing, record.telling, record.revision, context);
  await deps.announcer.announce(announcement);
  const facts = { subjectId: announcement.subjectId, kind: announcement.kind, revision: record.revision };
  deps.log.info('announced', facts);
  if ((await deps.postures.save(markPostureAnnounced(record))) === 'conflict') {
    deps.log.info('announcement not marked: somebody else saved first', facts);
  }
};
