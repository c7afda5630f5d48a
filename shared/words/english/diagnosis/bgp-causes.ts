import type { BgpCauseName } from '../../../domain/diagnosis/cause-kinds.ts';
import type { LogCauseText, LogCauseWords } from '../../../domain/diagnosis/diagnosis-words.ts';
import { bgpReasons } from './bgp-reasons.ts';

/** AWS sends a notification where AWS decides, and receives one where the gateway does. */
const decider = ({ direction }: LogCauseWords): string => {
  if (direction === 'sent') return 'AWS';
  return direction === 'received' ? 'The customer gateway' : 'One side';
};

/** The stated reason and its numbers, which whoever reads the gateway's log looks for. */
const stated = ({ notification }: LogCauseWords): string => {
  if (!notification) return 'with a notification that has no number';
  const { code, reason } = notification;
  return reason === undefined
    ? `with notification ${code}, which no RFC known here explains`
    : `stating: ${bgpReasons[reason]} (notification ${code})`;
};

/** What the log of BGP says, and what to do at the gateway. */
export const bgpCauses: Readonly<Record<BgpCauseName, LogCauseText>> = {
  'bgp-prefix-limit': {
    sentence: (words) =>
      `${decider(words)} ended BGP on tunnel ${words.outsideIp} because more prefixes are announced than allowed.`,
    todo: ({ direction }) => [
      direction === 'received'
        ? 'Raise the maximum of prefixes that the gateway accepts from the neighbour AWS, or announce fewer routes from AWS.'
        : 'Announce fewer prefixes to AWS: summarise them, or filter what is not needed (limit: 100 on a virtual private gateway, 1,000 on a transit gateway).',
      'Then reset the BGP session on the gateway.',
    ],
  },
  'bgp-wrong-asn': {
    sentence: ({ outsideIp, direction }) =>
      direction === 'received'
        ? `BGP on tunnel ${outsideIp} does not come up: the customer gateway expects another AS number than AWS announces.`
        : `BGP on tunnel ${outsideIp} does not come up because the gateway announces another AS number than AWS expects.`,
    todo: () => [
      'Compare the local AS on the gateway with the ASN of the customer gateway at AWS, and the remote AS with the ASN of the AWS side.',
      'The ASN of a customer gateway cannot be changed at AWS: correct the device, or make a new customer gateway and move the connection to it.',
    ],
  },
  'bgp-administrative-shutdown': {
    sentence: (words) =>
      `${decider(words)} shut the BGP neighbour on tunnel ${words.outsideIp} down on purpose (Administrative Shutdown).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? [
            'AWS does so for its own maintenance: wait some minutes, then look into AWS Health and open a case if BGP stays down.',
          ]
        : ['Ask who shut the neighbour down on the gateway, and enable it again (no neighbor … shutdown).'],
  },
  'bgp-peer-unconfigured': {
    sentence: (words) =>
      `${decider(words)} ended BGP on tunnel ${words.outsideIp} because the neighbour was removed from its configuration.`,
    todo: () => [
      'Configure the neighbour on the gateway again, with the inside address and the ASN from "Download configuration".',
    ],
  },
  'bgp-connection-rejected': {
    sentence: (words) =>
      `${decider(words)} rejects the BGP session on tunnel ${words.outsideIp} (Connection Rejected).`,
    todo: () => [
      'Check the neighbour on the gateway: inside addresses, local and remote AS, and whether it has room for one more session.',
    ],
  },
  'bgp-open-refused': {
    sentence: (words) =>
      `${decider(words)} refused to open BGP on tunnel ${words.outsideIp}, ${stated(words)}.`,
    todo: () => [
      'Compare what each side sends in its OPEN: the BGP version, router ID, hold time, capabilities and authentication that are set for the neighbour AWS on the gateway.',
    ],
  },
  'bgp-configuration-change': {
    sentence: (words) =>
      `${decider(words)} reset BGP on tunnel ${words.outsideIp} because its configuration was changed.`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['Look into CloudTrail for a change of the connection; BGP should come back within minutes.']
        : [
            'Check the last change of the BGP configuration on the gateway, and take it back if BGP stays down.',
          ],
  },
  'bgp-as-loop': {
    sentence: ({ outsideIp }) =>
      `AWS denies the routes of the gateway on tunnel ${outsideIp}: their AS path contains the ASN of AWS.`,
    todo: () => [
      'Do not announce routes back to AWS that came from AWS; filter them on the gateway by AS path or prefix.',
      'If two sites use the same ASN of AWS, replace it in the path (as-override) or use different ASNs.',
    ],
  },
  'bgp-next-hop': {
    sentence: ({ outsideIp }) =>
      `AWS denies the routes of the gateway on tunnel ${outsideIp}: their next hop is not in the inside network of the tunnel.`,
    todo: () => ['Set next-hop-self for the neighbour AWS on the gateway.'],
  },
  'bgp-routes-withdrawn': {
    sentence: ({ outsideIp }) =>
      `BGP stands on tunnel ${outsideIp}, but the customer gateway has withdrawn its routes.`,
    todo: () => [
      'Check on the gateway whether the routes are still in its own table, and whether a filter or a route map keeps them back.',
      'Check the interface or the protocol from which the gateway learns these networks.',
    ],
  },
  'bgp-hold-timer': {
    sentence: ({ outsideIp, direction }) =>
      direction === 'received'
        ? `The customer gateway ended BGP on tunnel ${outsideIp}: it heard no keepalive from AWS within its hold time.`
        : `AWS ended BGP on tunnel ${outsideIp}: it heard no keepalive from the customer gateway within the hold time.`,
    todo: () => [
      'Look for packet loss inside the tunnel and for a high CPU load of the gateway.',
      'Check MTU and MSS clamping of the tunnel interface, and that the BGP timers of the gateway are not too short.',
    ],
  },
  'bgp-no-tcp': {
    sentence: ({ outsideIp }) =>
      `BGP on tunnel ${outsideIp} does not come up: TCP port 179 to the inside address of the gateway cannot be opened.`,
    todo: () => [
      'Allow TCP 179 between the two inside addresses of the tunnel on the gateway.',
      'Check the inside addresses on the tunnel interface, and that the BGP process runs with AWS as a neighbour.',
    ],
  },
  'bgp-administrative-reset': {
    sentence: (words) =>
      `${decider(words)} reset the BGP session on tunnel ${words.outsideIp} by hand (Administrative Reset).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['BGP should come back within minutes; if it does not, look into AWS Health and open a case.']
        : ['BGP should come back within minutes; if it does not, ask who cleared it on the gateway and why.'],
  },
  'bgp-hard-reset': {
    sentence: (words) =>
      `${decider(words)} ended BGP on tunnel ${words.outsideIp} with a hard reset: its routes are gone at once, without graceful restart (Cease/Hard Reset).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['BGP should come back within minutes; if it does not, look into AWS Health and open a case.']
        : [
            'Ask who cleared or restarted BGP on the gateway, and look into its log: the reset carries a reason of its own there.',
          ],
  },
  'bgp-out-of-resources': {
    sentence: (words) =>
      `${decider(words)} ended BGP on tunnel ${words.outsideIp} for lack of memory or other resources (Cease/Out of Resources).`,
    todo: ({ direction }) =>
      direction === 'sent'
        ? ['Announce fewer prefixes to AWS; if BGP stays down, open a case.']
        : [
            'Look at memory, CPU and the size of the routing table of the gateway, and announce fewer routes to it.',
          ],
  },
  'bgp-message-error': {
    sentence: (words) =>
      `${decider(words)} could not understand the other side and ended BGP on tunnel ${words.outsideIp}, ${stated(words)}.`,
    todo: () => [
      "Look into the gateway's own BGP log for the message that is named, and for a change of its route maps or its software at that time.",
      'Check MTU and MSS clamping of the tunnel interface: cut messages look malformed.',
    ],
  },
  'bgp-bfd-down': {
    sentence: (words) =>
      `${decider(words)} ended BGP on tunnel ${words.outsideIp} because BFD no longer heard the other side (Cease/BFD Down).`,
    todo: () => [
      'Look for packet loss inside the tunnel and for a high CPU load of the gateway at that time.',
      'If BFD fell while traffic flowed, give it longer intervals and a higher multiplier on the gateway (300 ms and 3 or more).',
    ],
  },
  'bgp-closed': {
    sentence: (words) => `${decider(words)} ended BGP on tunnel ${words.outsideIp}, ${stated(words)}.`,
    todo: () => [
      "Look into the gateway's own BGP log at that time.",
      'Check that IPsec of this tunnel is up, and that ping passes between the inside addresses.',
    ],
  },
  'bgp-collision': {
    sentence: ({ outsideIp }) =>
      `Both sides opened a BGP session on tunnel ${outsideIp} at the same time, and one of them was closed.`,
    todo: () => [
      'It passes by itself. If it recurs, let the gateway wait for AWS (passive), and look for several neighbours with the same address.',
    ],
  },
  'bgp-session-lost': {
    sentence: ({ outsideIp }) => `BGP on tunnel ${outsideIp} broke off; the log does not say why.`,
    todo: () => [
      "Look into the gateway's own BGP log at that time.",
      'Check that IPsec of this tunnel is up, and that ping passes between the inside addresses.',
    ],
  },
};
