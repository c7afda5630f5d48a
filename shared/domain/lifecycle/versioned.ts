import type { Cause, Incident, Withheld } from '../incident.ts';
import { storedAlike } from '../stored-alike.ts';

/**
 * The incident as it is to be saved, its version grown; `undefined` where nothing differs from what is stored. The revision
 * grows where there is something to tell: people are told of an incident only once it has been confirmed.
 */
export const versioned = (next: Incident, stored: Incident | undefined): Incident | undefined => {
  if (stored && isSame(next, stored)) return undefined;
  const toTell = next.openedAt !== undefined && !(stored && isSame(asShown(next), asShown(stored)));
  return { ...next, version: next.version + 1, revision: toTell ? next.revision + 1 : next.revision };
};

/** Without what no message shows, or what would have it told again though it says the same. */
const asShown = (incident: Incident): Incident => ({
  ...incident,
  restarts: incident.restarts.map((attempt) => ({ ...attempt, hadEffect: false })),
  causes: incident.causes.map(withoutRepetition),
  changingSeenAt: undefined,
  missingSince: undefined,
  drops: undefined,
  falls: incident.phase === 'closed' ? [] : incident.falls,
  tunnels: incident.phase === 'closed' ? [] : incident.tunnels,
  quietReplacement: undefined,
  untold: undefined,
  explanation: incident.explanation && { ...incident.explanation, at: 0 },
  withheld: incident.withheld && withoutMovingEnd(incident.withheld),
});

/** A tunnel that cannot be negotiated writes the same line again and again. */
const withoutRepetition = (cause: Cause): Cause =>
  cause.outsideIp === undefined ? cause : { ...cause, at: 0, evidence: '' };

/** The end of this one moves with every such line, and no sentence names it. */
const withoutMovingEnd = (withheld: Withheld): Withheld =>
  withheld.reason === 'cause-not-fixable' ? { ...withheld, at: 0, until: undefined } : withheld;

/** Falls that only leave the window, and nothing else, are no reason to write. */
const isSame = (next: Incident, stored: Incident): boolean =>
  (Object.keys(next) as (keyof Incident)[]).every((key) =>
    key === 'falls' ? next.falls.length <= stored.falls.length : storedAlike(next[key], stored[key]),
  );
