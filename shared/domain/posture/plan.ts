import type { Policy } from '../policy.ts';
import { storedAlike } from '../stored-alike.ts';
import { type EpochMs, minutesMs } from '../time.ts';
import type { Finding } from './finding.ts';
import { mergeRegion, standingFindings } from './merge.ts';
import {
  findingKey,
  fittingRecord,
  type PostureRecord,
  type PostureTold,
  packRegion,
  type RegionMemory,
  type SiteRow,
  type Telling,
  unpackRegion,
} from './record.ts';
import type { PostureReport, RegionPosture } from './report.ts';

/** What is to be remembered and told after a look at the set-up. */
export interface PosturePlan {
  readonly record: PostureRecord;
  /** Whether the record differs from what is stored. */
  readonly changed: boolean;
  readonly tell: PostureTold | undefined;
  readonly standing: Standing;
}

/** The set-up as people are to see it. */
export interface Standing {
  readonly findings: readonly Finding[];
  /** Those of the findings that people have not been told of. */
  readonly worse: readonly Finding[];
  readonly sites: readonly SiteRow[];
  readonly names: ReadonlyMap<string, string | undefined>;
  readonly unreadRegions: readonly string[];
  /** Ids of connections whose pending maintenance could not be read. */
  readonly maintenanceUnread: readonly string[];
}

interface MergedRegion {
  readonly region: string;
  readonly posture: RegionPosture | undefined;
  readonly memory: RegionMemory;
  /** The memory before this look; the same as after it where there was none. */
  readonly before: RegionMemory;
  readonly firstSeen: boolean;
}

/** The schedule is never to the second: this much early is on time, lest the digest come an hour later each week. */
const slackMs = minutesMs(30);

/**
 * What is to be told of the set-up: all of it with the first look (at a new region too) and then once in
 * `digestEveryMs`, and at once what has become worse. What was saved to be told and was not is told now.
 */
export const planPosture = (
  previous: PostureRecord | undefined,
  current: PostureReport,
  policy: Policy,
  now: EpochMs,
): PosturePlan => {
  const regions = mergeAll(previous, current);
  const standing = standingOf(regions, current);
  const due = isDigestDue(previous, regions, policy, now);
  const telling =
    policy.review.digestEveryMs > 0 ? tellingOf(previous, regions, standing, due, policy, now) : undefined;
  const isRepeat = telling === previous?.telling;
  const revision = (previous?.revision ?? 0) + (telling && !isRepeat ? 1 : 0);
  const next: PostureRecord = fittingRecord({
    version: (previous?.version ?? 0) + 1,
    revision,
    announcedRevision: telling ? (previous?.announcedRevision ?? 0) : revision,
    digestAt: due ? now : previous?.digestAt,
    telling,
    regions: Object.fromEntries(
      regions.map(({ region, memory }) => [
        region,
        packRegion(remembered(memory, due, telling !== undefined)),
      ]),
    ),
  });
  const changed = previous === undefined || !isSame(next, previous);
  return { record: changed ? next : previous, changed, tell: telling?.tell, standing };
};

const mergeAll = (previous: PostureRecord | undefined, current: PostureReport): readonly MergedRegion[] =>
  current.regions.flatMap(({ region, posture }) => {
    const row = previous?.regions[region];
    const before = row && unpackRegion(row);
    const memory = posture ? mergeRegion(posture, before) : before;
    if (!memory) return [];
    return [
      { region, posture, memory, before: before ?? memory, firstSeen: !before && !previous?.shortened },
    ];
  });

const standingOf = (regions: readonly MergedRegion[], current: PostureReport): Standing => {
  const fresh = new Set(regions.flatMap(({ memory }) => [...memory.fresh]));
  const findings = regions.flatMap(({ posture, memory }) => standingFindings(posture, memory));
  return {
    findings,
    worse: findings.filter((finding) => fresh.has(findingKey(finding))),
    sites: regions.flatMap(({ memory }) => Object.values(memory.sites)),
    names: new Map(regions.flatMap(({ posture }) => [...(posture?.names ?? [])])),
    unreadRegions: current.regions.filter(({ posture }) => !posture).map(({ region }) => region),
    maintenanceUnread: regions.flatMap(({ posture }) => [...(posture?.maintenanceUnread ?? [])]),
  };
};

/** There is nothing to tell of regions without connections, nor where none could be read. */
const isDigestDue = (
  previous: PostureRecord | undefined,
  regions: readonly MergedRegion[],
  { review }: Policy,
  now: EpochMs,
): boolean => {
  const seen = regions.filter(({ posture }) => posture !== undefined && posture.names.size > 0);
  if (review.digestEveryMs <= 0 || seen.length === 0) return false;
  const lastAt = previous?.digestAt;
  return (
    lastAt === undefined ||
    now - lastAt >= review.digestEveryMs - slackMs ||
    seen.some(({ firstSeen }) => firstSeen)
  );
};

/** The same object as before where it tells no more than what is still to be told. */
const tellingOf = (
  previous: PostureRecord | undefined,
  regions: readonly MergedRegion[],
  standing: Standing,
  due: boolean,
  policy: Policy,
  now: EpochMs,
): Telling | undefined => {
  const pending = previous?.telling;
  const isWorse = standing.worse.length > 0 || standing.sites.some(({ from }) => from !== undefined);
  const weekly = due || pending?.tell === 'weekly';
  if (!weekly && !isWorse) return undefined;
  const grave = isWorse || standing.findings.some(({ severity }) => severity !== 'info');
  if (!grave && policy.notices.tell === 'actionable') return undefined;
  const tell = weekly ? 'weekly' : 'worse';
  return due || regions.some(hasNews) ? { tell, at: now } : pending;
};

const hasNews = ({ memory, before }: MergedRegion): boolean =>
  [...memory.fresh].some((key) => !before.fresh.has(key)) ||
  Object.entries(memory.sites).some(
    ([key, { from, grade }]) => from !== undefined && before.sites[key]?.grade !== grade,
  );

/** With a digest everything is said anew, so what is gone may be news when it comes back. What nobody is to be told of is not news. */
const remembered = (memory: RegionMemory, digest: boolean, telling: boolean): RegionMemory => ({
  ...memory,
  lapsed: digest ? new Set() : memory.lapsed,
  ...(telling
    ? {}
    : {
        fresh: new Set(),
        sites: Object.fromEntries(
          Object.entries(memory.sites).map(([key, { name, grade }]) => [key, { name, grade }]),
        ),
      }),
});

const isSame = (next: PostureRecord, stored: PostureRecord): boolean =>
  storedAlike({ ...next, version: 0 }, { ...stored, version: 0 });
