import type { Severity } from '../health.ts';
import { isEchoOfRestart } from '../lifecycle/causes.ts';
import { hasInCourse } from '../lifecycle/course.ts';
import type { NoticeConnection, NoticeKind, NoticeReason } from '../notice.ts';
import { isUnwatched } from '../observation.ts';
import type { NoticePolicy } from '../policy.ts';
import type { EpochMs } from '../time.ts';
import { asNoticeConnection, hasLiveIncident, isGone, type LookedAt, unusedTunnelsOf } from './looked-at.ts';
import type { Place, Unlookable } from './place.ts';
import { severityOfEvent } from './severity.ts';
import type { VpnHealthEvent } from './vpn-health-event.ts';

/** What a notice would say, before it is known whether it has been said already. */
export interface Draft {
  readonly kind: NoticeKind;
  readonly severity: Severity;
  readonly reason: NoticeReason | undefined;
  readonly connections: readonly NoticeConnection[];
}

/** Why a connection that an event names needs no notice. */
export type SettledReason = 'incident-tells-it' | 'restart-echo' | 'unwatched';

export type Drafted = Draft | { readonly settled: SettledReason };

export interface DraftCase {
  readonly event: VpnHealthEvent;
  readonly place: Place;
  /** One for each connection that the event names, if it could be looked at. */
  readonly looked: readonly LookedAt[];
  readonly policy: NoticePolicy;
  readonly now: EpochMs;
}

/** What the event means for people, now that its connections have been looked at. */
export const draftNotice = (drafting: DraftCase): Drafted => {
  const { event, place } = drafting;
  if (!place.lookable) return unseen(event, place);
  if (event.topic === 'endpoint-replaced') return replacement(drafting);
  if (event.topic === 'single-tunnel') return singleTunnel(drafting);
  return inAwsWords(event, drafting.looked.map(asNoticeConnection), undefined);
};

/** Of some it is still to be said that somebody is needed; of the others only where none is. */
const needing = (
  { settledIds, otherEntities }: VpnHealthEvent,
  connections: readonly NoticeConnection[],
): { readonly named: readonly NoticeConnection[]; readonly settled: boolean } => {
  const unsettled = connections.filter(({ connectionId }) => !settledIds.includes(connectionId));
  const settled = connections.length > 0 && unsettled.length === 0 && otherEntities.length === 0;
  return { named: settled ? connections : unsettled, settled };
};

/** Nothing could be looked at, so nothing but AWS's own words can be passed on. */
const unseen = (event: VpnHealthEvent, place: Unlookable): Draft => {
  const named = event.connectionIds.map((connectionId) => ({
    connectionId,
    name: undefined,
    unusedTunnels: [],
  }));
  const reason = place.reason === 'names-no-connection' ? undefined : place.reason;
  const draft = inAwsWords(event, named, reason);
  return reason === 'foreign-account' ? { ...draft, kind: 'foreign-account' } : draft;
};

const inAwsWords = (
  event: VpnHealthEvent,
  connections: readonly NoticeConnection[],
  reason: NoticeReason | undefined,
): Draft => {
  const { named, settled } = needing(event, connections);
  const severity = settled ? 'info' : severityOfEvent(event);
  const mustAct = event.actionability === 'ACTION_REQUIRED' && severity !== 'info';
  const gone = named.length > 0 && named.every((connection) => connection.gone);
  const why =
    reason ?? (gone ? 'connection-gone' : settled ? 'settled' : mustAct ? 'action-required' : undefined);
  return { kind: 'health-event', severity, reason: why, connections: named };
};

const replacement = (drafting: DraftCase): Drafted => {
  const { open, settled } = sort(drafting, (looked) => isEcho(looked, drafting));
  if (open.length === 0) return { settled };
  return {
    kind: 'endpoint-replaced',
    severity: 'info',
    reason: open.every(isGone) ? 'connection-gone' : undefined,
    connections: open.map(asNoticeConnection),
  };
};

/** Of a restart of ours, or of a change by somebody else: the incident tells of it. */
const isEcho = ({ incident }: LookedAt, { event, policy, now }: DraftCase): boolean =>
  incident !== undefined &&
  (isEchoOfRestart(incident, event.startedAt ?? now, policy.restartEchoMs, now) ||
    hasInCourse(incident, 'change-echo', event.eventKey));

/** Several connections make one notice, about those that need something. */
const singleTunnel = (drafting: DraftCase): Drafted => {
  const { open, settled } = sort(drafting, () => false);
  const present = open.filter((looked) => !isGone(looked));
  const lacking = present.filter((looked) => unusedTunnelsOf(looked).length > 0);
  if (lacking.length > 0) {
    return {
      kind: 'missing-redundancy',
      severity: 'warning',
      reason: undefined,
      connections: lacking.map(asNoticeConnection),
    };
  }
  if (present.length > 0) {
    return {
      kind: 'redundancy-restored',
      severity: 'info',
      reason: undefined,
      connections: present.map(asNoticeConnection),
    };
  }
  if (open.length === 0) return { settled };
  return {
    kind: 'health-event',
    severity: 'info',
    reason: 'connection-gone',
    connections: open.map(asNoticeConnection),
  };
};

/** Separates the connections that something is to be said about from those that need no notice, and says why not. */
const sort = (
  { looked }: DraftCase,
  isEchoOfOurs: (looked: LookedAt) => boolean,
): { readonly open: readonly LookedAt[]; readonly settled: SettledReason } => {
  const reasons = looked.map((one): SettledReason | undefined => {
    if (isGone(one)) return undefined;
    if (one.connection && isUnwatched(one.connection)) return 'unwatched';
    if (isEchoOfOurs(one)) return 'restart-echo';
    return hasLiveIncident(one) ? 'incident-tells-it' : undefined;
  });
  return {
    open: looked.filter((_, index) => reasons[index] === undefined),
    settled: gravest.find((reason) => reasons.includes(reason)) ?? 'unwatched',
  };
};

const gravest: readonly SettledReason[] = ['incident-tells-it', 'restart-echo'];
