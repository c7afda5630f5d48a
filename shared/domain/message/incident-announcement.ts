import type { Announcement } from '../../contracts/announcement.ts';
import type { CourseKind, Incident } from '../incident.ts';
import { channelOf } from './channel.ts';
import { type IncidentContext, incidentMessage } from './incident-message.ts';
import { incidentThread } from './incident-thread.ts';

/** What subscribers filter by: of several new things, the one that a person would name first. */
const gravity: Readonly<Record<CourseKind, number>> = {
  closed: 22,
  opened: 20,
  worsened: 19,
  'not-reported': 18,
  'outage-stays': 18.5,
  'settled-unhealthy': 17.5,
  flapping: 17,
  recurring: 16,
  'restart-failed': 15,
  'restart-rejected': 14,
  reminder: 13,
  improved: 12,
  'restart-recovered': 11,
  'tunnel-fell': 10,
  'tunnel-recovered': 9,
  settled: 8,
  'cause-found': 7,
  changed: 6,
  withheld: 5,
  'restart-uncertain': 4,
  'restart-started': 3,
  'restart-busy': 2,
  'health-echo': 1,
  'change-echo': 0,
};

/** What is published about an incident as it stands now. */
export const announcementOfIncident = (incident: Incident, context: IncidentContext): Announcement => ({
  format: 'tunnelkeeper/announcement/1',
  kind: `incident.${gravestNew(incident) ?? 'update'}`,
  subjectId: incident.incidentId,
  revision: incident.revision,
  region: incident.region,
  connectionId: incident.connectionId,
  channel: channelOf(context.connection) ?? incident.channel,
  gatheredIn: incident.gatheredIn,
  message: incidentMessage(incident, context),
  thread: incidentThread(incident, context),
  chart: incident.explanation?.chart,
});

const gravestNew = (incident: Incident): CourseKind | undefined =>
  incident.course
    .filter((entry) => entry.seq > incident.announcedSeq)
    .map((entry) => entry.kind)
    .toSorted((one, other) => gravity[other] - gravity[one])[0];
