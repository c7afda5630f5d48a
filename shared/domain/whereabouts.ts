import type { Connection } from './connection.ts';
import { sameAddress } from './diagnosis/log/ip-address.ts';

/** What an event says of connections that it does not name. */
export type Whereabouts =
  | { readonly outsideIp: string }
  /** Virtual private gateways, transit gateways. */
  | { readonly targetIds: readonly string[] };

/** The ids of the connections that it may be about. */
export const connectionIdsAt = (where: Whereabouts, connections: readonly Connection[]): readonly string[] =>
  connections
    .filter(({ target, tunnels }) =>
      'outsideIp' in where
        ? tunnels.some(({ outsideIp }) => sameAddress(outsideIp, where.outsideIp))
        : where.targetIds.includes(target.id),
    )
    .map(({ connectionId }) => connectionId);
