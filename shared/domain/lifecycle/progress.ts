import { type Health, severityOf } from '../health.ts';
import type { CloseReason, Fall, Incident, TunnelRecord } from '../incident.ts';
import type { IncidentPolicy } from '../policy.ts';
import { untoldRecurrence } from '../recurrence.ts';
import type { Signal } from '../signal.ts';
import { anotherPassMs, type EpochMs, minutesMs } from '../time.ts';
import { addToCourse, type NewEntry } from './course.ts';
import { flaps } from './flapping.ts';
import { healthSinceOf } from './start.ts';
import { isAllKnown, isDown, type TunnelChanges } from './tunnels.ts';

/** AWS may owe the state of a tunnel for a few minutes, while it works on it; beyond that an outage may hide behind it. */
const notReportedAfterMs = minutesMs(15);

/** The metrics of a new connection come minutes after it does: without any, who knows whether it has ever been used. */
const dataDueMs = minutesMs(10);

const rank: Readonly<Record<Health, number>> = {
  healthy: 0,
  unknown: 1,
  degraded: 2,
  outage: 3,
};

export const isWorse = (health: Health, than: Health): boolean => rank[health] > rank[than];

/** Opens a suspected incident once it has held long enough, and an alarm or a second sight confirms it. */
export const confirm = (
  incident: Incident,
  signals: readonly Signal[],
  seenBefore: boolean,
  policy: IncidentPolicy,
  now: EpochMs,
  unproven: ReadonlySet<string> = new Set(),
): Incident => {
  if (incident.phase !== 'suspected' || incident.health === 'healthy') return incident;
  if (!isConfirmed(incident, signals, seenBefore, policy, now)) return incident;
  if (restsOn(unproven, incident) && !signals.some(confirms) && now - incident.firstSeenAt < dataDueMs) {
    return incident;
  }
  const opened: Incident = {
    ...incident,
    phase: 'open',
    openedAt: now,
    worstHealth: incident.health,
    lastToldAt: now,
  };
  return addToCourse(opened, now, [
    { kind: 'opened', severity: severityOf(incident.health), detail: incident.health },
  ]);
};

/** Nothing is known of what is down but that AWS shows it so. */
const restsOn = (unproven: ReadonlySet<string>, { tunnels }: Incident): boolean => {
  const down = tunnels.filter(isDown);
  return down.length > 0 && down.every(({ outsideIp }) => unproven.has(outsideIp));
};

const isConfirmed = (
  incident: Incident,
  signals: readonly Signal[],
  seenBefore: boolean,
  policy: IncidentPolicy,
  now: EpochMs,
): boolean => {
  if (signals.some(confirms) || flaps(incident.falls, policy, now)) return true;
  if (untoldRecurrence(incident, now)) return true;
  const heldMs = now - incident.healthSince;
  if (incident.health === 'unknown') return seenBefore && heldMs >= notReportedAfterMs;
  if (incident.health === 'outage' && !isAllKnown(incident.tunnels)) {
    return seenBefore && heldMs >= Math.max(policy.confirmOutageAfterMs, anotherPassMs);
  }
  if (incident.health === 'outage') {
    return heldMs >= policy.confirmOutageAfterMs && (seenBefore || policy.confirmOutageAfterMs === 0);
  }
  return seenBefore && heldMs >= policy.confirmDegradedAfterMs;
};

/** Evidence of its own that something has been wrong for minutes: an alarm, or a Health notice about this connection. */
const confirms = (signal: Signal): boolean =>
  signal.kind === 'health' || (signal.kind === 'alarm' && signal.state === 'ALARM');

/** Takes over what the tunnels do now; what is worth telling goes into the course, unless the incident is flapping. */
export const followTunnels = (incident: Incident, changes: TunnelChanges, now: EpochMs): Incident => {
  const { tunnels, health, fallen, blinked = [], risen } = changes;
  const followed: Incident = {
    ...incident,
    tunnels,
    falls: [...incident.falls, ...fallen, ...blinked],
    health,
    healthSince:
      health === incident.health
        ? unlessBlinked(incident.healthSince, health, blinked)
        : healthSinceOf(health, tunnels, now),
  };
  if (incident.phase !== 'open') return followed;
  const entries: readonly NewEntry[] = [
    ...fallen.map(
      (fall): NewEntry => ({ kind: 'tunnel-fell', severity: 'warning', outsideIp: fall.outsideIp }),
    ),
    ...risen.map((outsideIp): NewEntry => ({ kind: 'tunnel-recovered', outsideIp })),
    ...healthEntry(incident.health, health),
  ];
  const worstYet = isWorse(health, incident.worstHealth);
  const quiet = incident.flappingSince !== undefined && !worstYet;
  const toTell = quiet ? [] : entries;
  const tells = toTell.some((entry) => entry.kind === 'worsened' || entry.kind === 'improved');
  return addToCourse(
    {
      ...followed,
      worstHealth: worstYet ? health : incident.worstHealth,
      lastToldAt: tells ? now : incident.lastToldAt,
    },
    now,
    toTell,
  );
};

/** Who drops between two looks is not stable. */
const unlessBlinked = (healthSince: EpochMs, health: Health, blinked: readonly Fall[]): EpochMs =>
  health === 'healthy' ? Math.max(healthSince, ...blinked.map(({ at }) => at)) : healthSince;

const healthEntry = (before: Health, after: Health): readonly NewEntry[] => {
  if (after === 'unknown') return [];
  if (isWorse(after, before)) return [{ kind: 'worsened', severity: severityOf(after), detail: after }];
  if (after === 'degraded' && before === 'outage')
    return [{ kind: 'improved', severity: 'warning', detail: after }];
  return [];
};

/** Of what AWS has not reported for long it is said once that it does not, whatever else the incident is about. */
export const tellNotReported = (incident: Incident, now: EpochMs): Incident => {
  if (incident.phase !== 'open') return incident;
  const isTold = ({ outsideIp, since }: TunnelRecord): boolean =>
    incident.course.some(
      (entry) =>
        entry.at >= since &&
        (entry.kind === 'not-reported' ? entry.outsideIp === outsideIp : entry.detail === 'unknown'),
    );
  const untold = incident.tunnels.filter(
    (tunnel) => tunnel.state === 'unknown' && now - tunnel.since >= notReportedAfterMs && !isTold(tunnel),
  );
  return addToCourse(
    incident,
    now,
    untold.map(({ outsideIp, since }) => ({
      kind: 'not-reported',
      severity: 'warning',
      outsideIp,
      detail: String(Math.floor((now - since) / minutesMs(1))),
    })),
  );
};

/** Says again that it is still broken. */
export const remind = (incident: Incident, policy: IncidentPolicy, now: EpochMs): Incident => {
  if (incident.phase !== 'open' || incident.health === 'healthy' || incident.lastToldAt === undefined) {
    return incident;
  }
  const everyMs = incident.health === 'outage' ? policy.remindOutageEveryMs : policy.remindDegradedEveryMs;
  if (now - incident.lastToldAt < everyMs) return incident;
  return addToCourse({ ...incident, lastToldAt: now }, now, [
    { kind: 'reminder', severity: severityOf(incident.health), detail: incident.health },
  ]);
};

/** Closes an incident whose used tunnels have all been up for long enough. One that flaps stays open until it settles. */
export const closeIfStable = (incident: Incident, policy: IncidentPolicy, now: EpochMs): Incident => {
  if (incident.phase === 'closed' || incident.health !== 'healthy' || !isAllKnown(incident.tunnels)) {
    return incident;
  }
  if (incident.phase === 'suspected') return close(incident, 'unconfirmed', now);
  if (incident.flappingSince !== undefined || now - incident.healthSince < policy.stableForMs)
    return incident;
  return close(incident, 'recovered', now);
};

export const close = (incident: Incident, closeReason: CloseReason, now: EpochMs): Incident => {
  const closed: Incident = { ...incident, phase: 'closed', closedAt: now, closeReason, withheld: undefined };
  return incident.phase === 'open'
    ? addToCourse(closed, now, [{ kind: 'closed', detail: closeReason }])
    : closed;
};
