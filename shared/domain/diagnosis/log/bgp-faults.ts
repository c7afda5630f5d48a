import { type EpochMs, minutesMs } from '../../time.ts';
import { lastAt, type Said } from './course.ts';
import { type Fault, isBgpFault, isRouteFault } from './fault.ts';

/** A session that falls again sooner has not been well in between. */
const holdsMs = minutesMs(1);

/** The faults of the session that have not been overcome: after them it did not stand again for a minute. */
export const sessionFaults = (
  faults: readonly Fault[],
  course: readonly Said[],
  now: EpochMs,
): readonly Fault[] => {
  const session = faults.filter(isSessionFault);
  const falls = session.map(({ event }) => event.at);
  const holds = ({ event: { at } }: Said): boolean =>
    now - at >= holdsMs && !falls.some((fellAt) => fellAt >= at && fellAt <= at + holdsMs);
  const stoodAt = lastAt(course, (said) => showsSessionUp(said) && holds(said));
  const tcpOpenedAt = lastAt(course, showsTcp);
  return session.filter(
    ({ cause, event }) => event.at >= stoodAt && (cause !== 'bgp-no-tcp' || event.at >= tcpOpenedAt),
  );
};

/** The faults of routes, if the session stands: what became of each prefix last, since the session began. */
export const routeFaults = (faults: readonly Fault[], course: readonly Said[]): readonly Fault[] => {
  const fellAt = faults.findLast(isSessionFault)?.event.at ?? Number.NEGATIVE_INFINITY;
  if (Number.isFinite(fellAt) && fellAt >= lastAt(course, showsSessionUp)) return [];
  const last = lastOfEachPrefix(course.filter(({ event }) => event.at >= fellAt));
  const isAnyLeft = last.some(({ meaning }) => meaning === 'progress');
  const standing = new Set(last.map(({ event }) => event));
  return faults.filter(
    (fault) =>
      isRouteFault(fault) &&
      standing.has(fault.event) &&
      !(isAnyLeft && fault.cause === 'bgp-routes-withdrawn'),
  );
};

const isSessionFault = (fault: Fault): boolean => isBgpFault(fault) && !isRouteFault(fault);

const showsSessionUp = ({ event, meaning }: Said): boolean =>
  meaning === 'recovered' || (event.kind === 'session' && event.status === 'up');

const showsTcp = ({ event }: Said): boolean =>
  /\bto OpenSent\b|\b(?:sent|received) an OPEN\b/i.test(event.text);

/** Of one moment the news that is good counts: it has no order. */
const lastOfEachPrefix = (course: readonly Said[]): readonly Said[] => {
  const last = new Map<string, Said>();
  for (const said of course) {
    if (said.event.kind !== 'route') continue;
    const before = last.get(said.event.prefix);
    if (before?.event.at === said.event.at && before.meaning === 'progress') continue;
    last.set(said.event.prefix, said);
  }
  return [...last.values()];
};
