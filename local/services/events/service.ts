import type { BusEvent, CallContext, Clock, RequiredPermission, Service } from '../../contract.ts';
import { ServiceError } from '../../contract.ts';
import { createIds } from '../../kernel/ids.ts';
import { type EventBus, isoSeconds } from './bus.ts';
import { checkPattern, type EventPattern, matchesPattern } from './pattern.ts';

export interface EventsServiceOptions {
  readonly bus: EventBus;
  readonly clock: Pick<Clock, 'now'>;
}

interface PutEventsEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  readonly Time?: Date;
}

/** The EventBridge API over the account's default buses. */
export function createEventsService({ bus, clock }: EventsServiceOptions): Service {
  const nextId = createIds('put event');

  const putOne = (entry: PutEventsEntry, context: CallContext) => {
    const problem = problemOf(entry);
    if (problem !== undefined) return { ErrorCode: problem.code, ErrorMessage: problem.message };
    const event: BusEvent = {
      version: '0',
      id: nextId(),
      'detail-type': entry.DetailType ?? '',
      source: entry.Source ?? '',
      account: context.accountId,
      time: isoSeconds(entry.Time?.getTime() ?? clock.now()),
      region: context.region,
      resources: entry.Resources ?? [],
      detail: JSON.parse(entry.Detail ?? '{}') as unknown,
    };
    bus.putEvent(event);
    return { EventId: event.id };
  };

  return {
    name: 'events',
    operations: {
      PutEvents: ({ Entries = [] }: { Entries?: readonly PutEventsEntry[] }, context) => {
        const results = Entries.map((entry) => putOne(entry, context));
        return {
          FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
          Entries: results,
        };
      },
      ListRules: ({ NamePrefix = '' }: { NamePrefix?: string }, { region }) => ({
        Rules: bus.rules
          .filter((rule) => rule.region === region && rule.name.startsWith(NamePrefix))
          .map((rule) => ({
            Name: rule.name,
            Arn: rule.arn,
            EventBusName: rule.busName,
            State: rule.enabled ? 'ENABLED' : 'DISABLED',
            ...(rule.eventPattern && { EventPattern: JSON.stringify(rule.eventPattern) }),
            ...(rule.scheduleExpression && { ScheduleExpression: rule.scheduleExpression }),
          })),
      }),
      TestEventPattern: ({ EventPattern: pattern = '', Event: event = '' }) => ({
        Result: matchesPattern(readPattern(pattern), JSON.parse(event)),
      }),
    },
    permissions: (operation, _input, context) => [permissionFor(operation, context)],
  };
}

function permissionFor(operation: string, { partition, region, accountId }: CallContext): RequiredPermission {
  const bus = `arn:${partition}:events:${region}:${accountId}:event-bus/default`;
  return { action: `events:${operation}`, resources: [operation === 'PutEvents' ? bus : '*'] };
}

function problemOf({ Source, DetailType, Detail }: PutEventsEntry) {
  if (!Source || !DetailType || Detail === undefined) {
    return { code: 'InvalidArgument', message: 'Parameters Source, DetailType and Detail are required.' };
  }
  if (Source.startsWith('aws.')) {
    return { code: 'NotAuthorizedForSource', message: 'Not authorized for the source.' };
  }
  try {
    const detail: unknown = JSON.parse(Detail);
    if (typeof detail === 'object' && detail !== null) return undefined;
  } catch {
    // Answered below, as any other detail that is no object.
  }
  return { code: 'MalformedDetail', message: 'Detail is malformed.' };
}

function readPattern(text: string): EventPattern {
  try {
    const pattern = JSON.parse(text) as EventPattern;
    checkPattern(pattern);
    return pattern;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ServiceError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
  }
}
