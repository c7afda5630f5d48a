import type { LogCauseName } from '../cause-names.ts';

export interface CauseTraits {
  readonly kind: CauseKind;
  /** Whether a restart by AWS can bring the tunnel back. */
  readonly restart: 'no' | 'maybe' | 'yes';
}

export type CauseKind =
  | 'configuration'
  | 'silence'
  | 'deletion'
  | 'rekey'
  | 'bgp-configuration'
  | 'bgp-session'
  | 'none';

/** What explains more comes first. */
export const kindOrder: readonly CauseKind[] = [
  'configuration',
  'silence',
  'deletion',
  'rekey',
  'bgp-configuration',
  'bgp-session',
];

const configuration: CauseTraits = { kind: 'configuration', restart: 'no' };
/** IPsec is up: a restart would only take it down. */
const bgpConfiguration: CauseTraits = { kind: 'bgp-configuration', restart: 'no' };
const bgpSession: CauseTraits = { kind: 'bgp-session', restart: 'no' };

export const causeTraits: Readonly<Record<LogCauseName, CauseTraits>> = {
  'pre-shared-key': configuration,
  authentication: configuration,
  'proposal-phase-1': configuration,
  'proposal-phase-2': configuration,
  'phase-2-failed': configuration,
  'traffic-selectors': configuration,
  'dead-peer': { kind: 'silence', restart: 'maybe' },
  'peer-unreachable': { kind: 'silence', restart: 'no' },
  'ike-sa-deleted': { kind: 'deletion', restart: 'yes' },
  'child-sa-deleted': { kind: 'deletion', restart: 'maybe' },
  'rekey-collision': { kind: 'rekey', restart: 'maybe' },
  'no-negotiation': { kind: 'none', restart: 'maybe' },
  'bgp-prefix-limit': bgpConfiguration,
  'bgp-wrong-asn': bgpConfiguration,
  'bgp-administrative-shutdown': bgpConfiguration,
  'bgp-peer-unconfigured': bgpConfiguration,
  'bgp-connection-rejected': bgpConfiguration,
  'bgp-open-refused': bgpConfiguration,
  'bgp-configuration-change': bgpConfiguration,
  'bgp-as-loop': bgpConfiguration,
  'bgp-next-hop': bgpConfiguration,
  'bgp-routes-withdrawn': bgpConfiguration,
  'bgp-hold-timer': bgpSession,
  'bgp-no-tcp': bgpSession,
  'bgp-administrative-reset': bgpSession,
  'bgp-hard-reset': bgpSession,
  'bgp-out-of-resources': bgpSession,
  'bgp-message-error': bgpSession,
  'bgp-bfd-down': bgpSession,
  'bgp-collision': bgpSession,
  'bgp-closed': bgpSession,
  'bgp-session-lost': bgpSession,
};
