import type { Announcement } from '../shared/contracts/announcement.ts';
import type { Connection } from '../shared/domain/connection.ts';
import type { Incident } from '../shared/domain/incident.ts';
import type { RegionStorms } from '../shared/domain/storm/storm.ts';
import type { EpochMs } from '../shared/domain/time.ts';
import type { FunctionName } from './platform/function-name.ts';
import type { Service } from './platform/service.ts';
import type { FallCause } from './world/model.ts';
import type { Passage } from './world/traffic.ts';

/** What those who watch a run are told. Everything in it is seen from outside: in AWS, in the table, on the wire, in Slack. */
export type Fact =
  | TunnelFact
  | ViewFact
  | TrafficFact
  | InvocationFact
  | RestartCallFact
  | SavedFact
  | StormsSavedFact
  | PublishedFact
  | SlackFact
  | DescribedFact
  | RegionRefusedFact
  | FateFact
  | QueueFact
  | HealthSentFact
  | SlackReceivedFact
  | TextFact
  | SetupAnsweredFact
  | { readonly kind: 'minute' };

/** The truth about a tunnel has changed; telemetry may show it later. */
export interface TunnelFact {
  readonly kind: 'tunnel';
  readonly connectionId: string;
  readonly outsideIp: string;
  /** Traffic flows through it. */
  readonly up: boolean;
  /** What has last taken it down. */
  readonly why: FallCause | undefined;
}

/** What passes through a connection from now on. */
export interface TrafficFact {
  readonly kind: 'traffic';
  readonly connectionId: string;
  readonly passage: Passage;
  /** The tunnel that never brings anything back. */
  readonly silent: string | undefined;
}

/** `DescribeVpnConnections` answers differently from now on. */
export interface ViewFact {
  readonly kind: 'view';
  readonly connectionId: string;
  /** Absent: it is gone. */
  readonly view: Connection | undefined;
}

export interface InvocationFact {
  readonly kind: 'invocation';
  readonly invocation: string;
  readonly function: FunctionName;
  readonly step: 'started' | 'done' | 'failed' | 'killed' | 'timed-out';
}

/** `ModifyVpnTunnelOptions` has reached AWS. */
export interface RestartCallFact {
  readonly kind: 'restart-call';
  readonly by: 'person' | CallingFact;
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly effect: 'replaced' | 'refused';
}

/** Which run of a function has made a call, and whether it will get to hear the answer. */
export interface CallingFact {
  readonly invocation: string;
  readonly heard: boolean;
}

/** `DescribeVpnConnections` has been answered, with this. */
export interface DescribedFact {
  readonly kind: 'described';
  readonly invocation: string;
  readonly region: string;
  readonly views: readonly Connection[];
}

/** `DescribeVpnConnections` has been refused in a region in which there are connections. */
export interface RegionRefusedFact {
  readonly kind: 'region-refused';
  readonly invocation: string;
  readonly region: string;
}

/** A call is hit by a fault. */
export interface FateFact {
  readonly kind: 'fate';
  readonly invocation: string;
  readonly service: Service;
  readonly why: string;
}

/** The table has been asked to save an incident. */
export interface SavedFact {
  readonly kind: 'saved';
  readonly by: CallingFact;
  readonly incident: Incident;
  /** Otherwise somebody else had saved first. */
  readonly saved: boolean;
}

/** The table has been asked to save the storms of a region. */
export interface StormsSavedFact {
  readonly kind: 'storms-saved';
  readonly by: CallingFact;
  readonly record: RegionStorms;
  /** Otherwise somebody else had saved first. */
  readonly saved: boolean;
}

/** The topic has taken an announcement. */
export interface PublishedFact {
  readonly kind: 'published';
  readonly by: CallingFact;
  readonly announcement: Announcement;
}

/** Slack has taken a message. */
export interface SlackFact {
  readonly kind: 'slack';
  readonly by: CallingFact;
  readonly call: 'post' | 'update' | 'reply';
  readonly channel: string;
  readonly ts: string;
  /** Of a reply: the message in whose thread it stands. */
  readonly threadTs: string | undefined;
  readonly text: string;
  /** Of a reply: the channel shows it as well. */
  readonly broadcast: boolean;
  /** Of a webhook only. */
  readonly blocks?: string;
}

/** Slack has been asked to show a message, and may turn it away for a while. */
export interface SlackReceivedFact {
  readonly kind: 'slack-received';
  readonly by: CallingFact;
  readonly channel: string;
  readonly call: 'post' | 'update' | 'reply';
  readonly threadTs: string | undefined;
  /** It does not take it, now or later. */
  readonly refused: boolean;
  /** The message that it does not let be edited. */
  readonly uneditable?: string;
  /** It wants to be left alone for so long. */
  readonly retryAfterMs: number | undefined;
}

/** What becomes of a message of the queue to Slack. */
export interface QueueFact {
  readonly kind: 'queue';
  readonly queue: string;
  readonly step: 'sent' | 'done' | 'given-up' | 'put-aside' | 'forgotten';
  readonly body: string;
}

/** AWS Health sends an event; invocations for it have ids that begin with this one. */
export interface HealthSentFact {
  readonly kind: 'health-sent';
  readonly id: string;
  readonly connectionId: string;
  readonly code: string;
  readonly startedAt: EpochMs;
  readonly foreign: boolean;
}

/** CloudFormation has been told how setting up went. */
export interface SetupAnsweredFact {
  readonly kind: 'setup-answered';
  readonly requestId: string;
  readonly ok: boolean;
  readonly resourceId: string;
}

/** Something has been written where somebody may read it. */
export interface TextFact {
  readonly kind: 'text';
  readonly where: string;
  readonly text: string;
  /** Of a log: whose. */
  readonly invocation?: string;
}

/** Told of every fact as it happens. */
export type Watch = (fact: Fact, at: EpochMs) => void;
