import type { Cause, Incident } from '../incident.ts';
import { isDown } from '../lifecycle/tunnels.ts';
import { type EpochMs, hoursMs, minutesMs } from '../time.ts';
import { logCauseOf } from './log-cause-of.ts';

/** Logs and metrics arrive late: for this long after a fall they are read again soon, until they have the last word. */
const freshForMs = minutesMs(15);
const soonMs = minutesMs(2);

/** For a day what has been found is kept fresh: a guard rests on it. */
const watchedForMs = hoursMs(24);
const oftenMs = minutesMs(15);
const seldomMs = hoursMs(4);

/** Whether it is time to look (again) into why a connection is less than healthy. */
export const diagnosisDue = (incident: Incident, now: EpochMs): boolean => {
  if (incident.phase === 'closed' || incident.health === 'healthy') return false;
  if (!incident.explanation) return true;
  const fallen = incident.tunnels.filter(isDown);
  const fellAt = Math.max(0, ...fallen.map((tunnel) => tunnel.since));
  if (fellAt > incident.explanation.at) return true;
  const explained = fallen.every((tunnel) => isLastWord(logCauseOf(incident, tunnel)));
  return now - incident.explanation.at >= pauseMs(now - fellAt, explained);
};

/** A silent peer or a deleted association may turn out to be a wrong key with the next try; a wrong key stays one. */
const isLastWord = (cause: Cause | undefined): boolean =>
  cause !== undefined && !befellSession.test(cause.name);

const befellSession =
  /dead-peer|peer-unreachable|sa-deleted|rekey-collision|no-negotiation|bgp-(hold-timer|no-tcp|administrative-reset|hard-reset|out-of-resources|message-error|bfd-down|collision|closed|session-lost)/;

const pauseMs = (sinceFallMs: number, explained: boolean): number => {
  if (sinceFallMs < freshForMs && !explained) return soonMs;
  return sinceFallMs <= watchedForMs ? oftenMs : seldomMs;
};
