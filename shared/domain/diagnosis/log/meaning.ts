import type { LogCauseName } from '../cause-names.ts';
import { causeOfNotification, isNotification, notificationIn } from './bgp-notifications.ts';
import type { LogEvent } from './event.ts';

/**
 * What a message means: a cause, or `harmless` (looks bad and is not), `progress` (a step of a negotiation), `recovered` (the
 * BGP session stands), `prefix-warning` (as many prefixes as are nearly too many). Absent: a message that AWS does not document.
 */
export type Meaning = LogCauseName | 'harmless' | 'progress' | 'recovered' | 'prefix-warning';

/** The first that matches counts. Site-to-Site VPN user guide, "Contents of Site-to-Site VPN logs". */
const messages: readonly (readonly [RegExp, Meaning])[] = [
  [/no proposal chosen/i, 'proposal-phase-2'],
  [/no proposal match found/i, 'proposal-phase-1'],
  [/peer is not responsive|declaring peer dead/i, 'dead-peer'],
  [/\bDPD timed out/i, 'dead-peer'],
  [/invalid pre.?shared.?key|pre.?shared.?key mismatch/i, 'pre-shared-key'],
  [/AUTHENTICATION_FAILED/i, 'authentication'],
  [/phase 2 was unable to establish/i, 'phase-2-failed'],
  [/TS_UNACCEPTABLE/i, 'traffic-selectors'],
  [/deleting un.?established phase 1/i, 'peer-unreachable'],
  [/redundant SA is being deleted/i, 'harmless'],
  [/CHILD_REKEY\W+collision/i, 'rekey-collision'],
  [/received DELETE for IKE_SA/i, 'ike-sa-deleted'],
  [/received DELETE for phase 2 SA/i, 'child-sa-deleted'],
  [/\bfor CREATE_CHILD_SA/i, 'progress'],
  [/maximum prefix limit warning/i, 'prefix-warning'],
  [/maximum prefix limit was exceeded/i, 'bgp-prefix-limit'],
  [/hold timer expired/i, 'bgp-hold-timer'],
  [/bad OPEN message/i, 'bgp-wrong-asn'],
  [/as-path contains our own AS/i, 'bgp-as-loop'],
  [/non-connected next-hop/i, 'bgp-next-hop'],
  [/state has changed from \w+ to established/i, 'recovered'],
  [/state has changed from established to/i, 'bgp-session-lost'],
  [/state has changed from connect to active/i, 'bgp-no-tcp'],
  [/state has changed from \w+ to/i, 'progress'],
  [/\b(?:sent|received) an (?:OPEN|End-of-RIB) message|initiating a connection/i, 'progress'],
  [/received update with attributes/i, 'progress'],
];

export const meaningOf = (event: LogEvent): Meaning | undefined => {
  const notification = notificationIn(event.text);
  if (notification) return causeOfNotification(notification);
  const documented = messages.find(([message]) => message.test(event.text))?.[1];
  // The texts of the two phases are mixed up: which one it is, their states say better.
  if (documented === 'proposal-phase-1' || documented === 'proposal-phase-2') {
    return proposalOf(event) ?? documented;
  }
  if (documented !== undefined) return documented;
  if (event.kind === 'session' && isNotification(event.text)) return 'bgp-closed';
  if (event.kind !== 'route') return undefined;
  return event.status === 'withdrawn' ? 'bgp-routes-withdrawn' : 'progress';
};

/** Of the phase that does not stand by the states of the line; undefined where they do not say. */
const proposalOf = (event: LogEvent): LogCauseName | undefined => {
  if (event.kind !== 'activity' || event.phase1 === undefined) return undefined;
  if (event.phase1 === 'down' || event.phase1 === 'negotiating') return 'proposal-phase-1';
  if (event.phase2 !== 'established') return event.phase2 && 'proposal-phase-2';
  return event.phase1 === 'rekeying' ? 'proposal-phase-1' : undefined;
};
