import { sameAddress } from './address.ts';
import type { ConnectionChange } from './change.ts';

import type { Connection, CustomerGateway, Tunnel } from './connection.ts';
import type { EpochMs } from './time.ts';

/** Everything about one connection that a decision may rest on, as AWS and our records show it at one moment. */
export interface Observation {
  /** Absent: AWS does not list it any more. */
  readonly connection: Connection | undefined;
  /** Its region is not watched any more. */
  readonly isRegionLeft?: boolean;
  /** Outside IPs with evidence that they have never been up. */
  readonly unusedTunnels: ReadonlySet<string>;
  /** Outside IPs that have never had a route over BGP, as far as is known. Absent: none. */
  readonly neverRouted?: ReadonlySet<string> | undefined;
  /** Outside IPs that are down, of which neither we nor the metrics have ever seen anything. Absent: none. */
  readonly unproven?: ReadonlySet<string> | undefined;
  /** Drops of tunnels that were up at the last look and are up now, where no incident remembers them. Absent: none. */
  readonly dropsUnseen?: readonly { readonly outsideIp: string; readonly at: EpochMs }[] | undefined;
  /** `unknown`: it could not be read now. */
  readonly customerGateway: CustomerGateway | 'unknown';
  /** When the tunnels that are down now of other connections of the same customer gateway fell, one list per connection. */
  readonly gatewayFalls: readonly (readonly EpochMs[])[];
  /** What somebody else has changed in the last hours, as far as CloudTrail has told. */
  readonly changes: readonly ConnectionChange[];
  /** Times of the restart calls that are remembered, of any connection. */
  readonly recentRestarts: readonly EpochMs[];
}

const goneStates: ReadonlySet<string> = new Set(['deleting', 'deleted']);

/** A connection that exists and may be judged. One in `pending` has no tunnels to judge yet. */
export const livingConnection = ({ connection }: Pick<Observation, 'connection'>): Connection | undefined =>
  connection && !goneStates.has(connection.state) ? connection : undefined;

const watchTag = 'tunnelkeeper:watch';

/** The owner has asked by tag that this connection be left alone. */
export const isUnwatched = (connection: Connection): boolean =>
  connection.tags[watchTag]?.trim().toLowerCase() === 'off';

/** Tunnels may be up and lead nowhere. */
export const isNotAssociated = ({ gatewayAssociation }: Connection): boolean =>
  gatewayAssociation === 'not-associated';

export const findTunnel = (connection: Connection, outsideIp: string): Tunnel | undefined =>
  connection.tunnels.find((tunnel) => sameAddress(tunnel.outsideIp, outsideIp));
