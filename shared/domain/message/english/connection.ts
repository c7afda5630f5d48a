import type { Connection, Target } from '../../connection.ts';
import type { Health, TunnelState } from '../../health.ts';
import type { CloseReason } from '../../incident.ts';
import type { Message } from '../message.ts';
import type { TroubleWords, TunnelWords } from '../words.ts';

export const severity: Readonly<Record<Message['severity'], string>> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Info',
  resolved: 'Resolved',
};

/** Health in words, as the end of a sentence. */
export const health: Readonly<Record<Health, string>> = {
  outage: 'no tunnel is up, no traffic flows',
  degraded: 'one tunnel is up, traffic flows without redundancy',
  healthy: 'every tunnel in use is up',
};

/** Health and severity, as a fact of its own. */
export const healthFact: Readonly<Record<Health, string>> = {
  outage: 'outage (critical): no tunnel is up',
  degraded: 'degraded (warning): a tunnel in use is down, another one is up',
  healthy: 'healthy: every tunnel in use is up',
};

export const closed: Readonly<Record<CloseReason, string>> = {
  recovered: 'every tunnel in use has been up for some minutes',
  'connection-deleted': 'the connection was deleted',
  unwatched: 'its owner has asked by tag to leave it alone',
  unconfirmed: 'it was a false alarm',
};

export const target: Readonly<Record<Target['kind'], string>> = {
  'virtual-private-gateway': 'virtual private gateway',
  'transit-gateway': 'transit gateway',
  'cloud-wan': 'Cloud WAN',
  concentrator: 'VPN concentrator',
  unattached: 'nothing',
};

const lasting = ({ since, duration }: TroubleWords): string => `for ${duration} (since ${since})`;

const awsSays = ({ statusMessage }: TunnelWords): string =>
  statusMessage === '' ? '' : `; AWS says: ${statusMessage}`;

const routes = ({ routes: count }: TunnelWords): string =>
  count === undefined ? '' : `, ${count} ${count === 1 ? 'route' : 'routes'}`;

export const tunnel: Readonly<Record<TunnelState, (words: TunnelWords) => string>> = {
  up: (words) => `up ${lasting(words)}${routes(words)}`,
  down: (words) => `down ${lasting(words)}${awsSays(words)}`,
  'no-routes': (words) => `IPsec up, but no routes ${lasting(words)}${awsSays(words)}`,
  unused: () => 'has never been up',
};

export const label = {
  connection: 'Connection',
  account: 'Account',
  region: 'Region',
  target: 'Attached to',
  customerGateway: 'Customer gateway',
  routing: 'Routing',
  health: 'Health',
  consoleLink: 'Open in the AWS console',
  healthLink: 'Open AWS Health',
  runbookLink: 'Runbook',
};

export const routing: Readonly<Record<Connection['routing'], string>> = { static: 'static', bgp: 'BGP' };

export const gatewayAddress = (ipAddress: string | undefined): string => ipAddress ?? 'no fixed address';

export const gatewayAsn = (asn: string): string => `ASN ${asn}`;
