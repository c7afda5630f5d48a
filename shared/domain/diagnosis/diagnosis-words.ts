import type { LogCauseName } from './cause-names.ts';
import type { UnreadReason } from './evidence.ts';
import type { BgpNotification } from './log/bgp-notifications.ts';

/**
 * Every sentence that a diagnosis can say, in one language: records over closed unions, so that one that is missing does not
 * compile. What they are made with is text already; untrusted text among it is escaped by the channels.
 */
export interface DiagnosisWords {
  readonly cause: Readonly<Record<LogCauseName, LogCauseText>>;
  readonly unknown: UnknownWords;
  /** No tunnel of this connection is up, but these connections carry traffic: the end of a first line. */
  readonly detour: (connections: readonly string[], more: number) => string;
  readonly fact: FactWords;
  readonly unread: UnreadWords;
  readonly tunnelLogLink: (logGroup: string) => string;
  readonly chart: ChartWords;
}

export interface LogCauseWords {
  /** The tunnel. */
  readonly outsideIp: string;
  /** Who ended a BGP session: AWS `sent` the notification, or `received` it from the gateway. */
  readonly direction: 'sent' | 'received' | undefined;
  /** The reason that it stated, where the line has its numbers. */
  readonly notification: BgpNotification | undefined;
  /** What AWS accepts in the phase whose proposals did not match; empty where that is not known or not the question. */
  readonly allowed: string;
}

/** For a network engineer: one sentence of at most 240 characters, and 1 to 3 things to do, each of at most 280. */
export interface LogCauseText {
  readonly sentence: (words: LogCauseWords) => string;
  readonly todo: (words: LogCauseWords) => readonly string[];
}

/** Why the logs have shown no cause. `no-lines`: logging is on, but nothing has been written around the fall. */
export type WhyUnknown = 'logging-off' | 'log-unread' | 'no-lines' | 'no-telling-line';

/** A tunnel writes two logs, switched on one by one. */
export type TunnelLogKind = 'activity' | 'bgp';

/** Why AWS does not start IKE by itself. */
export type NoInitiation = 'startup-action' | 'ikev1-only' | 'accelerated' | 'gateway-without-address';

export interface UnknownWords {
  readonly why: Readonly<Record<WhyUnknown, (words: { readonly log: TunnelLogKind }) => string>>;
  /** What is known all the same; a sentence each. */
  readonly ipsecUp: string;
  readonly gatewayStarts: Readonly<Record<NoInitiation, string>>;
  readonly awsStarts: string;
  readonly replacedBefore: (at: string) => string;
  readonly todo: UnknownTodo;
}

export interface UnknownTodo {
  readonly checkGateway: (outsideIps: string) => string;
  readonly initiate: (outsideIps: string) => string;
  readonly checkBgp: (outsideIps: string) => string;
  /** How to turn the log on, and what that costs. */
  readonly turnOn: (words: { readonly log: TunnelLogKind; readonly outsideIps: string }) => string;
}

/** Whether the other tunnel carries what the fallen one has carried. */
export type Takeover = 'took-over' | 'partly' | 'no-traffic' | 'nothing-back';

export type RelatedBy = 'gateway' | 'site' | 'target';

export interface RelatedWords {
  readonly total: number;
  /** How many of them carry traffic now. */
  readonly carrying: number;
}

export interface FactWords {
  readonly lastTraffic: {
    readonly label: (outsideIp: string) => string;
    readonly until: (words: { readonly until: string; readonly amount: string }) => string;
    /** For this many hours before the fall. */
    readonly none: (hours: number) => string;
  };
  readonly takeover: {
    readonly label: string;
    readonly value: Readonly<Record<Takeover, (words: TakeoverWords) => string>>;
  };
  readonly attachment: {
    readonly label: string;
    readonly value: (words: {
      readonly id: string;
      readonly state: string;
      readonly routeTable: string;
    }) => string;
    readonly withoutRouteTable: (words: { readonly id: string; readonly state: string }) => string;
  };
  readonly certificate: { readonly label: string; readonly value: (arn: string) => string };
  readonly prefixes: {
    readonly label: string;
    readonly value: (words: PrefixWords) => string;
  };
  readonly related: Readonly<
    Record<RelatedBy, { readonly label: string; readonly value: (by: string, words: RelatedWords) => string }>
  >;
  readonly healthEvent: {
    readonly label: string;
    readonly value: (words: HealthEventWords) => string;
  };
  readonly maintenance: {
    readonly label: string;
    readonly value: (words: { readonly outsideIp: string; readonly deadline: string }) => string;
  };
}

export interface HealthEventWords {
  readonly code: string;
  readonly upcoming: boolean;
  /** Since when, or from when; may be empty. */
  readonly at: string;
  /** The first sentence of what AWS writes. */
  readonly text: string;
}

export interface PrefixWords {
  readonly outsideIp: string;
  readonly received: number;
  readonly limit: number;
}

export interface TakeoverWords {
  readonly peer: string;
  readonly fallen: string;
  /** What the fallen tunnel carried, both ways: `1.2 MB`. */
  readonly amountPerMinute: string;
}

export type UnreadSource =
  | 'tunnel-log'
  | 'traffic'
  | 'health-events'
  | 'attachment'
  | 'maintenance'
  | 'customer-gateway'
  | 'related';

export interface UnreadWords {
  readonly source: Readonly<Record<UnreadSource, string>>;
  /** `what`: what was asked for, or empty. `code`: AWS's error code, or empty. */
  readonly reason: Readonly<
    Record<UnreadReason, (words: { readonly what: string; readonly code: string }) => string>
  >;
}

export interface ChartWords {
  readonly title: (connection: string) => string;
  readonly bytesIn: (outsideIp: string) => string;
  readonly bytesOut: (outsideIp: string) => string;
  readonly state: (outsideIp: string) => string;
  readonly fell: (outsideIp: string) => string;
}
