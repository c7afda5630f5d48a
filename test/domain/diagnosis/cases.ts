import type { Explanation } from '../../../shared/domain/diagnosis/explanation.ts';
import type { Cause } from '../../../shared/domain/incident.ts';
import { at, firstIp } from '../builders.ts';

export const explanation = (change: Partial<Explanation> = {}): Explanation => ({
  at: at(1),
  detour: undefined,
  unknown: undefined,
  facts: [],
  findings: [],
  unread: [],
  links: [],
  chart: undefined,
  ...change,
});

/** What the log of the first tunnel has said. */
export const cause = (change: Partial<Cause> = {}): Cause => ({
  name: 'dead-peer',
  at: at(0),
  evidence: '2026-03-01 03:00 UTC AWS tunnel DPD timed out after 3 retransmits',
  outsideIp: firstIp,
  explained: { sentence: 'The customer gateway stopped answering.', todo: ['Check the line.'] },
  ...change,
});
