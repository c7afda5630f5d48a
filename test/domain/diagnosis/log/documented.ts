import type { Meaning } from '../../../../shared/domain/diagnosis/log/meaning.ts';

/** Every message of the Site-to-Site VPN user guide, "Contents of Site-to-Site VPN logs", with something in each gap. */
export const ikeMessages: readonly (readonly [string, Meaning])[] = [
  ['Peer is not responsive - Declaring peer dead', 'dead-peer'],
  ['AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key', 'pre-shared-key'],
  ['No Proposal Match Found by AWS', 'proposal-phase-1'],
  ['No Proposal Match Found. Notifying with "No proposal chosen"', 'proposal-phase-2'],
  ['AWS tunnel received DELETE for Phase 2 SA with SPI: 0xc3a1f00d', 'child-sa-deleted'],
  ['AWS tunnel received DELETE for IKE_SA from CGW', 'ike-sa-deleted'],
  ['AWS tunnel DPD timed out after 3 retransmits', 'dead-peer'],
  ['AWS tunnel detected a (CHILD_REKEY) collision as CHILD_DELETE', 'rekey-collision'],
  ['AWS tunnel (CHILD_SA) redundant SA is being deleted due to detected collision', 'harmless'],
  ['AWS tunnel Phase 2 was unable to establish while keeping Phase 1', 'phase-2-failed'],
  ['AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder', 'traffic-selectors'],
  ['AWS tunnel is sending AUTHENTICATION_FAILED as the response', 'authentication'],
  ['AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.7', 'pre-shared-key'],
  ['AWS tunnel detected a pre-shared key mismatch with cgw: 2001:db8::7', 'pre-shared-key'],
  ['AWS tunnel detected a pre-shared key mismatch with cgw: xxxx', 'pre-shared-key'],
  ['AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: 198.51.100.7', 'peer-unreachable'],
  ['AWS tunnel processed request (id=7) for CREATE_CHILD_SA', 'progress'],
  ['AWS tunnel is sending response (id=7) for CREATE_CHILD_SA', 'progress'],
  ['AWS tunnel is sending request (id=7) for CREATE_CHILD_SA', 'progress'],
  ['AWS tunnel processed response (id=7) for CREATE_CHILD_SA', 'progress'],
];

const changed = (from: string, to: string): string =>
  `AWS-side peer BGP session state has changed from ${from} to ${to} with neighbor 169.254.50.85`;

/** The guide shows those of Cease up to 6/7; the others are in its form, with the names of the RFCs. */
export const notifications: readonly (readonly [string, Meaning])[] = [
  ['1/1 (Message Header Error/Connection Not Synchronized)', 'bgp-message-error'],
  ['1/2 (Message Header Error/Bad Message Length)', 'bgp-message-error'],
  ['1/3 (Message Header Error/Bad Message Type)', 'bgp-message-error'],
  ['2/0 (OPEN Message Error/Unspecific)', 'bgp-open-refused'],
  ['2/1 (OPEN Message Error/Unsupported Version Number)', 'bgp-open-refused'],
  ['2/2 (OPEN Message Error/Bad Peer AS)', 'bgp-wrong-asn'],
  ['2/3 (OPEN Message Error/Bad BGP Identifier)', 'bgp-open-refused'],
  ['2/4 (OPEN Message Error/Unsupported Optional Parameter)', 'bgp-open-refused'],
  ['2/6 (OPEN Message Error/Unacceptable Hold Time)', 'bgp-open-refused'],
  ['2/7 (OPEN Message Error/Unsupported Capability)', 'bgp-open-refused'],
  ['3/1 (UPDATE Message Error/Malformed Attribute List)', 'bgp-message-error'],
  ['3/2 (UPDATE Message Error/Unrecognized Well-known Attribute)', 'bgp-message-error'],
  ['3/3 (UPDATE Message Error/Missing Well-known Attribute)', 'bgp-message-error'],
  ['3/4 (UPDATE Message Error/Attribute Flags Error)', 'bgp-message-error'],
  ['3/5 (UPDATE Message Error/Attribute Length Error)', 'bgp-message-error'],
  ['3/6 (UPDATE Message Error/Invalid ORIGIN Attribute)', 'bgp-message-error'],
  ['3/8 (UPDATE Message Error/Invalid NEXT_HOP Attribute)', 'bgp-message-error'],
  ['3/9 (UPDATE Message Error/Optional Attribute Error)', 'bgp-message-error'],
  ['3/10 (UPDATE Message Error/Invalid Network Field)', 'bgp-message-error'],
  ['3/11 (UPDATE Message Error/Malformed AS_PATH)', 'bgp-message-error'],
  ['4/0 (Hold Timer Expired)', 'bgp-hold-timer'],
  ['5/0 (Finite State Machine Error)', 'bgp-message-error'],
  ['5/2 (Finite State Machine Error/Receive Unexpected Message in OpenConfirm State)', 'bgp-message-error'],
  ['6/1 (Cease/Maximum Number of Prefixes Reached)', 'bgp-prefix-limit'],
  ['6/2 (Cease/Administrative Shutdown)', 'bgp-administrative-shutdown'],
  ['6/3 (Cease/Peer Unconfigured)', 'bgp-peer-unconfigured'],
  ['6/4 (Cease/Administrative Reset)', 'bgp-administrative-reset'],
  ['6/5 (Cease/Connection Rejected)', 'bgp-connection-rejected'],
  ['6/6 (Cease/Other Configuration Change)', 'bgp-configuration-change'],
  ['6/7 (Cease/Connection Collision Resolution)', 'bgp-collision'],
  ['6/8 (Cease/Out of Resources)', 'bgp-out-of-resources'],
  ['6/9 (Cease/Hard Reset)', 'bgp-hard-reset'],
  ['6/10 (Cease/BFD Down)', 'bgp-bfd-down'],
  ['6/42 (Cease)', 'bgp-closed'],
  ['7/1 (ROUTE-REFRESH Message Error/Invalid Message Length)', 'bgp-message-error'],
  ['8/0 (Send Hold Timer Expired)', 'bgp-closed'],
  ['200/7', 'bgp-closed'],
];

export const sessionMessages: readonly (readonly [string, 'UP' | 'DOWN', Meaning])[] = [
  [changed('Idle', 'Connect'), 'DOWN', 'progress'],
  [changed('Connect', 'OpenSent'), 'DOWN', 'progress'],
  [changed('OpenSent', 'OpenConfirm'), 'DOWN', 'progress'],
  [changed('OpenConfirm', 'Established'), 'UP', 'recovered'],
  [changed('Established', 'Idle'), 'DOWN', 'bgp-session-lost'],
  [changed('Connect', 'Active'), 'DOWN', 'bgp-no-tcp'],
  [
    'AWS-side peer is reporting a maximum prefix limit warning - received 80 prefixes from neighbor 169.254.50.85, limit is 100',
    'UP',
    'prefix-warning',
  ],
  [
    'AWS-side peer detected the maximum prefix limit was exceeded - received 101 prefixes from neighbor 169.254.50.85, limit is 100',
    'DOWN',
    'bgp-prefix-limit',
  ],
  ...notifications.flatMap(([reason, cause]) => [
    [`AWS-side peer sent a notification ${reason} to neighbor 169.254.50.85`, 'DOWN', cause] as const,
    [`AWS-side peer received notification ${reason} from neighbor 169.254.50.85`, 'DOWN', cause] as const,
  ]),
  [
    'AWS-side peer sent a Hold Timer Expired notification to neighbor 169.254.50.85',
    'DOWN',
    'bgp-hold-timer',
  ],
  [
    'AWS-side peer detected a bad OPEN message from neighbor 169.254.50.85- remote AS is 65001, expected 65000',
    'DOWN',
    'bgp-wrong-asn',
  ],
  [
    'AWS-side peer received an OPEN message from neighbor 169.254.50.85 - version 4, AS 65000, holdtime 30, router-id 10.0.0.1',
    'DOWN',
    'progress',
  ],
  [
    'AWS-side peer sent an OPEN message to neighbor 169.254.50.85 - version 4, AS 64512, holdtime 30, router-id 10.0.0.1',
    'DOWN',
    'progress',
  ],
  ['AWS-side peer is initiating a connection (via Connect) to neighbor 169.254.50.85', 'DOWN', 'progress'],
  ['AWS-side peer sent an End-of-RIB message to neighbor 169.254.50.85', 'UP', 'progress'],
  [
    'AWS-side peer received update with attributes from neighbor 169.254.50.85 - AS path: 65000 65000',
    'UP',
    'progress',
  ],
];

export const routeMessages: readonly (readonly [
  'ADVERTISED' | 'UPDATED' | 'WITHDRAWN',
  string | undefined,
  Meaning,
])[] = [
  ['ADVERTISED', undefined, 'progress'],
  ['UPDATED', undefined, 'progress'],
  ['WITHDRAWN', undefined, 'bgp-routes-withdrawn'],
  ['UPDATED', 'DENIED due to: as-path contains our own AS', 'bgp-as-loop'],
  ['ADVERTISED', 'DENIED due to: non-connected next-hop', 'bgp-next-hop'],
];

export const documentedTexts: readonly string[] = [
  ...ikeMessages.map(([text]) => text),
  ...sessionMessages.map(([text]) => text),
  ...routeMessages.flatMap(([, text]) => text ?? []),
];
