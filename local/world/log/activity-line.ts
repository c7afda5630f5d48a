import type { EpochMs } from '../../contract.ts';

export type PhaseState = 'established' | 'rekeying' | 'negotiating' | 'down';

/** One message of the tunnel activity log, with the states of both IKE phases once it has happened. */
export interface Activity {
  readonly details: string;
  readonly phase1: PhaseState;
  readonly phase2: PhaseState;
}

/** `2026-03-02 03:00:00.000Z` */
export const readable = (at: EpochMs): string => new Date(at).toISOString().replace('T', ' ');

/** A line as the tunnel activity log has it (Site-to-Site VPN guide, "log contents"): the time is in seconds, states are lower-case. */
export const activityLine = (
  { details, phase1, phase2 }: Activity,
  at: EpochMs,
  format: string | undefined,
): string => {
  const fields = {
    event_timestamp: Math.floor(at / 1_000),
    timestamp: readable(at),
    details,
    dpd_enabled: true,
    nat_t_detected: false,
    ike_phase1_state: phase1,
    ike_phase2_state: phase2,
  };
  return format === 'text' ? asText(fields) : JSON.stringify(fields);
};

/** The guide names the text format and does not show it; here it has the fields of the other one. */
export const asText = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${pythonic(value)}`)
    .join(' ');

const pythonic = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
