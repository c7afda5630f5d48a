import type { Cause, Incident, TunnelRecord } from '../incident.ts';
import { minutesMs } from '../time.ts';

/** What a log says, or somebody does, this long before a tunnel fell still belongs to the fall. */
export const beforeFallMs = minutesMs(15);

/** What the log of a tunnel has said about its present fall. */
export const logCausesOf = (incident: Incident, record: TunnelRecord): readonly Cause[] =>
  incident.causes.filter(
    (cause) => cause.outsideIp === record.outsideIp && cause.at >= record.since - beforeFallMs,
  );

export const logCauseOf = (incident: Incident, record: TunnelRecord): Cause | undefined =>
  logCausesOf(incident, record).at(-1);
