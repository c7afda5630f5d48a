import type { BusEvent, Clock, EpochMs, Journal } from '../../contract.ts';
import { createIds } from '../../kernel/ids.ts';
import type { Deployment, RuleResource, ScheduleResource } from '../../template/deployment.ts';
import type { Queues } from '../sqs/queues.ts';
import { createDeliver, type DeliveryDeps, type DeliverySource } from './deliver.ts';
import { attemptDelivery } from './delivery-attempts.ts';
import { checkPattern, matchesPattern } from './pattern.ts';
import { parseSchedule } from './schedule.ts';
import { targetInput } from './target-input.ts';

/** The default event bus of every region. */
export interface EventBus {
  /** Puts an event on the bus of its region. Rules see it as the clock's next task. */
  putEvent(event: BusEvent): void;
  readonly rules: readonly RuleResource[];
  /** Takes all rules and schedules away, as the deletion of their stack does. */
  removeRules(): void;
}

export interface EventBusOptions extends Omit<DeliveryDeps, 'forward' | 'roles'> {
  readonly deployment: Pick<Deployment, 'rules' | 'schedules' | 'accountId' | 'roles'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly queues: Queues;
}

export function createEventBus(options: EventBusOptions): EventBus {
  const { deployment, clock, journal } = options;
  const { rules } = deployment;
  const nextId = createIds('scheduled event');
  let removed = false;
  for (const { eventPattern, logicalId } of rules) checkNamed(eventPattern, logicalId);

  const put = (event: BusEvent, region: string, forwarded: boolean): void => {
    const facts = { id: event.id, source: event.source, detailType: event['detail-type'], region };
    clock.at(clock.now(), `event ${event['detail-type']}`, () => {
      const matching = rules.filter((rule) => rule.region === region && seesEvent(rule, event));
      journal.record('event.put', { ...facts, rules: matching.map(({ name }) => name) });
      for (const rule of matching) run(rule, event, forwarded);
    });
  };
  const forward = (event: BusEvent, region: string): void => put(event, region, true);
  const deliver = createDeliver({ ...options, roles: deployment.roles, forward });
  const attemptDeps = { clock, journal, queues: options.queues, deliver, accountId: deployment.accountId };

  const run = (rule: RuleResource, event: BusEvent, forwarded: boolean): void => {
    if (removed) return;
    const facts = { arn: rule.arn, name: rule.name, ingestedAt: isoSeconds(clock.now()) };
    const source: DeliverySource = { arn: rule.arn, region: rule.region, service: 'events.amazonaws.com' };
    for (const target of rule.targets) {
      // An event that came from another bus goes no further: EventBridge forwards once.
      if (forwarded && target.arn.split(':')[2] === 'events') continue;
      attemptDelivery({ target, input: targetInput(target, event, facts), event, source }, attemptDeps);
    }
  };

  for (const rule of rules.filter(({ enabled }) => enabled)) {
    if (rule.scheduleExpression === undefined) continue;
    repeat(clock, rule.name, rule.scheduleExpression, (at) =>
      run(rule, scheduledEvent(rule, deployment.accountId, nextId(), at), false),
    );
  }
  for (const schedule of deployment.schedules.filter(({ enabled }) => enabled)) {
    const { arn, region, target } = schedule;
    const source: DeliverySource = { arn, region, service: 'scheduler.amazonaws.com' };
    repeat(clock, schedule.name, schedule.scheduleExpression, (at) => {
      if (removed) return;
      const event = scheduledEvent(schedule, deployment.accountId, nextId(), at);
      const input =
        target.input === undefined
          ? event
          : targetInput(target, event, { ...schedule, ingestedAt: event.time });
      attemptDelivery({ target, input, event, source }, attemptDeps);
    });
  }

  return {
    rules,
    putEvent: (event) => put(event, event.region, false),
    removeRules: () => {
      removed = true;
    },
  };
}

function seesEvent({ enabled, busName, eventPattern }: RuleResource, event: BusEvent): boolean {
  return (
    enabled && busName === 'default' && eventPattern !== undefined && matchesPattern(eventPattern, event)
  );
}

function checkNamed(pattern: RuleResource['eventPattern'], logicalId: string): void {
  try {
    if (pattern) checkPattern(pattern);
  } catch (cause) {
    throw new Error(`${logicalId}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Runs a task whenever a schedule fires. */
function repeat(clock: Clock, name: string, expression: string, task: (at: EpochMs) => void): void {
  const nextRun = parseSchedule(expression, clock.now());
  const plan = (): void => {
    const at = nextRun(clock.now());
    if (at === undefined) return;
    clock.at(at, `schedule ${name}`, () => {
      plan();
      task(at);
    });
  };
  plan();
}

function scheduledEvent(
  { arn, region }: RuleResource | ScheduleResource,
  account: string,
  id: string,
  at: EpochMs,
): BusEvent {
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: isoSeconds(at),
    region,
    resources: [arn],
    detail: {},
  };
}

/** EventBridge writes times without fractions of a second. */
export function isoSeconds(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
