import type { Announcement } from '../../shared/contracts/announcement.ts';
import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { SlackDelivery } from '../../shared/ports/records.ts';
import { isUnsendable } from '../../shared/slack/judge.ts';
import type { SlackOutcome, UnavailableReason } from '../../shared/slack/outcome.ts';
import { channelOfStep, goesOnInThread, inConfiguredChannel, withNewMessage } from './fallback.ts';
import { justArrived, placeOf, type ThreadPlace, type Waiting } from './place.ts';
import {
  type DeliveryPlan,
  type DeliveryStep,
  isOver,
  lastSeq,
  type PlanReason,
  planDelivery,
} from './plan-delivery.ts';
import {
  emptyRow,
  type Progress,
  type ProgressDeps,
  releaseLease,
  saveProgress,
  takeLease,
} from './progress.ts';
import { spread } from './retry-delay.ts';
import { type SendDeps, sendStep } from './send-step.ts';
import { lookUp, sendingOf, settlesInMs } from './uncertain.ts';

export interface DeliverDeps extends ProgressDeps, SendDeps {
  /** Whether enough of the function's time is left for one more call to Slack. */
  hasTime(): boolean;
}

interface Delivering extends DeliverDeps {
  readonly waiting: Waiting;
}

/** What became of one announcement. `afterMs` is absent where the queue is to back off by itself. */
export type DeliveryOutcome =
  | { readonly outcome: 'skipped'; readonly reason: PlanReason }
  /** `refusedBefore`: Slack takes again what it has refused. */
  | { readonly outcome: 'delivered'; readonly reason: PlanReason; readonly refusedBefore?: true }
  | { readonly outcome: 'retry'; readonly reason: RetryReason; readonly afterMs?: number }
  /** To be tried again, as whatever is wrong with app or channel may be mended. `isNew`: it has not been refused before. */
  | { readonly outcome: 'refused'; readonly reason: string; readonly isNew: boolean }
  /** Slack will never take it as it is. */
  | { readonly outcome: 'unsendable'; readonly reason: string };

export type RetryReason =
  | UnavailableReason
  | 'rate-limited'
  | 'lease-held'
  | 'uncertain'
  | 'lease-lost'
  | 'out-of-time'
  | 'no-parent'
  | 'pacing'
  | 'unexpected-error';

/** Brings Slack up to what the announcement says: takes the lease, sends what is missing, saves after each step. */
export const deliver = async (
  deps: DeliverDeps,
  announcement: Announcement,
  waiting: Waiting = justArrived,
): Promise<DeliveryOutcome> => {
  const stored = await deps.deliveries.load(announcement.subjectId);
  const isAwaited = (stored?.awaitedRevision ?? 0) > announcement.revision;
  if (isAwaited || isCopy(announcement, stored, waiting, deps.now()))
    return { outcome: 'skipped', reason: 'superseded' };
  const place = await placeOf(deps, announcement, stored, deps.slack.mode, waiting);
  if (place.place === 'later') return { outcome: 'retry', reason: place.reason, afterMs: place.afterMs };
  const plan = planDelivery(announcement, stored, deps.slack.mode, place);
  if (plan.steps.length === 0) return { outcome: 'skipped', reason: plan.reason };
  const isFree = stored !== undefined && stored.leaseUntil <= deps.now();
  const settlesIn = isFree && stored.uncertain ? settlesInMs(stored.uncertain, deps.now()) : 0;
  if (settlesIn > 0) return { outcome: 'retry', reason: 'uncertain', afterMs: settlesIn };
  const sends = sendingOf(announcement, stored ?? emptyRow(announcement.subjectId), plan.steps[0], deps);
  const lease = await takeLease(deps, announcement.subjectId, stored, sends);
  if (lease === 'held') return leaseHeld(waiting);
  const delivering = { ...deps, waiting };
  if (!stored?.uncertain || deps.slack.mode !== 'bot')
    return deliverLeased(delivering, announcement, lease, plan);
  const known = await lookUp(deps, announcement, lease, stored.uncertain);
  if ('outcome' in known) return postpone(delivering, announcement, lease, known);
  const left = planDelivery(announcement, known, deps.slack.mode, place);
  if (left.steps.length > 0) return deliverLeased(delivering, announcement, known, left);
  await releaseLease(deps, { ...known, refusedRevision: undefined });
  return { outcome: 'delivered', reason: plan.reason, ...refusedBefore(known) };
};

/** However long Slack is away, a message that waits is tried more often than that. */
const triedWithinMs = minutesMs(60);

/** Whoever publishes cannot always know that it has, and does so again: one of those that say the same waits for all. */
const isCopy = (
  { revision }: Announcement,
  stored: SlackDelivery | undefined,
  { messageId }: Waiting,
  now: EpochMs,
): boolean =>
  stored?.awaitedBy !== undefined &&
  stored.awaitedRevision === revision &&
  stored.awaitedBy.messageId !== messageId &&
  now - stored.awaitedBy.at < triedWithinMs;

/** A lease lasts for fewer tries than these. Where it cannot be had for longer, the queue is not to give up the message over it. */
const soonTries = 60;

/** Whoever holds it is mostly done within a second, and what waits may be what rings. */
const leaseHeld = ({ messageId, receiveCount = 1 }: Waiting): DeliveryOutcome => ({
  outcome: 'retry',
  reason: 'lease-held',
  ...(receiveCount <= soonTries && { afterMs: secondsMs(1 + spread(messageId, 3)) }),
});

/** A new message where the old one is gone, and one in the configured channel where another one refuses. */
const deliverLeased = async (
  deps: Delivering,
  announcement: Announcement,
  lease: SlackDelivery,
  plan: DeliveryPlan,
): Promise<DeliveryOutcome> => {
  const { subjectId } = announcement;
  const runAgain = async (delivery: SlackDelivery, place?: ThreadPlace): Promise<DeliveryOutcome | Stopped> =>
    runPlan(deps, announcement, delivery, planDelivery(announcement, delivery, deps.slack.mode, place));
  let result = await runPlan(deps, announcement, lease, plan);
  if (isGone(result)) {
    deps.log.warn('message is gone, posting a new one', { subjectId, reason: result.error });
    const thread = threadOf(result.delivery);
    result = await runAgain(withNewMessage(announcement, result.delivery), thread);
    if (thread && isGone(result)) result = await runAgain(result.delivery);
  }
  if (!('delivery' in result)) return result;
  const moved =
    deps.slack.mode === 'bot'
      ? inConfiguredChannel(announcement, result.delivery, result, deps.defaultChannel)
      : undefined;
  if (!moved) return giveUp(deps, announcement, result);
  deps.log.warn('channel refused, using the configured one', {
    subjectId,
    channel: result.channel,
    reason: result.error,
  });
  const inConfigured = await runAgain(moved);
  if (!('delivery' in inConfigured)) return inConfigured;
  // What has been posted nowhere may be taken where it was meant for next time.
  return giveUp(
    deps,
    announcement,
    inConfigured.delivery.ts === undefined ? { ...inConfigured, delivery: result.delivery } : inConfigured,
  );
};

const isGone = (
  result: DeliveryOutcome | Stopped,
): result is Stopped & { readonly outcome: 'message-gone' } =>
  'delivery' in result && result.outcome === 'message-gone';

/** Where a message stood that cannot be edited, if that was the thread of a storm. */
const threadOf = ({ ts, channel, threadTs }: SlackDelivery): ThreadPlace | undefined =>
  ts === undefined || channel === undefined || threadTs === undefined
    ? undefined
    : { place: 'thread', channel, threadTs };

const giveUp = async (
  deps: Delivering,
  announcement: Announcement,
  { delivery: { uncertain: _, ...delivery }, error }: Stopped,
): Promise<DeliveryOutcome> => {
  if (isUnsendable(error)) {
    await releaseLease(deps, delivery);
    return { outcome: 'unsendable', reason: error };
  }
  const { revision } = announcement;
  const before = delivery.refusedRevision ?? 0;
  const refusedRevision = Math.max(before, revision);
  await releaseLease(deps, { ...awaiting(deps, delivery, announcement), refusedRevision });
  return { outcome: 'refused', reason: error, isNew: revision > before };
};

const refusedBefore = ({ refusedRevision }: SlackDelivery): { readonly refusedBefore?: true } =>
  refusedRevision === undefined ? {} : { refusedBefore: true };

/** Slack will not take a step; the lease is still ours. */
interface Stopped {
  readonly outcome: 'message-gone' | 'refused';
  readonly error: string;
  readonly channel: string;
  readonly delivery: SlackDelivery;
}

const runPlan = async (
  deps: Delivering,
  announcement: Announcement,
  lease: SlackDelivery,
  plan: DeliveryPlan,
): Promise<DeliveryOutcome | Stopped> => {
  let delivery = lease;
  for (const [index, step] of plan.steps.entries()) {
    const sends = sendingOf(announcement, delivery, step, deps);
    const sent: SlackOutcome | OutOfTime = deps.hasTime()
      ? await sendStep(deps, announcement, delivery, step)
      : { outcome: 'out-of-time' };
    const isSkipped =
      sent.outcome === 'message-gone' && goesOnInThread(announcement, delivery, step, sent.error);
    if (isSkipped) deps.log.warn('message not edited', { subjectId: delivery.subjectId, reason: sent.error });
    else if (sent.outcome === 'message-gone' || sent.outcome === 'refused') {
      const channel = channelOfStep(announcement, delivery, step, deps.defaultChannel);
      return { ...sent, channel, delivery };
    } else if (sent.outcome !== 'delivered') {
      const uncertain = isUncertain(sent) ? sends : undefined;
      return postpone(deps, announcement, { ...delivery, uncertain }, sent);
    }
    const progress = progressOf(announcement, step, sent.outcome === 'delivered' ? sent : undefined);
    const next = plan.steps[index + 1];
    const uncertain = sendingOf(announcement, { ...delivery, ...progress }, next, deps);
    const saved = await saveProgress(deps, delivery, { ...progress, uncertain }, next === undefined);
    if (saved === 'lost') return { outcome: 'retry', reason: 'lease-lost', afterMs: 1_000 };
    delivery = saved;
  }
  return { outcome: 'delivered', reason: plan.reason, ...refusedBefore(lease) };
};

/** Slack may have taken it all the same. */
const isUncertain = (sent: Failure | OutOfTime): boolean =>
  sent.outcome === 'unavailable' && sent.reason !== 'credentials-changed';

const postpone = async (
  deps: Delivering,
  announcement: Announcement,
  delivery: SlackDelivery,
  failure: Exclude<SlackOutcome, { outcome: 'delivered' }> | OutOfTime,
): Promise<DeliveryOutcome> => {
  const outcome = outcomeOfFailure(failure);
  await releaseLease(deps, outcome.outcome === 'retry' ? awaiting(deps, delivery, announcement) : delivery);
  return outcome;
};

const awaiting = (
  { waiting: { messageId }, now }: Delivering,
  delivery: SlackDelivery,
  { revision }: Announcement,
): SlackDelivery => {
  const { awaitedRevision = 0 } = delivery;
  return revision < awaitedRevision
    ? delivery
    : { ...delivery, awaitedRevision: revision, awaitedBy: { messageId, at: now() } };
};

interface OutOfTime {
  readonly outcome: 'out-of-time';
}

type Delivered = Extract<SlackOutcome, { outcome: 'delivered' }>;

type Failure = Exclude<SlackOutcome, { outcome: 'delivered' | 'message-gone' | 'refused' }>;

const progressOf = (
  announcement: Announcement,
  step: DeliveryStep,
  { channel, ts }: Partial<Delivered> = {},
): Progress => {
  const { revision, message } = announcement;
  const { severity } = message;
  const over = isOver(announcement);
  switch (step.step) {
    case 'post':
      return {
        channel,
        ts,
        revision,
        seq: step.seq,
        threadTs: step.thread?.threadTs,
        rungSeq: lastSeq(announcement),
        over,
        severity,
      };
    case 'update':
      return { revision, over, severity, ...(step.seq !== undefined && { seq: step.seq }) };
    case 'reply':
      return { seq: step.seq };
  }
};

const outcomeOfFailure = (
  failure: Exclude<SlackOutcome, { outcome: 'delivered' }> | OutOfTime,
): DeliveryOutcome => {
  switch (failure.outcome) {
    case 'rate-limited':
      return { outcome: 'retry', reason: 'rate-limited', afterMs: failure.retryAfterMs };
    case 'unavailable':
      return { outcome: 'retry', reason: failure.reason };
    case 'out-of-time':
      return { outcome: 'retry', reason: 'out-of-time', afterMs: 0 };
    case 'invalid-blocks':
    case 'message-gone':
    case 'refused':
      return { outcome: 'unsendable', reason: failure.error };
  }
};
