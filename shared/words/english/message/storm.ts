import type { StormText } from '../../../domain/message/catalogue.ts';
import type { StormWords } from '../../../domain/message/words.ts';

type Verb = readonly [ofOne: string, ofMany: string];

const have: Verb = ['has', 'have'];
const are: Verb = ['is', 'are'];

const some = (count: number, total: number, [ofOne, ofMany]: Verb): string =>
  count === total ? `all ${ofMany}` : `${count} ${count === 1 ? ofOne : ofMany}`;

/** `9 have no tunnel up, 2 have one tunnel left` */
const states = ({ total, outage, degraded, unknown = 0, settling, recovered }: StormWords): string =>
  [
    ...(outage > 0 ? [`${some(outage, total, have)} no tunnel up`] : []),
    ...(degraded > 0 ? [`${some(degraded, total, have)} one tunnel left`] : []),
    ...(unknown > 0 ? [`${some(unknown, total, are)} not reported by AWS`] : []),
    ...(settling > 0 ? [`${some(settling, total, are)} up again and being watched`] : []),
    ...(recovered > 0 ? [`${some(recovered, total, have)} recovered`] : []),
  ].join(', ');

const when = ({ since, until }: StormWords): string =>
  since === until
    ? `All incidents opened at ${since}.`
    : `The first incident opened at ${since}, the last at ${until}.`;

const summary = (words: StormWords): string =>
  `Of ${words.total} connections ${states(words)}. ${when(words)}`;

const about: StormText['about'] = {
  gateway: ({ total, gateway }) => `${total} connections of ${gateway}`,
  region: ({ total, region }) => `${total} connections in ${region}`,
};

const standing: StormText['standing'] = {
  outage: {
    consequence: ({ outage, total }) =>
      outage === total ? 'no traffic flows' : `no traffic flows over ${outage} of them`,
    summary,
  },
  degraded: {
    consequence: ({ degraded, total }) =>
      degraded === total
        ? 'traffic flows over one tunnel each'
        : `traffic flows over a single tunnel of ${degraded} of them`,
    summary,
  },
  unknown: {
    consequence: ({ unknown = 0 }) => `AWS is not reporting the state of ${unknown} of them`,
    summary,
  },
  settling: { consequence: () => 'every connection is up again', summary },
  over: {
    consequence: ({ duration }) => `over after ${duration}`,
    summary: (words) => `None of the ${words.total} connections is down any more. ${when(words)}`,
  },
};

const checkShared =
  'Leave the single connections for later: what they share comes first, and one cure may bring all of them back.';

export const storm: StormText = {
  about,
  standing,
  member: {
    outage: ({ since }) => `no tunnel up since ${since}`,
    degraded: ({ since }) => `one tunnel up since ${since}`,
    unknown: ({ since }) => `state not reported by AWS since ${since}`,
    healthy: ({ since }) => `up again since ${since}`,
  },
  course: {
    opened: (words) => `${words.total} connections fell together: ${states(words)}.`,
    grew: (words) => `More connections have fallen, ${words.total} by now: ${states(words)}.`,
    worsened: (words) => `It got worse: of ${words.total} connections ${states(words)}.`,
    calm: () =>
      'No further connection has fallen for some minutes. From here on each is told in a message of its own again.',
    reminder: (words) => `Still not recovered: of ${words.total} connections ${states(words)}.`,
    closed: ({ total, duration }) =>
      `It is over: none of the ${total} connections is down any more, after ${duration}.`,
  },
  causeOfSome: ({ count }) => `So it is for ${count} of them.`,
  withheld: ({ count, withheld, temporary }) =>
    `For ${count} of them no restart is made${temporary ? ' yet' : ''}: ${withheld}`,
  restarts: {
    pending: ({ count }) =>
      count === 1
        ? '1 tunnel has been restarted; whether it comes back is being checked.'
        : `${count} tunnels have been restarted; whether they come back is being checked.`,
    recovered: ({ count }) => `${count} ${count === 1 ? 'tunnel' : 'tunnels'} came back after a restart.`,
    failed: ({ count }) =>
      `${count} ${count === 1 ? 'tunnel' : 'tunnels'} did not come back after a restart.`,
  },
  todo: {
    gateway: ['Check the power, the uplink and the address of the customer gateway.', checkShared],
    region: [
      'Look into AWS Health for the region, and at what these connections have in common: a transit gateway, a device, a provider.',
      checkShared,
    ],
  },
};
