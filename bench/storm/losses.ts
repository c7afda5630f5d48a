import type { Incident } from '../../shared/domain/incident.ts';
import type { RegionStorms } from '../../shared/domain/storm/storm.ts';
import type { SlackDelivery } from '../../shared/ports/records.ts';
import type { ConnectionCourse } from './observed.ts';

/** What is left when the storm is over. */
export interface Aftermath {
  /** Of the connections that fell. */
  readonly courses: readonly ConnectionCourse[];
  readonly incidents: readonly Incident[];
  readonly storms: readonly RegionStorms[];
  readonly deliveries: readonly SlackDelivery[];
  /** First lines of the messages of the channel that stand in no thread, by Slack's id. */
  readonly headlines: ReadonlyMap<string, string>;
  /** Messages that wait in queues, by the queue's name. */
  readonly waiting: ReadonlyMap<string, number>;
  /** What may not happen: `function.error`, `sqs.dead-letter`, …, and how often it did. */
  readonly mishaps: ReadonlyMap<string, number>;
  readonly restarts: number;
  /** Restarts that the policy lets the account make within an hour, and the most that it made. */
  readonly restartLimit: number;
  readonly mostRestartsAnHour: number;
}

/** Everything that was lost or told wrongly, each as a sentence; nothing, if all went well. */
export const lossesOf = (aftermath: Aftermath): readonly string[] => {
  const fallen = new Set(aftermath.courses.map(({ connectionId }) => connectionId));
  const recorded = new Set(aftermath.incidents.map(({ connectionId }) => connectionId));
  const delivered = new Map(aftermath.deliveries.map((delivery) => [delivery.subjectId, delivery]));
  return [
    ...[...fallen].filter((id) => !recorded.has(id)).map((id) => `${id} fell and has no incident`),
    ...[...recorded].filter((id) => !fallen.has(id)).map((id) => `${id} has an incident and never fell`),
    ...aftermath.courses.flatMap(lossesOfCourse),
    ...aftermath.incidents.flatMap((incident) =>
      lossesOfIncident(incident, delivered.get(incident.incidentId)),
    ),
    ...aftermath.storms.flatMap(({ storms }) =>
      storms.flatMap((storm) => {
        const told = delivered.get(storm.stormId);
        return [
          ...(storm.closedAt === undefined ? [`${storm.stormId} is not over`] : []),
          ...(storm.announcedRevision < storm.revision
            ? [`${storm.stormId} is not published to its end`]
            : []),
          ...(aftermath.headlines.get(told?.ts ?? '')?.startsWith('✅')
            ? []
            : [`Slack does not say that ${storm.stormId} is over`]),
        ];
      }),
    ),
    ...[...aftermath.waiting].map(([queue, count]) => `${count} messages are left in ${queue}`),
    ...[...aftermath.mishaps].map(([what, count]) => `${what}: ${count} times`),
    ...(aftermath.mostRestartsAnHour > aftermath.restartLimit
      ? [
          `${aftermath.mostRestartsAnHour} restarts within an hour, of ${aftermath.restartLimit} that are allowed`,
        ]
      : []),
  ];
};

const lossesOfCourse = (course: ConnectionCourse): readonly string[] => {
  const steps: readonly (readonly [number | undefined, string])[] = [
    [course.recordedAt, 'was never recorded'],
    [course.publishedAt, 'was never published'],
    [course.shownAt, 'was never shown in Slack'],
    [course.recoveryPublishedAt, 'was never published as recovered'],
    [course.recoveryShownAt, 'was never shown in Slack as recovered'],
  ];
  return steps.filter(([at]) => at === undefined).map(([, loss]) => `${course.connectionId} ${loss}`);
};

const lossesOfIncident = (incident: Incident, told: SlackDelivery | undefined): readonly string[] => {
  const { incidentId, phase, closeReason, revision, announcedRevision } = incident;
  if (phase !== 'closed' || closeReason !== 'recovered')
    return [`${incidentId} is ${phase} (${closeReason})`];
  if (announcedRevision < revision) return [`${incidentId} is not published to its end`];
  return told && told.revision >= revision ? [] : [`Slack does not show ${incidentId} as it ended`];
};
