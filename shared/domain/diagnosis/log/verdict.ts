import type { TunnelLogTarget } from '../../connection.ts';
import type { TunnelState } from '../../health.ts';
import type { EpochMs } from '../../time.ts';
import type { LogCauseName } from '../cause-names.ts';
import type { BgpNotification } from './bgp-notifications.ts';

/** The tunnel whose log is read, as its record in the incident says. */
export interface LoggedTunnel {
  readonly outsideIp: string;
  readonly state: TunnelState;
  readonly since: EpochMs;
  readonly statusMessage: string;
  /** Where its activity is logged. Absent: not known, and then every group that was read may be the one. */
  readonly activityLog?: TunnelLogTarget | 'off' | undefined;
}

export interface TunnelLogVerdict {
  /** One per cause; what explains the most comes first. None for a tunnel that is up. */
  readonly findings: readonly LogFinding[];
  /** Lines of this tunnel in the window. */
  readonly lineCount: number;
  readonly prefixWarning?: PrefixWarning;
  /** What is known of IPsec now, from the record and from the log. */
  readonly ipsec: Ipsec;
}

export type Ipsec = 'up' | 'down' | 'unknown';

export interface LogFinding {
  readonly cause: LogCauseName;
  readonly outsideIp: string;
  readonly at: EpochMs;
  /** Without secrets, at most 300 code points; empty where the cause is that there is none. Untrusted. */
  readonly line: string;
  /** Of a BGP notification: AWS has sent it, or received it from the gateway. */
  readonly direction?: Direction;
  /** The code of a BGP notification. */
  readonly notification?: BgpNotification;
}

export type Direction = 'sent' | 'received';

/** The gateway advertises nearly as many prefixes as AWS takes. */
export interface PrefixWarning {
  readonly received: number;
  readonly limit: number;
  readonly at: EpochMs;
  /** As in a finding. */
  readonly line: string;
}
