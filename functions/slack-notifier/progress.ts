import { secondsMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries, SlackDelivery, UncertainSend } from '../../shared/ports/records.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';

export interface ProgressDeps {
  readonly deliveries: SlackDeliveries;
  readonly now: Now;
  readonly log: Log;
}

/** Longer than one call to Slack and what is saved after it. */
const leaseMs = secondsMs(30);

/** The delivery, ours for a while; or somebody else is at it. */
export type Lease = SlackDelivery | 'held';

export const takeLease = async (
  { deliveries, now }: ProgressDeps,
  subjectId: string,
  stored: SlackDelivery | undefined,
  sends: UncertainSend | undefined,
): Promise<Lease> => {
  const at = now();
  if (stored && stored.leaseUntil > at) return 'held';
  const leased: SlackDelivery = {
    subjectId,
    channel: stored?.channel,
    ts: stored?.ts,
    revision: stored?.revision ?? 0,
    seq: stored?.seq ?? 0,
    version: (stored?.version ?? 0) + 1,
    leaseUntil: at + leaseMs,
    chart: stored?.chart,
    threadTs: stored?.threadTs,
    rungSeq: stored?.rungSeq,
    refused: stored?.refused,
    over: stored?.over,
    severity: stored?.severity,
    replaced: stored?.replaced,
    awaitedRevision: stored?.awaitedRevision,
    awaitedBy: stored?.awaitedBy,
    refusedRevision: stored?.refusedRevision,
    uncertain: stored?.uncertain ?? sends,
  };
  return (await deliveries.save(leased)) === 'saved' ? leased : 'held';
};

/** What a step has changed. */
export type Progress = Partial<
  Pick<
    SlackDelivery,
    'channel' | 'ts' | 'revision' | 'seq' | 'threadTs' | 'rungSeq' | 'over' | 'severity' | 'uncertain'
  >
>;

/** The row of what nobody has been told yet. */
export const emptyRow = (subjectId: string): SlackDelivery => ({
  subjectId,
  version: 0,
  channel: undefined,
  ts: undefined,
  revision: 0,
  seq: 0,
  leaseUntil: 0,
});

/**
 * Saves what has been sent, and keeps the lease unless this was the last step. `lost` if somebody took over meanwhile,
 * or nobody knows whether it was saved: what we sent is then added to what is stored, and nothing is sent again.
 */
export const saveProgress = async (
  deps: ProgressDeps,
  delivery: SlackDelivery,
  progress: Progress,
  isLast: boolean,
): Promise<SlackDelivery | 'lost'> => {
  const next: SlackDelivery = {
    ...delivery,
    ...progress,
    ...(isLast && { refusedRevision: undefined }),
    version: delivery.version + 1,
    leaseUntil: isLast ? 0 : deps.now() + leaseMs,
  };
  try {
    if ((await deps.deliveries.save(next)) === 'saved') return next;
  } catch (error) {
    deps.log.warn('progress not saved at once', { subjectId: next.subjectId, error });
  }
  await addToStored(deps, next, isLast);
  return 'lost';
};

const addToStored = async (
  { deliveries, log }: ProgressDeps,
  ours: SlackDelivery,
  isLast: boolean,
): Promise<void> => {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const stored = await deliveries.load(ours.subjectId);
    const merged: SlackDelivery = {
      subjectId: ours.subjectId,
      channel: stored?.ts === undefined ? ours.channel : stored.channel,
      ts: stored?.ts ?? ours.ts,
      revision: Math.max(stored?.revision ?? 0, ours.revision),
      seq: Math.max(stored?.seq ?? 0, ours.seq),
      version: (stored?.version ?? 0) + 1,
      leaseUntil: stored?.leaseUntil ?? 0,
      chart: stored?.chart ?? ours.chart,
      threadTs: stored?.ts === undefined ? ours.threadTs : stored.threadTs,
      rungSeq: stored?.ts === undefined ? ours.rungSeq : stored.rungSeq,
      refused: stored?.ts === undefined ? ours.refused : stored.refused,
      over: stored?.ts === undefined || ours.revision > stored.revision ? ours.over : stored.over,
      severity: stored?.ts === undefined || ours.revision > stored.revision ? ours.severity : stored.severity,
      replaced: stored?.ts === undefined ? ours.replaced : stored.replaced,
      awaitedRevision: stored?.awaitedRevision,
      awaitedBy: stored?.awaitedBy,
      refusedRevision: isLast ? undefined : stored?.refusedRevision,
      uncertain: stored?.ts === undefined ? ours.uncertain : stored.uncertain,
    };
    if ((await deliveries.save(merged)) === 'saved') return;
  }
  log.error('delivered, but not recorded', { subjectId: ours.subjectId, revision: ours.revision });
};

/** Gives the lease back, so that the next attempt need not wait for its end. It ends by itself if this fails. */
export const releaseLease = async (deps: ProgressDeps, delivery: SlackDelivery): Promise<void> => {
  try {
    await deps.deliveries.save({ ...delivery, version: delivery.version + 1, leaseUntil: 0 });
  } catch (error) {
    deps.log.warn('lease not given back', { subjectId: delivery.subjectId, error });
  }
};
