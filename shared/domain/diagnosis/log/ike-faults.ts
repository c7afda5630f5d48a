import { type EpochMs, minutesMs, secondsMs } from '../../time.ts';
import { causeTraits } from './cause-traits.ts';
import { lastAt, type Said } from './course.ts';
import type { Fault } from './fault.ts';
import type { LoggedTunnel } from './verdict.ts';

/** Times of the activity log are in whole seconds, so that a second is no order. */
const sameMomentMs = secondsMs(1);

/** A gateway that has renewed its SA deletes the old one soon after. */
const rekeyMs = minutesMs(2);

/** A deletion takes effect at once; telemetry follows within two minutes, and this is more. */
const deletionBeforeFallMs = minutesMs(5);

/** The faults of IKE that have not been overcome: after them the tunnel was not established again. */
export const ikeFaults = (
  faults: readonly Fault[],
  course: readonly Said[],
  tunnel: LoggedTunnel,
): readonly Fault[] => {
  const establishedAt = {
    phase1: lastAt(course, showsEstablished('phase1')),
    phase2: lastAt(course, showsEstablished('phase2')),
  };
  const renewals = course.filter(isUnstatedRenewal).map(({ event }) => event.at);

  const isDeletion = ({ cause, event }: Fault): boolean => {
    const phase = cause === 'ike-sa-deleted' ? 'phase1' : 'phase2';
    if (event.at <= establishedAt[phase]) return false;
    const state = event.kind === 'activity' ? event[phase] : undefined;
    return state === undefined ? isUnstatedDeletion(phase, event.at) : state === 'down';
  };

  const isUnstatedDeletion = (phase: 'phase1' | 'phase2', at: EpochMs): boolean => {
    if (at < tunnel.since - deletionBeforeFallMs) return false;
    const renewedFrom = phase === 'phase2' ? at - rekeyMs : at;
    return !renewals.some((renewedAt) => renewedAt >= renewedFrom);
  };

  const standing = faults.filter((fault) =>
    causeTraits[fault.cause].kind === 'deletion'
      ? isDeletion(fault)
      : fault.event.at + sameMomentMs >= establishedAt.phase2,
  );
  return faults.filter((fault) => standing.includes(fault) || endedInSilence(fault, standing));
};

/** A collision leaves associations behind that only one side knows: the log calls them established until DPD gives up. */
const silentWithinMs = minutesMs(5);

export const endedInSilence = ({ cause, event }: Fault, faults: readonly Fault[]): boolean =>
  cause === 'rekey-collision' &&
  faults.some(
    (other) =>
      other.cause === 'dead-peer' &&
      other.event.at >= event.at &&
      other.event.at - event.at <= silentWithinMs,
  );

const showsEstablished =
  (phase: 'phase1' | 'phase2') =>
  ({ event, meaning }: Said): boolean => {
    if (event.kind === 'route') return false;
    if (event.kind === 'session') return meaning === 'recovered' || event.status === 'up';
    if (event[phase] !== undefined) return event[phase] === 'established';
    return saysEstablished.test(event.text);
  };

/** "un-established" and "unable to establish" are not. */
const saysEstablished = /(?<!un-|not |never )\bestablished\b/i;

/** The second half of the exchange that makes a phase 2 SA, in a line without states. */
const isUnstatedRenewal = ({ event }: Said): boolean =>
  event.kind === 'activity' &&
  event.phase2 === undefined &&
  /\b(?:processed|sending) response\b.*\bfor CREATE_CHILD_SA/i.test(event.text);
