import type { Clock, JournalEntry, PutEvent } from '../../contract.ts';
import { derivedUuid } from '../../world/derived.ts';
import type { Connection } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { type ConnectionNews, type NetworkManagerForm, networkManagerEvent } from './events.ts';

export interface NetworkManagerOptions {
  readonly world: World;
  readonly clock: Pick<Clock, 'now'>;
  readonly putEvent: PutEvent;
  readonly accountId: string;
  readonly partition: string;
  readonly form: NetworkManagerForm;
}

type Told = Pick<ConnectionNews, 'changeType' | 'description' | 'outsideIp'>;

/** Tells, entry by entry of the journal, what Network Manager sees of connections to transit gateways. */
export const followWithNetworkManager = (options: NetworkManagerOptions): ((entry: JournalEntry) => void) => {
  const { world, clock, putEvent, form, ...account } = options;
  let told = 0;
  return (entry) => {
    if (form === 'off' || !tellers[entry.what]) return;
    const connection = world.connections().find(({ id }) => id === entry['connectionId']);
    const { transitGatewayId, attachment } = connection ?? {};
    if (!connection || transitGatewayId === undefined) return;
    const { region, id: connectionId } = connection;
    for (const news of tellers[entry.what]?.(entry, connection) ?? []) {
      told += 1;
      const about = { ...news, region, connectionId, transitGatewayId, attachmentId: attachment?.id ?? '' };
      const eventId = derivedUuid('network manager', told);
      putEvent(networkManagerEvent(about, form, { ...account, eventId, at: clock.now() }));
    }
  };
};

const tellers: Readonly<Record<string, (entry: JournalEntry, connection: Connection) => readonly Told[]>> = {
  'tunnel.down': (entry, connection) => ofTunnel(entry, connection, false),
  'tunnel.up': (entry, connection) => ofTunnel(entry, connection, true),
  'connection.created': () => [
    {
      changeType: 'VPN-CONNECTION-CREATED',
      description: 'A Site-to-Site VPN connection has been created.',
    },
  ],
  'connection.deleted': () => [
    {
      changeType: 'VPN-CONNECTION-DELETED',
      description: 'A Site-to-Site VPN connection has been deleted.',
    },
  ],
};

/** Where BGP runs it goes down and comes up with IPsec, and may do so alone. */
const ofTunnel = (entry: JournalEntry, connection: Connection, isUp: boolean): readonly Told[] => {
  const outsideIp = String(entry['outsideIp']);
  const tunnel = connection.tunnels.find((candidate) => candidate.outsideIp === outsideIp);
  const ipsec: Told = isUp
    ? told('IPSEC-UP', 'IPsec for a VPN connection has come up.', outsideIp)
    : told('IPSEC-DOWN', 'IPsec for a VPN connection has gone down.', outsideIp);
  const bgp: Told = isUp
    ? told('BGP-ESTABLISH', 'BGP for a VPN connection has been established.', outsideIp)
    : told('BGP-DOWN', 'BGP for a VPN connection has gone down.', outsideIp);
  const onlyBgp = !isUp && tunnel?.phase === 'established';
  return [...(onlyBgp ? [] : [ipsec]), ...(connection.routing === 'bgp' ? [bgp] : [])];
};

const told = (change: string, description: string, outsideIp: string): Told => ({
  changeType: `VPN-CONNECTION-${change}`,
  description,
  outsideIp,
});
