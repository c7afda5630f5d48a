import type { Measurement, RestartOutcome } from '../../contracts/own-metrics.ts';
import type { CourseEntry, CourseKind, Incident } from '../incident.ts';
import { isDown } from '../lifecycle/tunnels.ts';

const outcomes: Readonly<Partial<Record<CourseKind, RestartOutcome>>> = {
  'restart-started': 'started',
  'restart-uncertain': 'uncertain',
  'restart-busy': 'busy',
  'restart-rejected': 'rejected',
  'restart-recovered': 'recovered',
  'restart-failed': 'failed',
};

/**
 * What is measured when people have been told of an incident: only of entries after `announcedSeq`, so that each is measured
 * once, by whoever succeeds in recording that it was told.
 */
export const measurementsOf = (incident: Incident, announcedSeq: number): readonly Measurement[] =>
  incident.course
    .filter((entry) => entry.seq > announcedSeq)
    .map((entry) => measurementOf(incident, entry))
    .filter((measurement) => measurement !== undefined);

const measurementOf = (incident: Incident, { kind, detail }: CourseEntry): Measurement | undefined => {
  const outcome = outcomes[kind];
  if (outcome) return { name: 'Restarts', outcome };
  if (kind === 'opened') return timeToDetect(incident);
  return kind === 'closed' && detail === 'recovered' ? timeToRecover(incident) : undefined;
};

const timeToDetect = ({ openedAt, firstSeenAt, tunnels }: Incident): Measurement | undefined => {
  if (openedAt === undefined) return undefined;
  const falls = tunnels.filter(isDown).map((tunnel) => tunnel.since);
  const fellAt = Math.min(firstSeenAt, ...falls);
  return { name: 'TimeToDetect', durationMs: openedAt - fellAt };
};

const timeToRecover = ({ closedAt, firstSeenAt }: Incident): Measurement | undefined =>
  closedAt === undefined ? undefined : { name: 'TimeToRecover', durationMs: closedAt - firstSeenAt };
