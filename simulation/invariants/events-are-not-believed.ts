import { foreignMark } from '../world/events.ts';
import type { Invariant } from './invariant.ts';

export const eventsAreNotBelieved: Invariant = {
  name: 'events-are-not-believed',
  statement: "An event about somebody else's account leaves no trace in an incident of ours.",
  watch: () => (fact) =>
    fact.kind === 'saved' && fact.saved && JSON.stringify(fact.incident).includes(foreignMark)
      ? `${fact.incident.incidentId} tells of an event about another account`
      : undefined,
};
