import type { Announcement } from '../../contracts/announcement.ts';
import type { CourseKind, Incident } from '../incident.ts';
import { channelOf } from './channel.ts';
import { type IncidentContext, incidentMessage } from './incident-message.ts';
import { incidentThread } from './incident-thread.ts';

/** What subscribers filter by: of several new things, the one that a person would name first. */
const gravity: Readonly<Record<CourseKind, number>> = {
  closed: 18,
  opened: 17,
  worsened: 16,
  flapping: 15,
  'restart-failed': 14,
  'restart-rejected': 13,
  reminder: 12,
  improved: 11,
  'restart-recovered': 10,
  'tunnel-fell': 9,
  'tunnel-recovered': 8,
  settled: 7,
  'cause-found': 6,
  withheld: 5,
  'restart-uncertain': 4,
  'restart-started': 3,
  'restart-busy': 2,
  'health-echo': 1,
};

/** What is published about an incident as it stands now. */
export const announcementOfIncident = (incident: Incident, context: IncidentContext): Announcement => ({
  format: 'tunnelkeeper/announcement/1',
  kind: `incident.${gravestNew(incident) ?? 'update'}`,
  subjectId: incident.incidentId,
  revision: incident.revision,
  region: incident.region,
  connectionId: incident.connectionId,
  channel: channelOf(context.connection),
  message: incidentMessage(incident, context),
  thread: incidentThread(incident, context.words),
  chart: incident.explanation?.chart,
});

const gravestNew = (incident: Incident): CourseKind | undefined =>
  incident.course
    .filter((entry) => entry.seq > incident.announcedSeq)
    .map((entry) => entry.kind)
    .toSorted((one, other) => gravity[other] - gravity[one])[0];
