import type { TunnelLogKind, UnknownWords } from '../../../domain/diagnosis/diagnosis-words.ts';

const log: Readonly<Record<TunnelLogKind, string>> = { activity: 'tunnel log', bgp: 'BGP log' };

const gatewayHasTo = (why: string): string =>
  `After this fall AWS does not start IKE (${why}): the customer gateway has to.`;

/** Said while no cause is known. */
export const unknown: UnknownWords = {
  why: {
    'logging-off': (words) => `The cause is not known, as the ${log[words.log]} is switched off.`,
    'log-unread': (words) => `The cause is not known, as the ${log[words.log]} could not be read.`,
    'no-lines': (words) => `The cause is not known: the ${log[words.log]} has no line from around the fall.`,
    'no-telling-line': (words) =>
      `The cause is not known: no line of the ${log[words.log]} from around the fall explains it.`,
  },
  ipsecUp: 'IPsec is up, so it is BGP that is missing.',
  gatewayStarts: {
    'startup-action': gatewayHasTo('startup action "add"'),
    'ikev1-only': gatewayHasTo('IKEv1 only'),
    accelerated: gatewayHasTo('accelerated connection'),
    'gateway-without-address': gatewayHasTo('customer gateway without an address'),
  },
  awsStarts: 'AWS starts IKE by itself (startup action "start").',
  replacedBefore: (at) => `AWS had replaced a tunnel endpoint at ${at}.`,
  todo: {
    checkGateway: (outsideIps) =>
      `Check that the customer gateway is up and answers ${outsideIps} on UDP 500 and 4500, and what its own log says.`,
    initiate: (outsideIps) =>
      `Start IKE from the customer gateway: send traffic through the tunnel, or clear the associations for ${outsideIps}.`,
    checkBgp: (outsideIps) =>
      `Check BGP on the customer gateway for ${outsideIps}: neighbour, AS numbers, TCP 179 between the inside addresses, announced routes.`,
    turnOn: (words) =>
      `To know next time, turn the ${log[words.log]} on: modify the options of tunnel ${words.outsideIps} and name a CloudWatch log group. That interrupts a tunnel for minutes: do it when this is over, one tunnel at a time, in a maintenance window.`,
  },
};
