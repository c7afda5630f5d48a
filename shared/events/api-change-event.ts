import { type ChangeOperation, changeOperations, isRouteCall } from '../contracts/vpn-change.ts';
import type { ConnectionChange } from '../domain/change.ts';
import type { ApiChangeSignal, Signal } from '../domain/signal.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Whereabouts } from '../domain/whereabouts.ts';
import { changedBy, isRole } from './caller.ts';
import { connectionIdsIn, targetIdsIn } from './connection-ids.ts';
import { parseEventTime } from './event-time.ts';
import { cutText, type Fields, fieldsOf, textOf } from './fields.ts';
import type { IgnoredChange } from './ignored-change.ts';
import { regionIn } from './region.ts';
import { textsIn } from './texts.ts';

export interface ApiChangeContext {
  readonly accountId: string;
  /** The role that our own calls are made with. */
  readonly ownRoleArn: string;
  readonly receivedAt: EpochMs;
}

/** An event that names what connections have in common, and none of them. */
export interface Unplaced<Found extends Signal> {
  readonly region: string | undefined;
  readonly where: Whereabouts;
  /** What it calls itself, cut. */
  readonly what: string;
  readonly signalOf: (connectionId: string) => Found;
}

export interface ApiChangeEvent {
  readonly region: string | undefined;
  /** One for each connection that the call names. */
  readonly signals: readonly ApiChangeSignal[];
}

/**
 * Reads an `AWS API Call via CloudTrail` of EC2. Which parameters EC2 writes in lower camel case, and which under
 * `{XRequest: {…}}`, is not documented, nor where it wraps sets as `{item: …}`: ids and addresses are found at any depth.
 * (CloudTrail user guide, "Record contents"; published records.)
 */
export const parseApiChange = (
  input: unknown,
  context: ApiChangeContext,
): ApiChangeEvent | Unplaced<ApiChangeSignal> | IgnoredChange => {
  const envelope = fieldsOf(input);
  const detail = fieldsOf(envelope?.['detail']);
  if (!envelope || !detail) return { ignored: 'unreadable', what: '' };
  const what = cutText(textOf(detail['eventName']) ?? '', 100);
  const source = textOf(detail['eventSource']);
  if (source !== undefined && source !== 'ec2.amazonaws.com') return { ignored: 'other-source', what };
  const operation = changeOperations.find((known) => known === what);
  if (!operation) return { ignored: 'other-operation', what };
  if (textOf(detail['errorCode']) !== undefined) return { ignored: 'call-failed', what };
  const account = textOf(detail['recipientAccountId']) ?? textOf(envelope['account']);
  if (account !== undefined && account !== context.accountId) return { ignored: 'foreign-account', what };
  const ids = connectionIdsOf(detail);
  const targetIds = isRouteCall(operation) ? targetIdsIn(shortTextsIn(detail['requestParameters'])) : [];
  if (ids.length === 0 && targetIds.length === 0) return { ignored: 'names-no-connection', what };
  const isOwn = isRole(detail['userIdentity'], context.ownRoleArn);
  const call = callOf(operation, envelope, detail, context.receivedAt);
  const region = regionIn(detail['awsRegion']) ?? regionIn(envelope['region']);
  const signalOf = (connectionId: string): ApiChangeSignal => ({
    kind: 'api-change',
    connectionId,
    isOwn,
    change: { ...call, connectionId },
  });
  return ids.length > 0
    ? { region, signals: ids.map(signalOf) }
    : { region, where: { targetIds }, what, signalOf };
};

const callOf = (
  operation: ChangeOperation,
  envelope: Fields,
  detail: Fields,
  receivedAt: EpochMs,
): Omit<ConnectionChange, 'connectionId'> => {
  const at = Math.min(
    parseEventTime(detail['eventTime']) ?? parseEventTime(envelope['time']) ?? receivedAt,
    receivedAt,
  );
  return {
    changeId: changeIdOf(envelope, detail) ?? `${operation}-${at}`,
    operation,
    outsideIp: outsideIpOf(detail),
    by: changedBy(detail['userIdentity']),
    at,
  };
};

/** It becomes part of a key and of a message, so it may hold nothing but what an id holds. */
const changeIdOf = (envelope: Fields, detail: Fields): string | undefined =>
  [detail['eventID'], envelope['id']].map(textOf).find((id) => id !== undefined && /^[\w-]{1,64}$/.test(id));

/** A connection that is being created has its id in the answer only; so has what is attached to a transit gateway. */
const connectionIdsOf = (detail: Fields): readonly string[] => {
  const asked = idsIn(detail['requestParameters']);
  return asked.length > 0 ? asked : idsIn(detail['responseElements']);
};

/** Longer texts are documents, and may name other connections. */
const longestId = 200;

const shortTextsIn = (value: unknown): readonly string[] =>
  textsIn(value)
    .map(({ text }) => text)
    .filter((text) => text.length <= longestId);

const idsIn = (value: unknown): readonly string[] => connectionIdsIn(shortTextsIn(value));

const outsideIpOf = (detail: Fields): string | undefined =>
  textsIn(detail['requestParameters']).find(
    ({ name, text }) => /^vpnTunnelOutsideIpAddress$/i.test(name) && /^[0-9A-Fa-f.:]{2,45}$/.test(text),
  )?.text;
