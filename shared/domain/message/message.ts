import type { Health, Severity, TunnelState } from '../health.ts';

/**
 * What people are to read, before any channel has given it its form. Every string is plain text and may hold
 * hostile characters (tags, AWS Health descriptions): each channel escapes and cuts.
 */
export interface Message {
  /** `resolved` is a former incident that is over. */
  readonly severity: Severity | 'resolved';
  /** `Critical · hq-to-aws (vpn-0123…) · no traffic flows` */
  readonly headline: string;
  /** The first line in ASCII, for an e-mail's subject. Absent: the headline serves. */
  readonly subject?: string | undefined;
  /** One or two sentences: is traffic flowing, since when. */
  readonly summary: string;
  /** Attachment, customer gateway, what surrounds it, account and region: in the order in which they are shown. */
  readonly facts: readonly Fact[];
  readonly tunnels: readonly TunnelLine[];
  /** Of a message about many: the gravest of them. */
  readonly connections?: ConnectionLines | undefined;
  readonly cause: CauseText | undefined;
  /** What has been done, or withheld and why. */
  readonly done: readonly string[];
  /** What a person should do now. */
  readonly todo: readonly string[];
  /** What is wrong with the set-up and bears on it. */
  readonly findings: readonly string[];
  /** What could not be looked at, and why. */
  readonly unread: readonly string[];
  readonly links: readonly Link[];
  /** The headings in the language of the message, for channels to put over its parts. */
  readonly titles: Titles;
}

export interface Titles {
  readonly why: string;
  readonly evidence: string;
  readonly tunnels: string;
  readonly connections: string;
  readonly happened: string;
  readonly done: string;
  readonly todo: string;
  readonly findings: string;
  readonly unread: string;
  /** `… and {count} more`, the count to be put in. */
  readonly more: string;
  /** `… {count} earlier` */
  readonly earlier: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface TunnelLine {
  readonly outsideIp: string;
  readonly state: TunnelState;
  /** `down for 12 minutes (since 03:04 UTC)` with routes where BGP runs. */
  readonly text: string;
}

export interface ConnectionLines {
  readonly lines: readonly ConnectionLine[];
  /** How many there are besides. */
  readonly more: number;
}

export interface ConnectionLine {
  readonly health: Health;
  /** Name and id. */
  readonly name: string;
  /** `no tunnel up since 03:04 UTC (12 minutes)` */
  readonly text: string;
}

export interface CauseText {
  readonly sentence: string;
  readonly evidence: string | undefined;
  /** What the logs of the other fallen tunnels say, a sentence each. */
  readonly others?: readonly string[] | undefined;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}
