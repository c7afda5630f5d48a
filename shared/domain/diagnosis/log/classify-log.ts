import type { EpochMs } from '../../time.ts';
import type { LogGroupReading } from '../evidence.ts';
import { routeFaults, sessionFaults } from './bgp-faults.ts';
import { directionOf, notificationIn } from './bgp-notifications.ts';
import { causeTraits } from './cause-traits.ts';
import { courseOf, type Said } from './course.ts';
import { type Fault, faultsIn, isBgpFault } from './fault.ts';
import { ikeFaults } from './ike-faults.ts';
import { ipsecOf } from './ipsec.ts';
import { maskSecrets } from './mask-secrets.ts';
import { prefixWarningIn } from './prefix-warning.ts';
import { rank } from './rank.ts';
import { isSilent } from './silence.ts';
import type { Ipsec, LogFinding, LoggedTunnel, TunnelLogVerdict } from './verdict.ts';

export type { LogFinding, LoggedTunnel, PrefixWarning, TunnelLogVerdict } from './verdict.ts';

/**
 * Why the tunnel fell, as far as its own log says. `readings` are the log groups of the connection with the lines of all its
 * tunnels; their order means nothing.
 */
export const classifyLog = (
  readings: readonly LogGroupReading[],
  tunnel: LoggedTunnel,
  connectionId: string,
  now: EpochMs,
): TunnelLogVerdict => {
  const course = courseOf(readings, tunnel, connectionId, now);
  const ipsec = ipsecOf(tunnel, course);
  const found = tunnel.state === 'up' ? [] : findingsOf(course, tunnel, ipsec, now);
  const isUnexplained = found.length === 0 && ipsec !== 'up' && isSilent(readings, tunnel, course, now);
  const prefixWarning = prefixWarningIn(course);
  return {
    findings: isUnexplained ? [noNegotiation(tunnel)] : found,
    lineCount: course.length,
    ...(prefixWarning && { prefixWarning }),
    ipsec,
  };
};

const findingsOf = (
  course: readonly Said[],
  tunnel: LoggedTunnel,
  ipsec: Ipsec,
  now: EpochMs,
): readonly LogFinding[] => {
  const faults = faultsIn(course);
  const ike = faults.filter((fault) => !isBgpFault(fault));
  const explaining = [
    ...(ipsec === 'up' ? [] : ikeFaults(ike, course, tunnel)),
    ...bgpFaults(faults, course, ipsec, now),
  ];
  return rank(explaining, tunnel.since).map((fault) => finding(fault, tunnel.outsideIp));
};

/**
 * Without IPsec no session stands and no route comes: that is no cause then, but the consequence. Where nobody knows of IPsec,
 * the mere end of the session may be just that.
 */
const bgpFaults = (
  faults: readonly Fault[],
  course: readonly Said[],
  ipsec: Ipsec,
  now: EpochMs,
): readonly Fault[] => {
  const session = sessionFaults(faults, course, now);
  if (ipsec === 'down') return session.filter(isClosedOnPurpose);
  const explaining = ipsec === 'up' ? session : session.filter(saysWhy);
  return [...explaining, ...routeFaults(faults, course)];
};

const saysWhy = ({ cause }: Fault): boolean => cause !== 'bgp-session-lost';

const isClosedOnPurpose = ({ cause }: Fault): boolean => causeTraits[cause].kind === 'bgp-configuration';

const finding = (fault: Fault, outsideIp: string): LogFinding => {
  const { cause, event } = fault;
  const said = { cause, outsideIp, at: event.at, line: maskSecrets(event.text) };
  if (!isBgpFault(fault)) return said;
  const direction = directionOf(event.text);
  const notification = notificationIn(event.text);
  return { ...said, ...(direction && { direction }), ...(notification && { notification }) };
};

const noNegotiation = ({ outsideIp, since }: LoggedTunnel): LogFinding => ({
  cause: 'no-negotiation',
  outsideIp,
  at: since,
  line: '',
});
