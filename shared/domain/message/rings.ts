import type { AnnouncementKind } from '../../contracts/announcement.ts';
import type { CourseKind } from '../incident.ts';
import type { StormKind } from '../storm/storm.ts';

/**
 * What rings in the channel, by the kind of the line: a reply notifies nobody but those who follow its thread, so a line that asks
 * for a person is shown in the channel too, by whichever delivery carries it. A first message rings by itself.
 */
const incidentRings: Readonly<Record<CourseKind, boolean>> = {
  opened: false,
  'not-reported': true,
  worsened: true,
  improved: false,
  'tunnel-fell': false,
  'tunnel-recovered': false,
  flapping: false,
  recurring: false,
  'outage-stays': true,
  settled: false,
  'settled-unhealthy': true,
  reminder: true,
  'cause-found': false,
  'health-echo': false,
  changed: false,
  'change-echo': false,
  withheld: false,
  'restart-started': false,
  'restart-uncertain': false,
  'restart-busy': false,
  'restart-rejected': false,
  'restart-recovered': false,
  'restart-failed': true,
  closed: false,
};

const stormRings: Readonly<Record<StormKind, boolean>> = {
  opened: false,
  grew: true,
  worsened: true,
  calm: false,
  reminder: true,
  closed: false,
};

/** `loud`, for the line of a timeline. Nothing where it does not ring, so that few bytes are published. */
export const loudnessOf = (
  line: { readonly incident: CourseKind } | { readonly storm: StormKind },
): { readonly loud?: true } => {
  const rings = 'incident' in line ? incidentRings[line.incident] : stormRings[line.storm];
  return rings ? { loud: true } : {};
};

/** Whether an announcement of this kind has a new line that rings. */
export const hasLoudNews = (kind: AnnouncementKind): boolean => {
  const [subject = '', word = ''] = kind.split('.');
  const rings: Readonly<Record<string, boolean>> = subject === 'storm' ? stormRings : incidentRings;
  return subject !== 'notice' && rings[word] === true;
};
