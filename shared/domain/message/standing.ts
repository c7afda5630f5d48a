import type { Health } from '../health.ts';
import { severityOf } from '../health.ts';
import type { Incident } from '../incident.ts';
import { hasDropped } from '../lifecycle/tunnels.ts';
import { type EpochMs, minutesMs } from '../time.ts';
import type { MessageCatalogue, Standing } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import { isOfTrafficOnly, isTraffic } from './leading-cause.ts';
import type { Message } from './message.ts';
import type { TroubleWords } from './words.ts';

const flapping: Readonly<Record<Health, Standing>> = {
  outage: 'flapping-down',
  degraded: 'flapping-degraded',
  healthy: 'flapping-up',
  unknown: 'unknown',
};

export const standingOf = (incident: Incident): Standing => {
  if (incident.phase === 'closed') {
    const closeReason = incident.closeReason ?? 'recovered';
    if (closeReason === 'recovered' && isOfTrafficOnly(incident)) return 'traffic-recovered';
    if (closeReason === 'recovered' && incident.worstHealth === 'healthy') return 'dropped';
    return closeReason === 'recovered' && incident.worstHealth === 'unknown' ? 'reported-again' : closeReason;
  }
  if (incident.flappingSince !== undefined) return flapping[incident.health];
  if (incident.health === 'outage' && isOfTrafficOnly(incident)) return 'one-way';
  if (incident.health === 'outage' && isOneWayAlone(incident)) return 'one-way-alone';
  if (incident.health !== 'healthy') return incident.health;
  if (isOfTrafficOnly(incident)) return 'traffic-passes';
  const { worstHealth } = incident;
  if (worstHealth === 'healthy') return 'dropping';
  return worstHealth === 'outage' ? 'restored' : 'healthy';
};

/** One that has fallen beside one that is up and carries nothing. */
const isOneWayAlone = ({ tunnels }: Incident): boolean =>
  tunnels.some(({ state }) => state === 'no-traffic') && tunnels.some(hasDropped);

/** A connection that flaps is not well though it is up at the moment. */
export const messageSeverity = (incident: Incident): Message['severity'] => {
  if (incident.phase === 'closed') return 'resolved';
  const severity = severityOf(incident.health);
  return severity === 'info' && (incident.flappingSince !== undefined || standingOf(incident) === 'dropping')
    ? 'warning'
    : severity;
};

/** Since when it is as it is, and for how long; of what is over, how long it took. */
export const troubleOf = (incident: Incident, words: MessageCatalogue, now: EpochMs): TroubleWords => {
  const recovered = incident.closeReason === 'recovered';
  // Beside a tunnel that has fallen, another one may have brought nothing back for hours: nobody missed it until then.
  const hasFallen = incident.falls.some(({ at }) => Math.abs(incident.firstSeenAt - at) <= minutesMs(5));
  const stoppedAt = hasFallen ? [] : incident.causes.filter(isTraffic).map(({ at }) => at);
  const beganAt = Math.min(incident.firstSeenAt, ...stoppedAt);
  const durationMs = recovered ? incident.healthSince - beganAt : now - incident.healthSince;
  return { since: clockTime(incident.healthSince, now), duration: words.duration(durationMs) };
};
