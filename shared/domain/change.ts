import type { ChangeOperation } from '../contracts/vpn-change.ts';
import { type EpochMs, hoursMs } from './time.ts';

/** A call that somebody has made to change a connection, as CloudTrail tells of it. Tunnelkeeper's own calls are none. */
export interface ConnectionChange {
  /** CloudTrail's id of the record: copies of it have the same. */
  readonly changeId: string;
  readonly connectionId: string;
  readonly operation: ChangeOperation;
  /** The tunnel that the call names, where it names one. */
  readonly outsideIp: string | undefined;
  readonly by: ChangedBy;
  readonly at: EpochMs;
}

/** Who made the call. */
export interface ChangedBy {
  readonly kind: 'role' | 'user' | 'root' | 'service' | 'unknown';
  /** The short name of a role, user or service, cut. Untrusted text; empty of the others. */
  readonly name: string;
}

/** A change is remembered this long: longer than any guard looks back. */
export const changeMemoryMs = hoursMs(3);
