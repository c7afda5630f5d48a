import type { Announcement, ThreadEntry } from '../../contracts/announcement.ts';
import type { Storm, StormKind } from '../storm/storm.ts';
import { loudnessOf } from './rings.ts';
import { type StormContext, stormMessage } from './storm-message.ts';
import { stormWords } from './storm-words.ts';

/** Of several new things, the one that a person would name first. */
const gravity: Readonly<Record<StormKind, number>> = {
  closed: 6,
  opened: 5,
  worsened: 4,
  grew: 3,
  reminder: 2,
  calm: 1,
};

/** What is published about a storm as it stands now. */
export const announcementOfStorm = (storm: Storm, context: StormContext): Announcement => ({
  format: 'tunnelkeeper/announcement/1',
  kind: `storm.${gravestNew(storm) ?? 'update'}`,
  subjectId: storm.stormId,
  revision: storm.revision,
  region: storm.region,
  connectionId: undefined,
  channel: storm.channel,
  message: stormMessage(storm, context),
  thread: threadOf(storm, context),
  chart: undefined,
});

const gravestNew = ({ course, announcedSeq }: Storm): StormKind | undefined =>
  course
    .filter(({ seq }) => seq > announcedSeq)
    .map(({ kind }) => kind)
    .toSorted((one, other) => gravity[other] - gravity[one])[0];

/** What has happened so far, with the numbers of that moment. */
const threadOf = (storm: Storm, { words, now }: StormContext): readonly ThreadEntry[] =>
  storm.course.map(({ seq, at, kind, counts }) => ({
    seq,
    at,
    text: words.storm.course[kind](stormWords(storm, counts, words, now)),
    ...loudnessOf({ storm: kind }),
  }));
