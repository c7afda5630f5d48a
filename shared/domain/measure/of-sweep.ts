import type { Measurement } from '../../contracts/own-metrics.ts';
import type { Incident } from '../incident.ts';
import { newsOf } from '../lifecycle/untold.ts';
import { type EpochMs, minutesMs } from '../time.ts';

/** News that has been waiting for longer is overdue: each sweep, every minute, announces what waits. */
export const overdueAfterMs = minutesMs(5);

/** What a region's records say before a sweep works on them. */
export const measurementsOfRecords = (
  incidents: readonly Incident[],
  now: EpochMs,
): readonly Measurement[] => [
  { name: 'OpenIncidents', count: incidents.filter(({ phase }) => phase === 'open').length },
  {
    name: 'OverdueAnnouncements',
    count: incidents.filter((incident) => isOverdue(incident, now)).length,
  },
];

const isOverdue = (incident: Incident, now: EpochMs): boolean =>
  newsOf(incident).some(({ course, announcedSeq }) => {
    const untold = course.find((entry) => entry.seq > announcedSeq);
    return untold !== undefined && now - untold.at > overdueAfterMs;
  });
