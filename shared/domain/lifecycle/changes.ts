import { type ChangeOperation, isRouteCall } from '../../contracts/vpn-change.ts';
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
const routeName = 'route-changed';

/** Of the calls that are known, those that change the connection itself: the others touch no tunnel. */
export const callsOnConnection = ({ changes }: Pick<Observation, 'changes'>): readonly ConnectionChange[] =>
  changes.filter(({ operation }) => !isRouteCall(operation));

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
  const routed = addCall(seen, lastCallBeforeFall(seen, observation.changes, routeName), now);
  const called = lastCallBeforeFall(routed, observation.changes, name);
  if (called) return addCall(routed, called, now);
  return isChanging ? addSighting(routed, observation, policy, now) : routed;
};

/** Nobody need tell who it is: AWS shows that it is at work, and it is not for us. */
export const isBeingChanged = ({ connection }: Observation, isOurs: boolean): boolean =>
  connection?.state === 'modifying' && !isOurs;

const lastCallBeforeFall = (
  incident: Incident,
  changes: readonly ConnectionChange[],
  of: ChangeCauseName,
): Cause | undefined => {
  const fallen = incident.tunnels.filter(isDown);
  return changes
    .filter(({ operation }) => causeNameOf(operation) === of)
    .flatMap((change) => fallen.flatMap((record) => causeOf(change, record)))
    .toSorted((one, other) => other.at - one.at)[0];
};

type ChangeCauseName = typeof name | typeof routeName;

const causeNameOf = (operation: ChangeOperation): ChangeCauseName =>
  isRouteCall(operation) ? routeName : name;

/** That a connection has been created explains no fall of it: it was up before that. */
const causeOf = (change: ConnectionChange, fallen: TunnelRecord): readonly Cause[] => {
  if (change.operation === 'CreateVpnConnection') return [];
  if (change.outsideIp !== undefined && change.outsideIp !== fallen.outsideIp) return [];
  const leadMs = fallen.since - change.at;
  if (leadMs < -clockToleranceMs || leadMs > beforeFallMs) return [];
  const { operation, changeId, at } = change;
  const fact = { ...factOf(change), leadMs: Math.max(0, leadMs) };
  return [{ name: causeNameOf(operation), at, evidence: `${operation} (${changeId})`, change: fact }];
};

/** A later call takes the place of an earlier one, and any call that of a sighting. */
const addCall = (incident: Incident, cause: Cause | undefined, now: EpochMs): Incident => {
  if (!cause) return incident;
  const known = incident.causes.find((other) => other.name === cause.name);
  if (known?.change && known.at >= cause.at) return incident;
  return tellCause(withCause(incident, cause), cause, now);
};

const addSighting = (
  incident: Incident,
  observation: Observation,
  policy: Policy,
  now: EpochMs,
): Incident => {
  const known = changeOf(incident);
  const isKnown = [...callsOnConnection(observation), ...(known ? [known] : [])].some(
    ({ at }) => now - at < policy.notices.restartEchoMs,
  );
  if (isKnown) return incident;
  const sighting: Cause = { name, at: now, evidence: 'modifying' };
  const added = withCause(incident, sighting);
  return known ? added : tellCause(added, sighting, now);
};

const withCause = (incident: Incident, cause: Cause): Incident => ({
  ...incident,
  causes: [...incident.causes.filter((known) => known.name !== cause.name), cause],
});

/** A cause known when the incident opens is part of the first message. */
const tellCause = (incident: Incident, cause: Cause, now: EpochMs): Incident =>
  incident.phase === 'open'
    ? addToCourse(incident, now, [{ kind: 'cause-found', detail: cause.name }])
    : incident;

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
    ...incident.causes.map((cause) => cause.change?.changeId),
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
  observation: Observation,
  replacedAt: EpochMs,
  settlingMs: number,
): boolean =>
  [changingSeenAt, ...callsOnConnection(observation).map(({ at }) => at)].some(
    (changedAt) => changedAt !== undefined && comesOf(changedAt, replacedAt, settlingMs),
  );

const comesOf = (changedAt: EpochMs, replacedAt: EpochMs, settlingMs: number): boolean => {
  const afterMs = replacedAt - changedAt;
  return afterMs >= -echoToleranceMs && afterMs <= settlingMs;
};

const changeOf = (incident: Incident): Cause | undefined =>
  incident.causes.find((cause) => cause.name === name);

const factOf = ({ changeId, operation, by }: ConnectionChange): ChangeFact => ({ changeId, operation, by });
