import type { ConnectionText } from '../../../domain/message/catalogue.ts';
import type { TroubleWords, TunnelWords } from '../../../domain/message/words.ts';

const severity: ConnectionText['severity'] = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Info',
  resolved: 'Resolved',
};

const health: ConnectionText['health'] = {
  outage: 'no traffic flows',
  degraded: 'one tunnel is up, traffic flows without redundancy',
  unknown: 'AWS is not reporting the state of every tunnel, so an outage would not show',
  healthy: 'every tunnel in use is up',
};

const closed: ConnectionText['closed'] = {
  recovered: 'every tunnel in use has been up for some minutes',
  'connection-deleted': 'the connection was deleted',
  unwatched: 'its owner has asked by tag to leave it alone',
  unconfirmed: 'it was a false alarm',
};

const target: ConnectionText['target'] = {
  'virtual-private-gateway': 'virtual private gateway',
  'transit-gateway': 'transit gateway',
  'cloud-wan': 'Cloud WAN',
  concentrator: 'VPN concentrator',
  unattached: 'nothing',
};

const lasting = ({ since }: TroubleWords): string => `since ${since}`;

const awsSays = ({ statusMessage }: TunnelWords): string =>
  statusMessage === '' ? '' : `; AWS says: ${statusMessage}`;

const routes = ({ routes: count }: TunnelWords): string =>
  count === undefined ? '' : `, ${count} ${count === 1 ? 'route' : 'routes'}`;

const tunnel: ConnectionText['tunnel'] = {
  up: (words) => `up since ${words.since}${routes(words)}`,
  down: (words) => `down ${lasting(words)}${awsSays(words)}`,
  'no-routes': (words) => `IPsec up, but no routes ${lasting(words)}${awsSays(words)}`,
  'no-traffic': (words) => `up, but no traffic gets through ${lasting(words)}`,
  'never-routed': (words) => `IPsec up since ${words.since}, and BGP has never brought a route`,
  unused: () => 'has never been up',
  unknown: (words) =>
    `state not known ${lasting(words)}${words.statusMessage === '' ? '; AWS does not report it' : awsSays(words)}`,
};

const label: ConnectionText['label'] = {
  connection: 'Connection',
  account: 'Account',
  region: 'Region',
  target: 'Attached to',
  customerGateway: 'Customer gateway',
  lastChange: 'Last change',
  consoleLink: 'Open in the AWS console',
  healthLink: 'Open AWS Health',
  runbookLink: 'Runbook',
};

export const connection: ConnectionText = {
  severity,
  health,
  closed,
  target,
  tunnel,
  label,
  routing: { static: 'static routing', bgp: 'BGP' },
  gatewayAddress: (ipAddress) => ipAddress ?? 'no fixed address',
  gatewayAsn: (asn) => `ASN ${asn}`,
};
