import type { Tunnel } from '../connection.ts';
import type { Incident, TunnelRecord } from '../incident.ts';
import { hasDropped } from '../lifecycle/tunnels.ts';
import { findTunnel } from '../observation.ts';
import type { EpochMs } from '../time.ts';
import type { Evidence } from './evidence.ts';
import { classifyLog } from './log/classify-log.ts';
import type { TunnelLogVerdict } from './log/verdict.ts';

/** A tunnel that is down, and what its logs say about that. */
export interface TunnelVerdict {
  readonly record: TunnelRecord;
  readonly tunnel: Tunnel | undefined;
  readonly verdict: TunnelLogVerdict;
}

export const verdictsOf = (evidence: Evidence, incident: Incident, now: EpochMs): readonly TunnelVerdict[] =>
  incident.tunnels.filter(hasDropped).map((record) => {
    const tunnel = findTunnel(evidence.connection, record.outsideIp);
    const activityLog = tunnel?.options && (tunnel.options.activityLog ?? 'off');
    const verdict = classifyLog(evidence.logs, { ...record, activityLog }, incident.connectionId, now);
    return { record, tunnel, verdict };
  });
