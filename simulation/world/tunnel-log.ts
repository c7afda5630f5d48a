import type { LogLine } from '../../shared/domain/diagnosis/evidence.ts';
import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Ailment } from './model.ts';
import { plantedKey } from './planted-secrets.ts';

/** Something that the log of a tunnel tells of. */
export interface LoggedTrouble {
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly gatewayIp: string | undefined;
  readonly kind: Ailment['kind'];
  /** AWS goes on trying to negotiate meanwhile. */
  readonly awsTries: boolean;
  /** Where there is none, none times out. */
  readonly hadSa: boolean;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What AWS writes of it within a time. A negotiation that comes to nothing is tried, and written of, again and again. */
export const logLinesOf = (trouble: LoggedTrouble, from: EpochMs, to: EpochMs): readonly LogLine[] => {
  const details = detailsOf(trouble);
  if (details === undefined) return [];
  if (trouble.kind === 'misconfigured') return linesOf(trouble, details, minutesMs(5), from, to);
  const atOnce =
    trouble.kind === 'silent' && !trouble.hadSa
      ? []
      : linesOf(trouble, details, Number.POSITIVE_INFINITY, from, to);
  if (trouble.kind !== 'silent' || !trouble.awsTries) return atOnce;
  const unanswered = `AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: ${trouble.gatewayIp ?? 'xxxx'}`;
  const later = { ...trouble, from: trouble.from + minutesMs(2) };
  return [...atOnce, ...linesOf(later, unanswered, minutesMs(3), from, to)];
};

const linesOf = (
  trouble: LoggedTrouble,
  details: string,
  everyMs: number,
  from: EpochMs,
  to: EpochMs,
): readonly LogLine[] => {
  const lines: LogLine[] = [];
  const last = Math.min(to, trouble.to);
  const skipped = Math.max(0, Math.floor((from - trouble.from) / everyMs));
  const first = everyMs === Number.POSITIVE_INFINITY ? trouble.from : trouble.from + skipped * everyMs;
  for (let at = first + secondsMs(1); at <= last; at += everyMs) {
    if (at >= from) lines.push(lineOf(trouble, details, at));
  }
  return lines;
};

/** The documented words; one of them carries a key, as devices that are set to debug make AWS repeat. */
const detailsOf = ({ kind, gatewayIp }: LoggedTrouble): string | undefined => {
  switch (kind) {
    case 'misconfigured':
      return `AWS tunnel detected a pre-shared key mismatch with cgw: ${gatewayIp ?? 'xxxx'} psk=${plantedKey}`;
    case 'silent':
      return 'AWS tunnel DPD timed out after 3 retransmits';
    case 'stuck':
      return 'AWS tunnel received DELETE for IKE_SA from CGW';
    case 'no-routes':
      return undefined;
  }
};

const lineOf = ({ connectionId, outsideIp }: LoggedTrouble, details: string, at: EpochMs): LogLine => ({
  streamName: `${connectionId}-${outsideIp}`,
  at,
  message: JSON.stringify({
    event_timestamp: Math.floor(at / 1_000),
    details,
    dpd_enabled: true,
    ike_phase1_state: 'down',
    ike_phase2_state: 'down',
  }),
});
