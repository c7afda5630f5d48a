import type { IkeFault } from '../faults.ts';
import type { Activity } from './activity-line.ts';

/** What ends a session, or keeps one from beginning. */
export type IkeTrouble =
  | IkeFault
  | 'dead-peer'
  | 'peer-unreachable'
  | 'ike-sa-deleted'
  | 'child-sa-deleted'
  | 'rekey-collision';

export interface Session {
  readonly ikeVersion: 1 | 2;
  readonly gatewayIp: string;
  /** Security parameters index of the phase 2 SA. */
  readonly spi: string;
}

/** The message that AWS writes about it (Site-to-Site VPN guide, "IKEv1 and IKEv2 error messages"), word for word. */
export const troubleMessage = (trouble: IkeTrouble, session: Session): Activity => {
  const details = session.ikeVersion === 1 ? ikev1Details(trouble, session) : ikev2Details(trouble, session);
  const phase1 = keepsPhase1.has(trouble) ? 'established' : 'down';
  return { details, phase1, phase2: 'down' };
};

const keepsPhase1: ReadonlySet<IkeTrouble> = new Set([
  'proposal-phase-2',
  'phase-2-failed',
  'traffic-selectors',
  'child-sa-deleted',
  'rekey-collision',
]);

const noProposalChosen = 'No Proposal Match Found. Notifying with "No proposal chosen"';

const ikev2Details = (trouble: IkeTrouble, { gatewayIp, spi }: Session): string => {
  switch (trouble) {
    case 'pre-shared-key':
      return `AWS tunnel detected a pre-shared key mismatch with cgw: ${gatewayIp}`;
    case 'identity':
      return 'AWS tunnel is sending AUTHENTICATION_FAILED as the response';
    case 'proposal-phase-1':
      return 'No Proposal Match Found by AWS';
    case 'proposal-phase-2':
      return noProposalChosen;
    case 'phase-2-failed':
      return 'AWS tunnel Phase 2 was unable to establish while keeping Phase 1';
    case 'traffic-selectors':
      return 'AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder';
    case 'dead-peer':
      return 'AWS tunnel DPD timed out after 3 retransmits';
    case 'peer-unreachable':
      return `AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: ${gatewayIp}`;
    case 'ike-sa-deleted':
      return 'AWS tunnel received DELETE for IKE_SA from CGW';
    case 'child-sa-deleted':
      return childDeleted(spi);
    case 'rekey-collision':
      return 'AWS tunnel detected a (CHILD_REKEY) collision as CHILD_DELETE';
  }
};

/** IKEv1 has fewer messages: what it cannot tell apart it tells by the nearest. */
const ikev1Details = (trouble: IkeTrouble, session: Session): string => {
  switch (trouble) {
    case 'dead-peer':
      return 'Peer is not responsive - Declaring peer dead';
    case 'pre-shared-key':
    case 'identity':
      return 'AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key';
    case 'phase-2-failed':
    case 'traffic-selectors':
      return noProposalChosen;
    case 'rekey-collision':
      return childDeleted(session.spi);
    default:
      return ikev2Details(trouble, session);
  }
};

const childDeleted = (spi: string): string => `AWS tunnel received DELETE for Phase 2 SA with SPI: ${spi}`;

/** Both sides rekeyed at once, which harms nobody (RFC 7296, 2.8.1). */
export const redundantSa: Activity = {
  details: 'AWS tunnel (CHILD_SA) redundant SA is being deleted due to detected collision',
  phase1: 'established',
  phase2: 'established',
};

/** The phase 2 SA is replaced in time, and the old one deleted. */
export const rekeyMessages = (startedBy: 'aws' | 'gateway', id: number, spi: string): readonly Activity[] => [
  ...exchange(startedBy, id, 'rekeying'),
  { details: childDeleted(spi), phase1: 'established', phase2: 'established' },
];

/** The exchange that makes a phase 2 SA; IKEv1 has no message for it. */
export const exchange = (
  startedBy: 'aws' | 'gateway',
  id: number,
  meanwhile: 'rekeying' | 'negotiating',
): readonly Activity[] => {
  const [first, second] =
    startedBy === 'aws'
      ? ['is sending request', 'processed response']
      : ['processed request', 'is sending response'];
  const of = (what: string): string => `AWS tunnel ${what} (id=${id}) for CREATE_CHILD_SA`;
  return [
    { details: of(first), phase1: 'established', phase2: meanwhile },
    { details: of(second), phase1: 'established', phase2: 'established' },
  ];
};
