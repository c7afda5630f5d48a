import type { BusEvent, Clock, Journal } from '../../contract.ts';
import type { RuleTarget } from '../../template/deployment.ts';
import type { Queues } from '../sqs/queues.ts';
import type { Deliver, DeliveryResult, DeliverySource } from './deliver.ts';

export interface AttemptDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly queues: Queues;
  readonly deliver: Deliver;
  readonly accountId: string;
}

type Refusal = Extract<DeliveryResult, { delivered: false }>;

/** What is to be delivered, from where. */
export interface Delivery {
  readonly target: RuleTarget;
  readonly input: unknown;
  readonly event: BusEvent;
  readonly source: DeliverySource;
}

const firstPauseMs = 1_000;
const longestPauseMs = 10 * 60_000;

/** Delivers, tries again with growing pauses as long as the target's retry policy allows, and then gives the event up. */
export function attemptDelivery(delivery: Delivery, deps: AttemptDeps): void {
  const { clock } = deps;
  const { target } = delivery;
  const startedAt = clock.now();
  const attempt = (retries: number): void => {
    const result = deps.deliver(target, delivery.input, delivery.event, delivery.source);
    if (result.delivered) return;
    const pauseMs = Math.min(firstPauseMs * 2 ** retries, longestPauseMs);
    const tooOld = clock.now() + pauseMs - startedAt > target.maximumEventAgeMs;
    if (!result.retryable || retries >= target.maximumRetryAttempts || tooOld) {
      giveUp(delivery, result, retries, deps);
      return;
    }
    clock.after(pauseMs, `deliver to ${target.arn} again`, () => attempt(retries + 1));
  };
  attempt(0);
}

/** Records the loss and, if the target has a dead-letter queue, keeps the input there with the reason. */
function giveUp(delivery: Delivery, refusal: Refusal, retries: number, deps: AttemptDeps): void {
  const { target, source, input, event } = delivery;
  const { code, why } = refusal;
  const facts = { source: source.arn, target: target.arn, code, why, retries, eventId: event.id };
  deps.journal.record('event.undelivered', { ...facts, deadLetter: target.deadLetterArn !== undefined });
  if (target.deadLetterArn === undefined) return;
  const attributes: Record<string, string> = {
    RULE_ARN: source.arn,
    TARGET_ARN: target.arn,
    ERROR_CODE: code,
    ERROR_MESSAGE: why,
    RETRY_ATTEMPTS: String(retries),
  };
  const caller = { service: source.service, sourceArn: source.arn, accountId: deps.accountId };
  const kept = deps.queues.sendAsService(target.deadLetterArn, caller, {
    body: typeof input === 'string' ? input : JSON.stringify(input),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
    ),
  });
  if (!kept.delivered) deps.journal.record('event.lost', { ...facts, why: kept.why });
}
