import type { Fact, Link } from '../message/message.ts';
import type { EpochMs } from '../time.ts';

/**
 * What the diagnosis has found out around an incident, in the language of the deployment. It is kept with the incident, so
 * that every later message can say it without looking again. Plain text that may hold hostile characters.
 */
export interface Explanation {
  readonly at: EpochMs;
  /** In place of "no traffic flows" where other connections can carry it: the end of the first line. */
  readonly detour: string | undefined;
  /** Said while no cause has been found: why not (logging is off, no line that explains it), and what is known all the same. */
  readonly unknown: UnknownCause | undefined;
  /** For an hour before they went down nothing had passed through any of the tunnels that are down. Absent: it had, or it is not known. */
  readonly wasIdle?: boolean | undefined;
  /** Traffic before the fall, the other side, related connections, AWS Health, maintenance. */
  readonly facts: readonly Fact[];
  /** What is wrong with the set-up and bears on this incident, the gravest first. */
  readonly findings: readonly string[];
  /** What could not be read, and why: `tunnel log: access denied to /aws/vpn/x`. */
  readonly unread: readonly string[];
  /** Where to read more: the query of the tunnel's log. */
  readonly links: readonly Link[];
  readonly chart: Chart | undefined;
}

export interface UnknownCause {
  readonly sentence: string;
  readonly todo: readonly string[];
}

/** A picture that CloudWatch draws of the tunnels' metrics. */
export interface Chart {
  readonly region: string;
  readonly title: string;
  /** The definition that `GetMetricWidgetImage` takes: JSON. */
  readonly widget: string;
}
