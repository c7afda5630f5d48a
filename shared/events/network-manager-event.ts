import type { NetworkManagerNews, NetworkManagerSignal } from '../domain/signal.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Unplaced } from './api-change-event.ts';
import { connectionIdsIn } from './connection-ids.ts';
import { parseEventTime } from './event-time.ts';
import { cutText, type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import type { IgnoredChange } from './ignored-change.ts';
import { regionIn } from './region.ts';

export interface NetworkManagerEvent {
  readonly region: string | undefined;
  readonly signals: readonly NetworkManagerSignal[];
}

const news: Readonly<Record<string, NetworkManagerNews>> = {
  'VPN-CONNECTION-IPSEC-DOWN': 'ipsec-down',
  'VPN-CONNECTION-IPSEC-UP': 'ipsec-up',
  'VPN-CONNECTION-BGP-DOWN': 'bgp-down',
  'VPN-CONNECTION-BGP-ESTABLISH': 'bgp-established',
  'VPN-CONNECTION-CREATED': 'created',
  'VPN-CONNECTION-DELETED': 'deleted',
};

/**
 * Reads an event of AWS Network Manager about a VPN connection: of a transit gateway in a global network or of Cloud WAN
 * (`VPN_CONNECTION_…`, `edgeLocation`), with the keys of today or those of 2019 (`vpn-connection-arn`). It arrives in
 * us-west-2 wherever the connection is. Some of Cloud WAN name an attachment and an outside IP alone. (Network Manager user guide, "Monitoring with CloudWatch Events".)
 */
export const parseNetworkManagerEvent = (
  input: unknown,
  accountId: string,
  receivedAt: EpochMs,
): NetworkManagerEvent | Unplaced<NetworkManagerSignal> | IgnoredChange => {
  const envelope = fieldsOf(input);
  const detail = fieldsOf(envelope?.['detail']);
  if (!envelope || !detail) return { ignored: 'unreadable', what: '' };
  const fields = withPlainNames(detail);
  const what = cutText(textOf(fields['changetype']) ?? '', 100)
    .toUpperCase()
    .replaceAll('_', '-');
  if (!what.startsWith('VPN-CONNECTION-')) return { ignored: 'other-subject', what };
  const arns = [fields['vpnconnectionarn'], ...listOf(envelope['resources'])].flatMap(
    (value) => textOf(value) ?? [],
  );
  const connectionArn = arns.find((arn) => connectionIdsIn([arn]).length > 0);
  const [connectionId] = connectionIdsIn(arns);
  const outsideIp = textOf(fields['outsideipaddress']);
  const arn = connectionArn ?? textOf(fields['attachmentarn']) ?? '';
  const [, , , arnRegion, account = ''] = arn.split(':');
  if (account !== '' && account !== accountId) return { ignored: 'foreign-account', what };
  const region =
    regionIn(fields['region']) ??
    regionIn(fields['edgelocation']) ??
    regionIn(arnRegion) ??
    regionIn(envelope['region']);
  const signalOf = (id: string): NetworkManagerSignal => ({
    kind: 'network-manager',
    connectionId: id,
    outsideIp,
    news: news[what] ?? 'other',
    at: Math.min(parseEventTime(envelope['time']) ?? receivedAt, receivedAt),
  });
  if (connectionId !== undefined) return { region, signals: [signalOf(connectionId)] };
  if (outsideIp === undefined) return { ignored: 'names-no-connection', what };
  return { region, where: { outsideIp }, what, signalOf };
};

/** `transitGatewayArn`, `TransitGatewayArn` and `transit-gateway-arn` are the same field. */
const withPlainNames = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.replace(/[^a-z0-9]/gi, '').toLowerCase(), value]),
  );
