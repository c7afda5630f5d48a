import type { NoticesText } from '../../../domain/message/catalogue.ts';
import type { NoticeWords } from '../../../domain/message/words.ts';

type Topic = NoticeWords['topic'];

const happenedAt = ({ at }: NoticeWords): string => (at === '' ? '' : ` at ${at}`);

const about = ({ count }: NoticeWords): string =>
  count === 0 ? 'the region' : count === 1 ? 'this connection' : `${count} connections`;

/** What the event says, as far as its code is known. */
const gist: Readonly<Record<Topic, (words: NoticeWords) => string>> = {
  'endpoint-replaced': () => 'AWS replaced a tunnel endpoint',
  'single-tunnel': () => 'only one tunnel is in use',
  other: (words) => `AWS Health says ${spoken(words)}`,
};

const spoken = ({ code }: NoticeWords): string => (code === '' ? 'something' : code);

const codeAndCategory = (words: NoticeWords): string =>
  words.category === '' ? spoken(words) : `${spoken(words)} (${words.category})`;

const notice: NoticesText['notice'] = {
  'endpoint-replaced': {
    consequence: (words) => gist[words.topic](words),
    summary: (words) => `AWS replaced a tunnel endpoint${happenedAt(words)}. Every tunnel in use is up.`,
    todo: [],
  },
  'missing-redundancy': {
    consequence: ({ count }) =>
      count === 1
        ? 'no redundancy: a tunnel has never been up'
        : 'no redundancy: a tunnel of each has never been up',
    summary: (words) =>
      `AWS Health finds ${about(words)} with a single tunnel in use. When AWS replaces that tunnel's endpoint, or it falls, no traffic flows.`,
    todo: [
      'Set up the missing tunnel on the customer gateway: in the console, the action "Download configuration" of the connection gives the settings for the device.',
      'Route over both tunnels. With static routing, allow asymmetric traffic on the customer gateway.',
    ],
  },
  'redundancy-restored': {
    consequence: () => 'both tunnels are up',
    summary: () =>
      'AWS Health has found a single tunnel up for more than an hour of a day. By now, both are up.',
    todo: [],
  },
  'health-event': {
    consequence: (words) => gist[words.topic](words),
    summary: (words) =>
      `AWS Health sent ${codeAndCategory(words)} about ${about(words)}${words.at === '' ? '' : `, starting ${words.at}`}.`,
    todo: ['Read what AWS writes, and look into AWS Health for details and deadlines.'],
  },
  'foreign-account': {
    consequence: (words) => `${gist[words.topic](words)}, in account ${words.account}`,
    summary: (words) =>
      `AWS Health sent ${codeAndCategory(words)} about another account${happenedAt(words)}. Nothing was looked at, and nothing is restarted.`,
    todo: ['Look at it in that account, or deploy Tunnelkeeper there.'],
  },
  'unreadable-event': {
    consequence: () => 'an event of AWS Health could not be read',
    summary: () => 'AWS Health sent an event about Site-to-Site VPN that cannot be understood.',
    todo: ['Look into AWS Health whether something needs to be done.'],
  },
  'own-alarm': {
    consequence: () => 'Tunnelkeeper itself needs attention',
    summary: () => 'An alarm on Tunnelkeeper itself has changed its state.',
    todo: ['Follow the runbook.'],
  },
  'one-way-traffic': {
    consequence: () => 'traffic flows one way only',
    summary: ({ at }) =>
      `A tunnel is up and AWS sends through it, but nothing has come back${at === '' ? '' : ` since ${at} or earlier`}. Either the packets do not arrive behind the customer gateway, or the answers do not take this tunnel.`,
    todo: [
      'Check the way back: the routes of the customer gateway and of the network behind it to the AWS addresses.',
      'Check that the traffic selectors of both sides cover these networks, and that no firewall behind the gateway drops the packets.',
      'Where both tunnels are up, allow asymmetric traffic on the customer gateway or make both sides prefer the same tunnel.',
    ],
  },
  'nothing-sent-back': {
    consequence: () => 'AWS sends nothing back',
    summary: ({ at }) =>
      `Traffic arrives from the customer gateway, but AWS sends nothing back${at === '' ? '' : ` since ${at} or earlier`}. Most often AWS has no route to the site.`,
    todo: [
      'Check the route tables of the VPC: a route to the networks of the site by way of this gateway, and route propagation from the virtual private gateway switched on.',
      'With a transit gateway or Cloud WAN, check that the attachment is associated with a route table and that its routes are propagated and no black hole.',
      'With static routing, check that the connection lists the networks of the site as static routes.',
    ],
  },
  posture: {
    consequence: () => 'the set-up has been reviewed',
    summary: () => 'The set-up of the connections has been reviewed.',
    todo: [],
  },
};

const noticeReason: NoticesText['noticeReason'] = {
  'foreign-account': 'It is told because the event came to this account.',
  'region-not-watched': 'This region is not watched, so the state of its tunnels is not known.',
  'connection-gone': 'AWS does not list the connection (any more).',
  'action-required': 'AWS says that action is required.',
  settled: 'AWS calls it resolved for all that it names, so there is nothing to do.',
  'no-detail': 'It has no detail.',
  'says-nothing': 'It has neither a code, nor a description, nor a connection.',
  'other-tunnel-receives': 'The other tunnel receives traffic, so the routing is asymmetric.',
};

const tunnels = (outsideIps: readonly string[]): string =>
  `${outsideIps.length === 1 ? 'tunnel' : 'tunnels'} ${outsideIps.join(', ')}`;

export const notices: NoticesText = {
  notice,
  noticeReason,
  replacedOnGone: (words) => `AWS replaced a tunnel endpoint${happenedAt(words)}.`,
  awsWrites: 'In the words of AWS:',
  connections: (count) => `${count} connections`,
  more: (count) => `and ${count} more`,
  vpnIn: (region) => `Site-to-Site VPN in ${region}`,
  unusedTunnels: (outsideIps) => `${tunnels(outsideIps)} never up`,
  oneWayTunnels: (outsideIps) => `nothing received through ${tunnels(outsideIps)}`,
  gone: 'not listed by AWS',
  otherEntities: 'Also named by AWS',
  replacedWithoutRedundancy:
    'A tunnel of this connection has never been up, so each replacement interrupts the traffic: set it up on the customer gateway.',
};
