import type { Connection, CustomerGateway } from '../connection.ts';
import type { EpochMs } from '../time.ts';

/** Something that was to be read: what it says, or why it could not be read. */
export type Reading<Value> = { readonly value: Value } | { readonly unread: Unread };

export interface Unread {
  readonly why: UnreadReason;
  /** AWS's error code, or empty. */
  readonly code: string;
}

export type UnreadReason = 'denied' | 'not-found' | 'throttled' | 'timed-out' | 'not-subscribed' | 'failed';

/** Everything that was read to explain one incident. Each part stands alone: one that fails takes nothing from the others. */
export interface Evidence {
  readonly at: EpochMs;
  readonly connection: Connection;
  readonly unusedTunnels: ReadonlySet<string>;
  readonly customerGateway: Reading<CustomerGateway | undefined>;
  /** One entry per log group that the tunnels write to; none where logging is off. */
  readonly logs: readonly LogGroupReading[];
  readonly traffic: Reading<readonly TunnelTraffic[]>;
  readonly healthEvents: Reading<readonly OpenHealthEvent[]>;
  /** Absent where the connection attaches to no transit gateway. */
  readonly attachment: Reading<Attachment | undefined>;
  /** One entry per tunnel that is under lifecycle control. */
  readonly maintenance: Reading<readonly TunnelMaintenance[]>;
  /** The other connections to the same gateway, target or site, itself not among them. */
  readonly related: Reading<readonly Connection[]>;
}

export interface LogGroupReading {
  /** Name of the log group. */
  readonly logGroup: string;
  readonly lines: Reading<readonly LogLine[]>;
}

/** One line of a tunnel log as CloudWatch Logs keeps it. Untrusted. */
export interface LogLine {
  readonly streamName: string;
  /** When CloudWatch says that it was written. */
  readonly at: EpochMs;
  readonly message: string;
}

/** What CloudWatch has of one tunnel's metrics. */
export interface TunnelTraffic {
  readonly outsideIp: string;
  /** The dimensions under which there is data; undefined where there is none. */
  readonly dimensions: Readonly<Record<string, string>> | undefined;
  /** Oldest first. */
  readonly points: readonly TrafficPoint[];
}

/** One period. What CloudWatch has no value of is absent. */
export interface TrafficPoint {
  readonly at: EpochMs;
  /** 0 to 1. */
  readonly state: number | undefined;
  readonly inBytes: number | undefined;
  readonly outBytes: number | undefined;
}

/** An AWS Health event about VPN that is open or upcoming. Untrusted text. */
export interface OpenHealthEvent {
  readonly arn: string;
  readonly code: string;
  readonly category: string;
  readonly status: string;
  readonly startedAt: EpochMs | undefined;
  readonly description: string;
}

/** How the connection hangs on its transit gateway. */
export interface Attachment {
  readonly attachmentId: string;
  readonly state: string;
  /** Absent where it is associated with no route table. */
  readonly routeTableId: string | undefined;
  readonly associationState: string | undefined;
}

export interface TunnelMaintenance {
  readonly outsideIp: string;
  readonly pending: boolean;
  /** AWS applies it by itself after this. */
  readonly autoAppliedAfter: EpochMs | undefined;
}
