import type { SessionFault } from '../faults.ts';
import type { BgpNews } from './bgp-line.ts';

/** Who talks to whom over a tunnel. */
export interface Neighbours {
  /** Inside addresses. */
  readonly awsIp: string;
  readonly gatewayIp: string;
  readonly awsAsn: number;
  readonly gatewayAsn: number;
}

export interface SessionFacts extends Neighbours {
  readonly notifiedBy: 'aws' | 'gateway';
  /** Prefixes that the gateway sends, and how many AWS takes. */
  readonly prefixes: number;
  readonly limit: number;
}

const holdTimeSeconds = 30;

const down = (details: string): BgpNews => ({ type: 'BGPStatus', status: 'DOWN', details });
const up = (details: string): BgpNews => ({ type: 'BGPStatus', status: 'UP', details });

type State = 'Idle' | 'Connect' | 'Active' | 'OpenSent' | 'OpenConfirm' | 'Established';

const changed = (from: State, to: State, { gatewayIp }: Neighbours): BgpNews => {
  const details = `AWS-side peer BGP session state has changed from ${from} to ${to} with neighbor ${gatewayIp}`;
  return to === 'Established' ? up(details) : down(details);
};

/** The messages of one session (Site-to-Site VPN guide, "BGP status messages"), word for word. */
export const sessionLost = (facts: Neighbours): readonly BgpNews[] => [changed('Established', 'Idle', facts)];

export const holdTimerExpired = ({ gatewayIp }: Neighbours): BgpNews =>
  down(`AWS-side peer sent a Hold Timer Expired notification to neighbor ${gatewayIp}`);

const connecting = (facts: Neighbours): readonly BgpNews[] => [
  down(`AWS-side peer is initiating a connection (via Connect) to neighbor ${facts.gatewayIp}`),
  changed('Idle', 'Connect', facts),
];

const opening = (facts: Neighbours): readonly BgpNews[] => [
  ...connecting(facts),
  changed('Connect', 'OpenSent', facts),
  down(
    `AWS-side peer sent an OPEN message to neighbor ${facts.gatewayIp} - version 4, AS ${facts.awsAsn}, holdtime ${holdTimeSeconds}, router-id ${facts.awsIp}`,
  ),
];

const establishing = (facts: Neighbours): readonly BgpNews[] => [
  ...opening(facts),
  down(
    `AWS-side peer received an OPEN message from neighbor ${facts.gatewayIp} - version 4, AS ${facts.gatewayAsn}, holdtime ${holdTimeSeconds}, router-id ${facts.gatewayIp}`,
  ),
  changed('OpenSent', 'OpenConfirm', facts),
  changed('OpenConfirm', 'Established', facts),
];

export const sessionBegun = (facts: Neighbours): readonly BgpNews[] => [
  ...establishing(facts),
  up(`AWS-side peer sent an End-of-RIB message to neighbor ${facts.gatewayIp}`),
  up(
    `AWS-side peer received update with attributes from neighbor ${facts.gatewayIp} - AS path: ${facts.gatewayAsn}`,
  ),
];

export const prefixWarning = ({ gatewayIp, prefixes, limit }: SessionFacts): BgpNews =>
  up(
    `AWS-side peer is reporting a maximum prefix limit warning - received ${prefixes} prefixes from neighbor ${gatewayIp}, limit is ${limit}`,
  );

const prefixLimitExceeded = ({ gatewayIp, prefixes, limit }: SessionFacts): BgpNews =>
  down(
    `AWS-side peer detected the maximum prefix limit was exceeded - received ${prefixes} prefixes from neighbor ${gatewayIp}, limit is ${limit}`,
  );

const cease: Partial<Record<SessionFault, string>> = {
  'prefix-limit': '6/1 (Cease/Maximum Number of Prefixes Reached)',
  'administrative-shutdown': '6/2 (Cease/Administrative Shutdown)',
  'peer-unconfigured': '6/3 (Cease/Peer Unconfigured)',
  'administrative-reset': '6/4 (Cease/Administrative Reset)',
  'connection-rejected': '6/5 (Cease/Connection Rejected)',
  'configuration-change': '6/6 (Cease/Other Configuration Change)',
  collision: '6/7 (Cease/Connection Collision Resolution)',
};

/** What is told of the fault itself. */
const complaint = (fault: SessionFault, facts: SessionFacts): readonly BgpNews[] => {
  const { gatewayIp, gatewayAsn, notifiedBy } = facts;
  const reason = cease[fault];
  const notified =
    notifiedBy === 'aws'
      ? `AWS-side peer sent a notification ${reason} to neighbor ${gatewayIp}`
      : `AWS-side peer received notification ${reason} from neighbor ${gatewayIp}`;
  switch (fault) {
    case 'prefix-limit':
      return notifiedBy === 'aws' ? [prefixLimitExceeded(facts), down(notified)] : [down(notified)];
    case 'hold-timer':
    case 'no-tcp':
      return [holdTimerExpired(facts)];
    case 'wrong-asn':
      return [
        down(
          `AWS-side peer detected a bad OPEN message from neighbor ${gatewayIp} - remote AS is ${wrongAsn(gatewayAsn)}, expected ${gatewayAsn}`,
        ),
      ];
    default:
      return [down(notified)];
  }
};

const wrongAsn = (asn: number): number => asn + 1;

/** A session that stood falls over the fault. */
export const sessionBroken = (fault: SessionFault, facts: SessionFacts): readonly BgpNews[] =>
  fault === 'wrong-asn'
    ? [...sessionLost(facts), ...vainTry(fault, facts)]
    : [...complaint(fault, facts), ...sessionLost(facts)];

/** AWS tries again, and again it fails. */
export const vainTry = (fault: SessionFault, facts: SessionFacts): readonly BgpNews[] => {
  switch (fault) {
    case 'no-tcp':
      return [...connecting(facts), changed('Connect', 'Active', facts)];
    case 'prefix-limit':
      return [...establishing(facts), ...complaint(fault, facts), ...sessionLost(facts)];
    default:
      return [...opening(facts), ...complaint(fault, facts)];
  }
};
