import { fingerprint } from '../domain/notices/fingerprint.ts';
import type { UnreadableHealthEvent, VpnHealthEvent } from '../domain/notices/vpn-health-event.ts';
import type { HealthTopic } from '../domain/signal.ts';
import { connectionIdsIn } from './connection-ids.ts';
import { anyTextIn, describedAs } from './description.ts';
import { parseEventTime } from './event-time.ts';
import { cutText, type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import { regionIn } from './region.ts';

/** Why an event is none of ours. */
export type NotOursReason = 'not-an-object' | 'not-from-aws-health' | 'other-service';

export type ParsedHealthEvent =
  | { readonly kind: 'health'; readonly event: VpnHealthEvent }
  | { readonly kind: 'unreadable'; readonly event: UnreadableHealthEvent }
  | { readonly kind: 'not-ours'; readonly reason: NotOursReason };

/**
 * Reads an `AWS Health Event` for service VPN in any form from 2022 on. What is missing or of a wrong type is left out;
 * an event is never refused for it. (AWS Health user guide, "EventBridge schema"; captured events of 2022.)
 */
export const parseHealthEvent = (input: unknown): ParsedHealthEvent => {
  const envelope = fieldsOf(input);
  if (!envelope) return { kind: 'not-ours', reason: 'not-an-object' };
  const source = textOf(envelope['source']);
  if (source !== undefined && source !== 'aws.health')
    return { kind: 'not-ours', reason: 'not-from-aws-health' };
  const detail = fieldsOf(envelope['detail']);
  if (!detail) {
    return source === undefined
      ? { kind: 'not-ours', reason: 'not-from-aws-health' }
      : { kind: 'unreadable', event: unreadable('no-detail', envelope, {}) };
  }
  const service = textOf(detail['service']);
  if (service !== undefined && service.toUpperCase() !== 'VPN')
    return { kind: 'not-ours', reason: 'other-service' };
  const event = eventOf(envelope, detail);
  return event.code === '' && event.description === '' && event.connectionIds.length === 0
    ? { kind: 'unreadable', event: unreadable('says-nothing', envelope, detail) }
    : { kind: 'health', event };
};

const eventOf = (envelope: Fields, detail: Fields): VpnHealthEvent => {
  const description = describedAs(detail['eventDescription']);
  const code = shortText(detail['eventTypeCode']);
  return {
    eventKey: eventKeyOf(envelope, detail),
    region: regionOf(envelope, detail),
    account: accountOf(envelope, detail),
    code,
    topic: topicOf(code),
    category: shortText(detail['eventTypeCategory']),
    statusCode: shortText(detail['statusCode']).toLowerCase(),
    actionability: shortText(detail['actionability']).toUpperCase(),
    arn: shortText(detail['eventArn']),
    description,
    startedAt: parseEventTime(detail['startTime']) ?? parseEventTime(envelope['time']),
    connectionIds: connectionIdsOf(envelope, detail, description),
    ...entitiesOf(detail),
  };
};

/** As many as a message has room for. */
const mostOthers = 20;

/** An entity of which AWS says no status has not been settled. */
const entitiesOf = (detail: Fields): Pick<VpnHealthEvent, 'settledIds' | 'otherEntities'> => {
  const entities = listOf(detail['affectedEntities']).map((entity) => ({
    value: shortText(fieldsOf(entity)?.['entityValue'] ?? entity),
    isSettled: /^(?:RESOLVED|UNIMPAIRED)$/i.test(textOf(fieldsOf(entity)?.['status']) ?? ''),
  }));
  const valuesOf = (settled: boolean): readonly string[] =>
    entities.filter(({ isSettled }) => isSettled === settled).map(({ value }) => value);
  const unsettled = new Set(connectionIdsIn(valuesOf(false)));
  return {
    settledIds: connectionIdsIn(valuesOf(true)).filter((id) => !unsettled.has(id)),
    otherEntities: [...new Set(valuesOf(false).map(nameIn))]
      .filter((name) => name !== '' && connectionIdsIn([name]).length === 0)
      .slice(0, mostOthers),
  };
};

/** `tgw-0123…` of `arn:…:transit-gateway/tgw-0123…`; anything else as it is. */
const nameIn = (value: string): string =>
  cutText(value.startsWith('arn:') ? (value.split(/[:/]/).at(-1) ?? '') : value, 100);

const topicOf = (code: string): HealthTopic => {
  if (code === 'AWS_VPN_REDUNDANCY_LOSS') return 'endpoint-replaced';
  if (code === 'AWS_VPN_SINGLE_TUNNEL_NOTIFICATION') return 'single-tunnel';
  return 'other';
};

/** Entities and resources name the connections; only where neither does, the text is searched. */
const connectionIdsOf = (envelope: Fields, detail: Fields, description: string): readonly string[] => {
  const entities = listOf(detail['affectedEntities']).map((entity) =>
    textOf(fieldsOf(entity)?.['entityValue'] ?? entity),
  );
  const resources = listOf(envelope['resources']).map(textOf);
  const named = connectionIdsIn([...entities, ...resources].filter((text) => text !== undefined));
  return named.length > 0 ? named : connectionIdsIn([description]);
};

const accountOf = (envelope: Fields, detail: Fields): string | undefined =>
  accountIn(detail['affectedAccount']) ?? accountIn(envelope['account']);

const accountIn = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && /^\d{1,12}$/.test(text) ? text.padStart(12, '0') : undefined;
};

const regionOf = (envelope: Fields, detail: Fields): string | undefined =>
  regionIn(detail['eventRegion']) ??
  regionIn(textOf(detail['eventArn'])?.split(':')[3]) ??
  regionIn(envelope['region']);

/** The account and the communication without its page; events without one are known by when they were sent and about what. */
const eventKeyOf = (envelope: Fields, detail: Fields): string => {
  const account = accountOf(envelope, detail) ?? '';
  const communicationId = textOf(detail['communicationId']);
  if (communicationId !== undefined)
    return `${account}|${cutText(withoutPage(communicationId, detail), 200)}`;
  const arn = shortText(detail['eventArn']);
  const times = [detail['lastUpdatedTime'], detail['startTime']].map(shortText);
  const subject =
    arn === ''
      ? fingerprint(
          JSON.stringify([detail['eventTypeCode'], detail['eventDescription'], detail['affectedEntities']]),
        )
      : arn;
  return [account, subject, ...times].join('|');
};

const withoutPage = (communicationId: string, detail: Fields): string => {
  const page = textOf(detail['page']);
  if (page === undefined) return communicationId.replace(/-\d{1,4}$/, '');
  return communicationId.endsWith(`-${page}`) ? communicationId.slice(0, -page.length - 1) : communicationId;
};

const shortText = (value: unknown): string => cutText(textOf(value) ?? '', 300);

const unreadable = (
  reason: UnreadableHealthEvent['reason'],
  envelope: Fields,
  detail: Fields,
): UnreadableHealthEvent => ({
  reason,
  region: regionOf(envelope, detail),
  account: accountOf(envelope, detail),
  text: anyTextIn(reason === 'no-detail' ? envelope : detail),
});
