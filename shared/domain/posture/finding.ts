import type { Severity } from '../health.ts';

/** What can be wrong with the set-up of a connection, in the words that logs and rows carry. */
export const findingIds = [
  'not-associated',
  'no-static-route',
  'single-tunnel',
  'single-gateway',
  'maintenance-pending',
  'aws-does-not-initiate',
  'dpd-clears-tunnel',
  'dpd-does-nothing',
  'ikev1-only',
  'rekey-window',
  'bgp-never-routed',
  'bgp-near-prefix-limit',
  'mistaken-tag',
  'static-routing',
  'logging-off',
  'weak-algorithms',
  'pre-shared-key-with-connection',
  'no-lifecycle-control',
] as const;

export type FindingId = (typeof findingIds)[number];

export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly connectionId: string;
  /** The tunnels that it is about; empty where it is about the connection. */
  readonly outsideIps: readonly string[];
  /** A short fact: the algorithms, the number of routes and the limit, the deadline (epoch ms), the tags. Untrusted text. */
  readonly detail: string;
}
