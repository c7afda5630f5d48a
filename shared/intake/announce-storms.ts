import { announcementOfStorm } from '../domain/message/storm-announcement.ts';
import type { RegionStorms, Storm } from '../domain/storm/storm.ts';
import type { AnnounceDeps } from './announce.ts';
import { inParallel } from './in-parallel.ts';

/** A lost race is marked on what the winner has saved, this many times: people need not be told again for it. */
const raceAttempts = 3;

/** Storms of which something has been saved that people do not know yet. */
export const untoldStorms = ({ storms }: RegionStorms): readonly Storm[] =>
  storms.filter((storm) => storm.revision > storm.announcedRevision);

/** Tells people of storms, then records that they were told. */
export const announceStorms = async (
  deps: AnnounceDeps,
  record: RegionStorms,
  untold: readonly Storm[],
): Promise<void> => {
  await inParallel(untold, untold.length, (storm) => announceStorm(deps, storm));
  await markAnnounced(deps, record, untold);
};

const announceStorm = async (deps: AnnounceDeps, storm: Storm): Promise<void> => {
  const { words, accountId, runbookUrl } = deps;
  const announcement = announcementOfStorm(storm, { words, accountId, runbookUrl, now: deps.now() });
  await deps.announcer.announce(announcement);
  deps.log.info('announced', { stormId: storm.stormId, kind: announcement.kind, revision: storm.revision });
};

const markAnnounced = async (
  deps: AnnounceDeps,
  record: RegionStorms,
  announced: readonly Storm[],
): Promise<void> => {
  let stored: RegionStorms | undefined = record;
  for (let attempt = 1; stored && attempt <= raceAttempts; attempt += 1) {
    const storms = stored.storms.map((storm) => marked(storm, announced));
    const result = await deps.records.saveStorms({ ...stored, version: stored.version + 1, storms });
    if (result === 'saved') return;
    stored = (await deps.records.loadRegion(record.region)).storms;
  }
  deps.log.info('announcement not marked: somebody else saved first', { region: record.region });
};

const marked = (storm: Storm, announced: readonly Storm[]): Storm => {
  const told = announced.find(({ stormId }) => stormId === storm.stormId);
  if (!told) return storm;
  return {
    ...storm,
    announcedRevision: Math.max(storm.announcedRevision, told.revision),
    announcedSeq: Math.max(storm.announcedSeq, told.course.at(-1)?.seq ?? 0),
  };
};
