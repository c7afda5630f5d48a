import type { LogLine, TrafficPoint } from '../diagnosis/evidence.ts';
import { sameAddress } from '../diagnosis/log/ip-address.ts';
import { parse } from '../diagnosis/log/parse.ts';
import type { TunnelRecord } from '../incident.ts';

/** What may say that a tunnel is up before its telemetry does. */
export type SignOfUp = 'tunnel-state-metric' | 'tunnel-log';

/** The newest point of `TunnelState` that is of a time after the drop alone. */
export const metricSaysUp = ({ since }: TunnelRecord, points: readonly TrafficPoint[]): boolean => {
  const newest = points.findLast(({ at, state }) => at >= since && state !== undefined);
  return (newest?.state ?? 0) > 0;
};

/** The newest states of the phases that the log has of it after the drop. Lines of one moment have no order: down wins. */
export const logSaysUp = ({ outsideIp, since }: TunnelRecord, lines: readonly LogLine[]): boolean => {
  const states = lines
    .flatMap((line) => parse(line) ?? [])
    .flatMap((event) =>
      event.kind === 'activity' && event.phase2 && sameAddress(event.outsideIp, outsideIp) ? [event] : [],
    )
    .filter(({ at }) => at >= since);
  const newestAt = Math.max(...states.map(({ at }) => at));
  const newest = states.filter(({ at }) => at === newestAt);
  return (
    newest.some(({ phase2 }) => phase2 === 'established' || phase2 === 'rekeying') &&
    newest.every(({ phase1, phase2 }) => phase1 !== 'down' && phase2 !== 'down')
  );
};
