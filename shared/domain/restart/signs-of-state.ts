import type { LogLine, TrafficPoint } from '../diagnosis/evidence.ts';
import { sameAddress } from '../diagnosis/log/ip-address.ts';
import { parse } from '../diagnosis/log/parse.ts';
import type { TunnelRecord } from '../incident.ts';

/** What may say how a tunnel is before its telemetry does. */
export type SignOfState = 'tunnel-state-metric' | 'tunnel-log';

/** By the newest point of `TunnelState` that is of a time after the last change alone. */
export const stateInMetric = (
  { since }: TunnelRecord,
  points: readonly TrafficPoint[],
): 'up' | 'down' | undefined => {
  const newest = points.findLast(({ at, state }) => at >= since && state !== undefined)?.state;
  if (newest === undefined) return undefined;
  return newest > 0 ? 'up' : 'down';
};

/** By the newest states of the phases that the log has of it after the last change. Lines of one moment have no order: down wins. */
export const stateInLog = (
  { outsideIp, since }: TunnelRecord,
  lines: readonly LogLine[],
): 'up' | 'down' | undefined => {
  const states = lines
    .flatMap((line) => parse(line) ?? [])
    .flatMap((event) =>
      event.kind === 'activity' && event.phase2 && sameAddress(event.outsideIp, outsideIp) ? [event] : [],
    )
    .filter(({ at }) => at >= since);
  const newestAt = Math.max(...states.map(({ at }) => at));
  const newest = states.filter(({ at }) => at === newestAt);
  if (newest.some(({ phase1, phase2 }) => phase1 === 'down' || phase2 === 'down')) return 'down';
  return newest.some(({ phase2 }) => phase2 === 'established' || phase2 === 'rekeying') ? 'up' : undefined;
};
