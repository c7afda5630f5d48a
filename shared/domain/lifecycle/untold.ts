import type { Incident } from '../incident.ts';

/** A flapping connection closes at most a handful within the hours that a topic may be away; and a row has its limits. */
const mostUntold = 10;

/** Whether something of the incident itself has been saved that people do not know yet. */
export const hasNews = ({ revision, announcedRevision }: Incident): boolean => revision > announcedRevision;

/** Everything about the connection that people do not know yet, the oldest first: how earlier incidents ended, then this one. */
export const newsOf = (incident: Incident): readonly Incident[] => [
  ...(incident.untold ?? []),
  ...(hasNews(incident) ? [incident] : []),
];

/** What a new incident has to tell of those before it: it takes the place of the last one. */
export const untoldBefore = (previous: Incident | undefined): Pick<Incident, 'untold'> => {
  if (!previous) return {};
  const { untold = [], ...last } = previous;
  const all = hasNews(previous) ? [...untold, last] : untold;
  return all.length > 0 ? { untold: all.slice(-mostUntold) } : {};
};

/** What is stored by now, once people have been told of an incident as it was then: that one, or one that has taken its place. */
export const asTold = (present: Incident, told: Incident): Incident => {
  const { untold = [], ...rest } = present;
  const left = untold.filter(
    ({ incidentId, revision }) => incidentId !== told.incidentId || revision > told.revision,
  );
  return {
    ...rest,
    ...(present.incidentId === told.incidentId ? announcedBy(present, told) : {}),
    ...(left.length > 0 ? { untold: left } : {}),
  };
};

const announcedBy = (
  { announcedRevision, announcedSeq }: Incident,
  { revision, course }: Incident,
): Pick<Incident, 'announcedRevision' | 'announcedSeq'> => ({
  announcedRevision: Math.max(announcedRevision, revision),
  announcedSeq: Math.max(announcedSeq, course.at(-1)?.seq ?? 0),
});
