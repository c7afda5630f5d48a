import type { LogCauseName } from '../cause-names.ts';
import type { LogEvent } from './event.ts';
import type { Direction } from './verdict.ts';

/**
 * What a message means: a cause, or `harmless` (looks bad and is not), `progress` (a step of a negotiation), `recovered` (the
 * BGP session stands), `prefix-warning` (as many prefixes as are nearly too many). Absent: a message that AWS does not document.
 */
export type Meaning = LogCauseName | 'harmless' | 'progress' | 'recovered' | 'prefix-warning';

/** Subcodes of the BGP notification "Cease" (RFC 4486). */
const ceaseCauses: Readonly<Record<string, LogCauseName>> = {
  '1': 'bgp-prefix-limit',
  '2': 'bgp-administrative-shutdown',
  '3': 'bgp-peer-unconfigured',
  '4': 'bgp-administrative-reset',
  '5': 'bgp-connection-rejected',
  '6': 'bgp-configuration-change',
  '7': 'bgp-collision',
};

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

const ceased = /\bnotification\b.*?(?<![\d.:])6\/([1-7])\b/i;

export const meaningOf = (event: LogEvent): Meaning | undefined => {
  const subcode = ceased.exec(event.text)?.[1];
  if (subcode !== undefined) return ceaseCauses[subcode];
  const documented = messages.find(([message]) => message.test(event.text))?.[1];
  if (documented !== undefined || event.kind !== 'route') return documented;
  return event.status === 'withdrawn' ? 'bgp-routes-withdrawn' : 'progress';
};

/** Which side has ended the BGP session: AWS sent the notification, or it received the gateway's. Only AWS counts prefixes here. */
export const directionOf = (text: string): Direction | undefined => {
  if (/maximum prefix limit was exceeded/i.test(text)) return 'sent';
  const verb = /\b(sent|received) (?:an? )?(?:hold timer expired )?notification\b/i.exec(text)?.[1];
  return verb === undefined ? undefined : verb.toLowerCase() === 'sent' ? 'sent' : 'received';
};
