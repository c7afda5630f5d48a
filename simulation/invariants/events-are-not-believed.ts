import { foreignMark } from '../world/events.ts';
import type { Invariant } from './invariant.ts';

export const eventsAreNotBelieved: Invariant = {
  name: 'events-are-not-believed',
  statement: "An event about somebody else's account leaves no trace in an incident of ours.",
  watch: () => (fact) =>
    fact.kind === 'text' && fact.where.includes('/INCIDENT/') && fact.text.includes(foreignMark)
      ? `${fact.where} tells of an event about another account`
      : undefined,
};
