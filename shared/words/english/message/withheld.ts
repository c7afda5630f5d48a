import type { NoInitiation } from '../../../domain/diagnosis/diagnosis-words.ts';
import type { MessageCatalogue } from '../../../domain/message/catalogue.ts';
import type { WithheldWords } from '../../../domain/message/words.ts';

/** When it ends, where that is known. */
const until = (words: WithheldWords): string => (words.until === '' ? '' : ` (until ${words.until})`);

const byHand = ({ outsideIp }: WithheldWords): string =>
  `clear the IKE and IPsec associations for ${outsideIp} on the customer gateway, or modify the tunnel's options in the console`;

/** Why AWS does not start IKE. */
const obstacle: Readonly<Record<NoInitiation | 'unknown', string>> = {
  'startup-action':
    'AWS does not start IKE with the startup action "add", which restarts are to leave as it is',
  'ikev1-only': 'AWS does not start IKE where only IKEv1 is allowed',
  accelerated: 'AWS does not start IKE over an accelerated connection',
  'gateway-without-address': 'AWS does not start IKE towards a customer gateway without an IP address',
  unknown: 'AWS may not start IKE here',
};

export const withheld: MessageCatalogue['withheld'] = {
  'foreign-account': {
    why: () => 'it belongs to another account, which cannot be looked into from here.',
    instead: () => 'Look at the connection in its own account, or deploy Tunnelkeeper there.',
  },
  'auto-restart-off': {
    why: () => 'automatic restarts are switched off for this connection.',
    instead: (words) =>
      `Restart it by hand: ${byHand(words)}. To allow restarts, set restart.mode in tunnelkeeper.json, or the tag tunnelkeeper:restart=on where that mode is not off.`,
  },
  'tunnel-up': {
    why: () => 'AWS shows it as up.',
    instead: () =>
      'If no traffic flows nevertheless, check routes, and the policies on the customer gateway.',
  },
  'tunnel-unused': {
    why: () => 'it has never been up, so a restart cannot bring it back.',
    instead: ({ outsideIp }) => `Configure the tunnel ${outsideIp} on the customer gateway.`,
  },
  'state-unknown': {
    why: () => 'AWS is not reporting whether it is up, and a restart would interrupt a tunnel that is.',
    instead: ({ outsideIp }) => `See at the customer gateway whether the tunnel ${outsideIp} is up.`,
  },
  'connection-busy': {
    why: (words) => `AWS is changing the connection right now, and takes no further change${until(words)}.`,
  },
  'restart-in-flight': {
    why: (words) => `a restart on this connection is under way and not verified yet${until(words)}.`,
  },
  'changed-by-hand': {
    why: (words) =>
      `somebody has changed the connection only minutes ago, and may still be at work on it${until(words)}.`,
    instead: () => 'Finish the change, and see whether the tunnel comes up.',
  },
  'left-to-aws': {
    why: (words) =>
      `AWS keeps negotiating by itself, and a restart would take the endpoint away from it for minutes${until(words)}.`,
  },
  'left-to-gateway': {
    why: (words) => `the customer gateway gets the time to bring it back by itself${until(words)}.`,
  },
  'only-tunnel': {
    why: () =>
      'nothing shows that the customer gateway is there, and if it came back meanwhile the outage would last longer.',
    instead: (words) =>
      `See whether the customer gateway is reachable. If it is, and the tunnel does not come up by itself, ${byHand(words)}.`,
  },
  'peer-settling': {
    why: (words) =>
      `the other tunnel came up or was restarted only minutes ago, and must not be put at risk${until(words)}.`,
  },
  'down-too-briefly': {
    why: (words) => `it has been down only briefly${until(words)}.`,
  },
  'endpoint-being-replaced': {
    why: (words) => `AWS is replacing, or has just replaced, a tunnel endpoint${until(words)}.`,
    instead: ({ outsideIp }) =>
      `If the customer gateway has to start IKE, clear its associations for ${outsideIp}.`,
  },
  flapping: {
    why: () => 'the connection keeps falling and coming back, and restarts would add to that.',
    instead: () =>
      'Look for packet loss on the line, DPD time-outs that are too short, and rekey settings that differ from those of AWS.',
  },
  'cause-not-fixable': {
    why: () => 'the cause lies in the configuration or the routes, and a restart would not change it.',
    instead: () =>
      'Compare the customer gateway with the configuration that AWS offers for download: keys, proposals, identities, BGP neighbours and routes.',
  },
  'aws-cannot-initiate': {
    why: ({ noInitiation }) =>
      `${obstacle[noInitiation ?? 'unknown']}, so after a restart the tunnel would wait for the customer gateway.`,
    instead: ({ outsideIp }) =>
      `Start IKE from the customer gateway: send traffic through the tunnel, or clear the associations for ${outsideIp}.`,
  },
  'gateway-wide': {
    why: () =>
      'several connections of the same customer gateway fell together, so it is the device or its line.',
    instead: () => 'Check the power, the uplink and the address of the customer gateway.',
  },
  cooldown: {
    why: (words) => `the last attempt is too recent${until(words)}.`,
    instead: (words) => `To be faster, ${byHand(words)}.`,
  },
  'attempts-exhausted': {
    why: () => 'every attempt that is allowed on it has been made.',
    instead: (words) =>
      `Look at the customer gateway: is it reachable, and does it answer IKE on UDP 500 and 4500? Then ${byHand(words)}.`,
  },
  'restart-in-vain': {
    why: () => 'it has been restarted, and the customer gateway has not answered since.',
    instead: (words) =>
      `Look at the customer gateway: is it reachable, and does it answer IKE on UDP 500 and 4500? Then ${byHand(words)}.`,
  },
  'account-limit': {
    why: (words) => `the account has reached its limit of restarts per hour${until(words)}.`,
    instead: (words) => `Find out why so many tunnels fall at once. For this one, ${byHand(words)}.`,
  },
};
