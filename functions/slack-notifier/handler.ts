import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import { selfAlarmSubject } from '../../shared/domain/message/self-alarms.ts';
import { secondsMs } from '../../shared/domain/time.ts';
import type { Charts } from '../../shared/ports/diagnosis.ts';
import type { QueueControl } from '../../shared/ports/queue.ts';
import type { SlackDeliveries } from '../../shared/ports/records.ts';
import type { OwnMetrics } from '../../shared/ports/shell.ts';
import { SlackCredentialsError } from '../../shared/slack/credentials.ts';
import type { OpenSlack } from '../../shared/slack/slack-source.ts';
import { type BatchItem, readBatch } from './batch.ts';
import { type DeliveryOutcome, deliver } from './deliver.ts';
import { type SelfAlarmsDeps, selfAlarmsNow } from './own-alarm.ts';
import { createPauses, type Pauses, pausing } from './pausing.ts';
import { backOffSeconds, delaySeconds, spreadSeconds } from './retry-delay.ts';
import { showChart } from './show-chart.ts';

export interface SlackNotifierDeps extends SelfAlarmsDeps {
  readonly openSlack: OpenSlack;
  readonly charts: Charts;
  readonly deliveries: SlackDeliveries;
  readonly queue: QueueControl;
  readonly defaultChannel: string;
  readonly ownMetrics: OwnMetrics;
}

/** What the notifier needs of the Lambda context. */
export interface SlackNotifierContext {
  getRemainingTimeInMillis(): number;
}

/** One call to Slack with its time-out, and the writes around it. */
const timeForOneCallMs = secondsMs(8);

/** A chart drawn, on the second attempt, and shown in three calls, each with its time-out. */
const timeForChartMs = secondsMs(28);

/** Tells Slack what was announced, record by record; what cannot be told now stays in the queue. */
export const createSlackNotifierHandler =
  (deps: SlackNotifierDeps) =>
  async (event: SQSEvent, context: SlackNotifierContext): Promise<SQSBatchResponse> => {
    const invocation: Invocation = {
      pauses: createPauses(deps),
      hasTime: () => context.getRemainingTimeInMillis() >= timeForOneCallMs,
      delivered: [],
    };
    const batchItemFailures: { itemIdentifier: string }[] = [];
    const alarms = await selfAlarmsNow(
      deps,
      event.Records.map(({ body }) => body),
    );
    for (const item of readBatch(event.Records, alarms).toSorted(byUrgency)) {
      const done = await handleItem(deps, invocation, item);
      if (!done) batchItemFailures.push({ itemIdentifier: item.messageId });
    }
    for (const announcement of invocation.delivered) {
      if (context.getRemainingTimeInMillis() >= timeForChartMs) await showChart(deps, announcement);
      else deps.log.warn('chart not shown', { subjectId: announcement.subjectId, reason: 'out-of-time' });
    }
    return { batchItemFailures };
  };

interface Invocation {
  readonly pauses: Pauses;
  hasTime(): boolean;
  /** Announcements whose charts are due, once every message of the batch has been told. */
  readonly delivered: Announcement[];
}

/** What stands in the thread of another message comes after all that does not, and the newest first: it makes the others stale. */
const byUrgency = (one: BatchItem, other: BatchItem): number => {
  const [isDetail, isOtherDetail] = [one, other].map(
    ({ announcement }) => announcement.gatheredIn !== undefined,
  );
  if (isDetail && isOtherDetail) return other.announcement.revision - one.announcement.revision;
  return Number(isDetail) - Number(isOtherDetail);
};

const handleItem = async (
  deps: SlackNotifierDeps,
  invocation: Invocation,
  item: BatchItem,
): Promise<boolean> => {
  if (item.problem !== undefined) {
    deps.log.error('unreadable record', { messageId: item.messageId, reason: item.problem });
  }
  if (item.superseded) {
    deps.log.info('not delivered', { ...factsOf(item), reason: 'superseded' });
    return true;
  }
  const outcome = await outcomeOf(deps, invocation, item);
  deps.ownMetrics.record({ name: 'Deliveries', outcome: outcome.outcome });
  if (isTakenAgain(outcome, item))
    deps.ownMetrics.record({ name: 'Deliveries', outcome: 'refused', count: 0 });
  // A chart for each incident of a storm would be a flood of its own.
  if (outcome.outcome === 'delivered' && item.announcement.chart && !item.announcement.gatheredIn) {
    invocation.delivered.push(item.announcement);
  }
  switch (outcome.outcome) {
    case 'delivered':
    case 'skipped':
      deps.log.info(outcome.outcome, { ...factsOf(item), reason: outcome.reason });
      return true;
    case 'unsendable':
      return putAside(deps, item, outcome.reason);
    case 'refused':
      deps.log.error('Slack refused the message', { ...factsOf(item), reason: outcome.reason });
      if (outcome.isNew) deps.ownMetrics.record({ name: 'Deliveries', outcome: 'newly-refused' });
      await postpone(deps, item, outcome);
      return false;
    case 'retry':
      await postpone(deps, item, outcome);
      return false;
  }
};

/** The alarm on refusals keeps its state until it is told so: by what was refused, or by the message about it. */
const isTakenAgain = (outcome: DeliveryOutcome, { announcement }: BatchItem): boolean =>
  outcome.outcome === 'delivered' &&
  (outcome.refusedBefore === true || announcement.subjectId === selfAlarmSubject);

interface Postponed {
  readonly reason: string;
  readonly afterMs?: number;
}

const outcomeOf = async (
  deps: SlackNotifierDeps,
  { pauses, hasTime }: Invocation,
  item: BatchItem,
): Promise<DeliveryOutcome> => {
  if (!hasTime()) return { outcome: 'retry', reason: 'out-of-time', afterMs: 0 };
  try {
    const slack = pausing(await deps.openSlack(), pauses, deps.now);
    const { messageId, sentAt } = item;
    const ageMs = deps.now() - sentAt;
    return await deliver({ ...deps, slack, hasTime }, item.announcement, {
      messageId,
      ageMs,
      receiveCount: item.receiveCount,
    });
  } catch (error) {
    deps.log.error('delivery failed', { ...factsOf(item), error });
    if (error instanceof SlackCredentialsError)
      return { outcome: 'refused', reason: 'unreadable-secret', isNew: item.receiveCount === 1 };
    return { outcome: 'retry', reason: 'unexpected-error' };
  }
};

/** The record counts as failed whether or not the queue takes the delay: without it, it comes back all the same. */
const postpone = async (
  deps: SlackNotifierDeps,
  item: BatchItem,
  { reason, afterMs }: Postponed,
): Promise<void> => {
  const seconds = afterMs === undefined ? backOffSeconds(deps.now() - item.sentAt) : delaySeconds(afterMs);
  const retryAfterSeconds =
    seconds + (reason === 'rate-limited' ? spreadSeconds(item.messageId, item.receiveCount) : 0);
  deps.log.warn('delivery postponed', { ...factsOf(item), reason, retryAfterSeconds });
  try {
    await deps.queue.delay(item.receiptHandle, retryAfterSeconds);
  } catch (error) {
    deps.log.warn('delay not set', { ...factsOf(item), error });
  }
};

const putAside = async (deps: SlackNotifierDeps, item: BatchItem, reason: string): Promise<boolean> => {
  deps.log.error('Slack will never take the message', { ...factsOf(item), reason });
  try {
    await deps.queue.deadLetter(item.body, reason);
    return true;
  } catch (error) {
    deps.log.error('message not put aside', { ...factsOf(item), error });
    return false;
  }
};

const factsOf = ({ messageId, announcement }: BatchItem): Readonly<Record<string, unknown>> => ({
  messageId,
  subjectId: announcement.subjectId,
  connectionId: announcement.connectionId,
  kind: announcement.kind,
  revision: announcement.revision,
});
