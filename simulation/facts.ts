import type { Announcement } from '../shared/contracts/announcement.ts';
import type { Connection } from '../shared/domain/connection.ts';
import type { Incident } from '../shared/domain/incident.ts';
import type { EpochMs } from '../shared/domain/time.ts';
import type { FunctionName } from './platform/function-name.ts';

/** What those who watch a run are told. Everything in it is seen from outside: in AWS, in the table, on the wire, in Slack. */
export type Fact =
  | TunnelFact
  | ViewFact
  | InvocationFact
  | RestartCallFact
  | SavedFact
  | PublishedFact
  | SlackFact
  | TextFact
  | { readonly kind: 'minute' };

/** The truth about a tunnel has changed; telemetry may show it later. */
export interface TunnelFact {
  readonly kind: 'tunnel';
  readonly connectionId: string;
  readonly outsideIp: string;
  /** Traffic flows through it. */
  readonly up: boolean;
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
  /** Absent: a person has called. */
  readonly invocation: string | undefined;
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly effect: 'replaced' | 'refused';
}

/** What was asked of the table about an incident; `answer` is what the caller got to hear. */
export interface SavedFact {
  readonly kind: 'saved';
  readonly invocation: string;
  readonly incident: Incident;
  readonly saved: boolean;
}

export interface PublishedFact {
  readonly kind: 'published';
  readonly invocation: string;
  readonly announcement: Announcement;
}

/** Slack has taken something; `heard` says whether the caller got the answer. */
export interface SlackFact {
  readonly kind: 'slack';
  readonly invocation: string;
  readonly call: 'post' | 'update' | 'reply';
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
}

/** Something has been written where somebody may read it. */
export interface TextFact {
  readonly kind: 'text';
  readonly where: string;
  readonly text: string;
}

/** Told of every fact as it happens. */
export type Watch = (fact: Fact, at: EpochMs) => void;
