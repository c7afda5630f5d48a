import type { IncidentText } from '../../../domain/message/catalogue.ts';
import { changed } from './change.ts';
import { durationInWords } from './durations.ts';

const checkGateway =
  'Check that the customer gateway is reachable and answers IKE on UDP 500 and 4500, and what its own log says.';

const findFlaw =
  'Look for packet loss on the line, DPD time-outs that are too short, and rekey settings that differ from those of AWS.';

const standing: IncidentText['standing'] = {
  outage: {
    consequence: () => 'no traffic flows',
    summary: ({ since }) => `No tunnel of this connection carries traffic since ${since}.`,
    todo: [checkGateway],
  },
  degraded: {
    consequence: () => 'traffic flows over one tunnel',
    summary: ({ since }) => `Without redundancy since ${since}.`,
    todo: [checkGateway],
  },
  healthy: {
    consequence: () => 'redundant again',
    summary: ({ since }) =>
      `Every tunnel in use is up again since ${since}. The incident closes when it stays so for some minutes.`,
    todo: [],
  },
  restored: {
    consequence: () => 'traffic restored',
    summary: ({ since }) =>
      `Every tunnel in use is up again since ${since}. The incident closes when it stays so for some minutes.`,
    todo: [],
  },
  'one-way': {
    consequence: () => 'tunnels are up, traffic passes one way only',
    summary: ({ since }) => `Traffic has passed one way only since ${since}: in effect an outage.`,
    todo: [],
  },
  'one-way-alone': {
    consequence: () => 'no traffic flows: one tunnel down, the other one way only',
    summary: ({ since }) => `No tunnel has passed traffic both ways since ${since}.`,
    todo: [checkGateway],
  },
  'traffic-passes': {
    consequence: () => 'traffic restored',
    summary: ({ since }) =>
      `Traffic passes both ways again since ${since}. The incident closes when it stays so for some minutes.`,
    todo: [],
  },
  'traffic-recovered': {
    consequence: ({ duration }) => `traffic restored after ${duration}`,
    summary: ({ since, duration }) =>
      `Traffic passes both ways again since ${since}. It passed one way only for ${duration}; the tunnels were up.`,
    todo: [],
  },
  unknown: {
    consequence: () => 'AWS is not reporting its state',
    summary: ({ since }) =>
      `AWS has not said of every tunnel of this connection whether it is up, since ${since}. Traffic may flow, or may not.`,
    todo: [
      'See at the customer gateway whether its tunnels are up and carry traffic, and look for an AWS Health event about VPN in this region.',
    ],
  },
  'flapping-down': {
    consequence: () => 'flapping, no traffic flows at the moment',
    summary: ({ since }) =>
      `The connection keeps falling and coming back. No tunnel carries traffic since ${since}.`,
    todo: [findFlaw],
  },
  'flapping-degraded': {
    consequence: () => 'flapping, traffic flows over one tunnel at the moment',
    summary: ({ since }) =>
      `The connection keeps falling and coming back. Traffic flows over one tunnel since ${since}.`,
    todo: [findFlaw],
  },
  'flapping-up': {
    consequence: () => 'flapping, traffic flows at the moment',
    summary: ({ since }) =>
      `The connection keeps falling and coming back. Every tunnel in use is up since ${since}.`,
    todo: [findFlaw],
  },
  dropping: {
    consequence: () => 'it drops again and again, traffic flows at the moment',
    summary: ({ since }) =>
      `The connection drops and comes back again and again. Every tunnel in use is up since ${since}.`,
    todo: [
      'Compare the lifetimes of phase 1 and phase 2, the rekey margin and the DPD time-out on both sides.',
    ],
  },
  dropped: {
    consequence: () => 'it drops again and again, and is up now',
    summary: ({ since }) =>
      `The connection has dropped again and again, each time for less than a minute or two. Every tunnel in use is up since ${since}.`,
    todo: [],
  },
  recovered: {
    consequence: ({ duration }) => `recovered after ${duration}`,
    summary: ({ since, duration }) =>
      `Every tunnel in use is up again since ${since}. It was disturbed for ${duration}.`,
    todo: [],
  },
  'reported-again': {
    consequence: () => 'AWS reports its state again, and every tunnel is up',
    summary: ({ since, duration }) =>
      `Every tunnel in use is up since ${since}, as far as AWS tells. It had not reported all of them for ${duration}.`,
    todo: [],
  },
  'connection-deleted': {
    consequence: () => 'the connection was deleted',
    summary: () => 'AWS lists the connection no longer, so there is nothing left to recover.',
    todo: [],
  },
  unwatched: {
    consequence: () => 'no longer watched',
    summary: () =>
      'Its region has been taken out of the configuration, or the tag tunnelkeeper:watch=off asks to leave this connection alone.',
    todo: [],
  },
  unconfirmed: {
    consequence: () => 'it was a false alarm',
    summary: () => 'The connection was well again before anything was confirmed.',
    todo: [],
  },
};

const cause: IncidentText['cause'] = {
  'changed-by-hand': {
    sentence: ({ at, change }) =>
      change ||
      `The connection was being changed at ${at}, and not by Tunnelkeeper. Who did it is not known.`,
    evidence: ({ change, evidence }) =>
      change === '' ? `AWS showed the connection as "${evidence}"` : `CloudTrail: ${evidence}`,
    todo: [],
  },
  'route-changed': {
    sentence: ({ at, change }) => change || `A route of the connection was changed at ${at}.`,
    evidence: ({ evidence }) => `CloudTrail: ${evidence}`,
    todo: [
      'Check that traffic still has its way: static routes of the connection, route tables, propagation, the association with the transit gateway. No tunnel falls by a route alone: if the tunnels stay down, look for a second cause.',
    ],
  },
  'not-associated': {
    sentence: () =>
      'The connection is associated with no gateway at AWS, so no traffic passes even while a tunnel is up.',
    evidence: ({ evidence }) => `AWS says of the gateway association: ${evidence}`,
    todo: [
      'Attach the connection to its virtual private gateway, transit gateway or core network again, and check its attachment there.',
    ],
  },
  'endpoint-replaced': {
    sentence: ({ at }) => `AWS replaced a tunnel endpoint at ${at}.`,
    evidence: ({ evidence }) => `AWS Health event ${evidence}`,
    todo: [
      'With a startup action other than "start" AWS waits for the customer gateway on the new endpoint: clear the associations for this tunnel there, or send traffic through it.',
    ],
  },
  'bgp-no-routes': {
    sentence: ({ at }) => `IPsec is up, but BGP brings no routes, since ${at}.`,
    evidence: ({ evidence }) => `Tunnel ${evidence}: 0 accepted routes`,
    todo: [
      'Check BGP on the customer gateway: neighbour, AS numbers, TCP 179 between the inside addresses, announced routes.',
    ],
  },
  'both-tunnels': {
    sentence: ({ at }) =>
      `Both tunnels went down in the same moment, at ${at}: the customer gateway or its line is at fault.`,
    evidence: ({ evidence }) => `AWS dates them ${evidence} s apart, on two endpoints of its own`,
    todo: [],
  },
  'nothing-comes-back': {
    sentence: ({ at, evidence }) => `AWS sends, but nothing has come back through ${evidence} since ${at}.`,
    evidence: ({ evidence }) => `TunnelDataOut and TunnelDataIn of ${evidence}`,
    todo: [
      'Check the way back: whether the gateway and the network behind it have a route to the AWS addresses over a tunnel that is up, and whether a firewall drops the packets.',
      'Check that the traffic selectors of both sides cover these networks.',
    ],
  },
  'nothing-sent-back': {
    sentence: ({ at }) =>
      `Tunnels are up and the customer gateway sends, but AWS has sent nothing back since ${at}: most often it has no route to the site.`,
    evidence: ({ evidence }) => `TunnelDataIn and TunnelDataOut of ${evidence}`,
    todo: [
      'Check that the route tables of the VPC have a route to the site by way of this gateway, and that route propagation is on.',
      'With a transit gateway, check association, propagation and black holes of its route table.',
    ],
  },
  'gateway-wide': {
    sentence: () => 'The customer gateway or its line is down.',
    evidence: ({ evidence }) => `${evidence} connections of this customer gateway fell within minutes`,
    todo: ['Check the power, the uplink and the address of the customer gateway.'],
  },
  unknown: {
    sentence: () => 'The cause is not known.',
    evidence: ({ evidence }) => evidence,
    todo: [],
  },
};

const recurrence: IncidentText['recurrence'] = ({ count, duration, everyMs }) =>
  everyMs === undefined
    ? `It has dropped ${count} times in ${duration}.`
    : `It has dropped ${count} times in ${duration}, about ${rhythm(everyMs)}: compare the lifetimes and rekey margins of both sides.`;

const rhythm = (everyMs: number): string => {
  const minutes = Math.round(everyMs / 60_000);
  if (Math.abs(minutes - 60) <= 6) return 'once an hour';
  return Math.abs(minutes - 1_440) <= 144 ? 'once a day' : `every ${durationInWords(minutes * 60_000)}`;
};

const alike: IncidentText['alike'] = (outsideIps) => `The log of ${outsideIps} says the same.`;

const attempt: IncidentText['attempt'] = {
  pending: ({ outsideIp, at }) =>
    `Tunnel ${outsideIp} was restarted at ${at}; whether it comes back is being checked.`,
  'pending-unanswered': ({ outsideIp, at }) =>
    `A restart of tunnel ${outsideIp} was asked for at ${at}, but AWS's answer is not known; its effect is being checked.`,
  recovered: ({ outsideIp, at, resultAt }) =>
    `Tunnel ${outsideIp} was restarted at ${at} and was seen up again at ${resultAt}.`,
  failed: ({ outsideIp, at }) => `Tunnel ${outsideIp} was restarted at ${at} and did not come back.`,
  busy: ({ outsideIp, at, errorCode }) =>
    `A restart of ${outsideIp} at ${at} was put off: AWS says that the connection is busy${coded(errorCode)}.`,
  rejected: ({ outsideIp, at, errorCode }) =>
    `A restart of ${outsideIp} at ${at} was refused by AWS${coded(errorCode)}.`,
};

const coded = (errorCode: string): string => (errorCode === '' ? '' : ` (${errorCode})`);

const optionsChanged: IncidentText['optionsChanged'] = ({ outsideIp, before, after, command }) =>
  `The restart changed options of ${outsideIp} from ${before} to ${after}. To put them back, at a time when an interruption does no harm (the next terraform apply may do it as well): ${command}`;

export const incident: IncidentText = {
  standing,
  cause,
  recurrence,
  alike,
  changed,
  attempt,
  optionsChanged,
};
