import type { ConnectionChange } from '../change.ts';
import { beforeFallMs } from '../diagnosis/log-cause-of.ts';
import type { Cause, ChangeFact, Incident, TunnelRecord } from '../incident.ts';
import type { Observation } from '../observation.ts';
import type { Policy } from '../policy.ts';
import { type EpochMs, minutesMs, secondsMs } from '../time.ts';
import { addToCourse } from './course.ts';
import { isDown } from './tunnels.ts';

/** CloudTrail and the status of a tunnel are dated by different clocks. */
const clockToleranceMs = secondsMs(10);

/** AWS dates a replacement by its start; that it is under way may be seen minutes later. */
const echoToleranceMs = minutesMs(5);

const name = 'changed-by-hand';

/**
 * Somebody's call just before a fall is its cause. AWS showing the connection as `modifying`, and not for a restart of ours,
 * says that somebody is changing it; where no trail tells of it, that is all that is known of the cause.
 */
export const foldChanges = (
  incident: Incident,
  observation: Observation,
  isOurs: boolean,
  policy: Policy,
  now: EpochMs,
): Incident => {
  const isChanging = isBeingChanged(observation, isOurs);
  const seen = isChanging ? { ...incident, changingSeenAt: now } : incident;
  const called = lastCallBeforeFall(seen, observation);
  if (called) return addCall(seen, called, now);
  return isChanging ? addSighting(seen, observation, policy, now) : seen;
};

/** Nobody need tell who it is: AWS shows that it is at work, and it is not for us. */
export const isBeingChanged = ({ connection }: Observation, isOurs: boolean): boolean =>
  connection?.state === 'modifying' && !isOurs;

const lastCallBeforeFall = (incident: Incident, observation: Observation): Cause | undefined => {
  const fallen = incident.tunnels.filter(isDown);
  return observation.changes
    .flatMap((change) => fallen.flatMap((record) => causeOf(change, record)))
    .toSorted((one, other) => other.at - one.at)[0];
};

/** That a connection has been created explains no fall of it: it was up before that. */
const causeOf = (change: ConnectionChange, fallen: TunnelRecord): readonly Cause[] => {
  if (change.operation === 'CreateVpnConnection') return [];
  if (change.outsideIp !== undefined && change.outsideIp !== fallen.outsideIp) return [];
  const leadMs = fallen.since - change.at;
  if (leadMs < -clockToleranceMs || leadMs > beforeFallMs) return [];
  const { operation, changeId, at } = change;
  const fact = { ...factOf(change), leadMs: Math.max(0, leadMs) };
  return [{ name, at, evidence: `${operation} (${changeId})`, change: fact }];
};

/** A later call takes the place of an earlier one, and any call that of a sighting. */
const addCall = (incident: Incident, cause: Cause, now: EpochMs): Incident => {
  const known = changeOf(incident);
  if (known?.change && known.at >= cause.at) return incident;
  return tellCause(withCause(incident, cause), now);
};

const addSighting = (
  incident: Incident,
  observation: Observation,
  policy: Policy,
  now: EpochMs,
): Incident => {
  const known = changeOf(incident);
  const isKnown = [...observation.changes, ...(known ? [known] : [])].some(
    ({ at }) => now - at < policy.notices.restartEchoMs,
  );
  if (isKnown) return incident;
  const added = withCause(incident, { name, at: now, evidence: 'modifying' });
  return known ? added : tellCause(added, now);
};

const withCause = (incident: Incident, cause: Cause): Incident => ({
  ...incident,
  causes: [...incident.causes.filter((known) => known.name !== name), cause],
});

/** A cause known when the incident opens is part of the first message. */
const tellCause = (incident: Incident, now: EpochMs): Incident =>
  incident.phase === 'open' ? addToCourse(incident, now, [{ kind: 'cause-found', detail: name }]) : incident;

/**
 * What others have done to the connection since shortly before the incident, and what is not its cause, stands in its course.
 * Who has deleted a connection may be known only when its incident is closed already.
 */
export const tellChanges = (
  incident: Incident,
  observation: Observation,
  policy: Policy,
  now: EpochMs,
): Incident => {
  const from = incident.firstSeenAt - policy.restart.changeSettlingMs;
  const told = new Set([
    changeOf(incident)?.change?.changeId,
    ...incident.course.map((entry) => entry.change?.changeId),
  ]);
  const untold = observation.changes
    .filter((change) => change.at >= from && !told.has(change.changeId) && concerns(incident, change))
    .toSorted((one, other) => one.at - other.at);
  return addToCourse(
    incident,
    now,
    untold.map((change) => ({ kind: 'changed', change: { ...factOf(change), at: change.at } })),
  );
};

const concerns = ({ phase, closeReason }: Incident, { operation }: ConnectionChange): boolean =>
  phase === 'open' || (closeReason === 'connection-deleted' && operation === 'DeleteVpnConnection');

/** Whether a replacement of an endpoint at that time comes of what somebody has changed. */
export const isEchoOfChange = (incident: Incident, replacedAt: EpochMs, settlingMs: number): boolean => {
  const known = changeOf(incident);
  return known !== undefined && comesOf(known.at, replacedAt, settlingMs);
};

/** The same of what has been seen, or told of, while all was well. */
export const isEchoOfQuietChange = (
  { changingSeenAt }: Incident,
  { changes }: Observation,
  replacedAt: EpochMs,
  settlingMs: number,
): boolean =>
  [changingSeenAt, ...changes.map(({ at }) => at)].some(
    (changedAt) => changedAt !== undefined && comesOf(changedAt, replacedAt, settlingMs),
  );

const comesOf = (changedAt: EpochMs, replacedAt: EpochMs, settlingMs: number): boolean => {
  const afterMs = replacedAt - changedAt;
  return afterMs >= -echoToleranceMs && afterMs <= settlingMs;
};

const changeOf = (incident: Incident): Cause | undefined =>
  incident.causes.find((cause) => cause.name === name);

const factOf = ({ changeId, operation, by }: ConnectionChange): ChangeFact => ({ changeId, operation, by });
