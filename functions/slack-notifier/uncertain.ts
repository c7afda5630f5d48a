import type { Announcement } from '../../shared/contracts/announcement.ts';
import { secondsMs } from '../../shared/domain/time.ts';
import type { SlackDelivery, UncertainSend } from '../../shared/ports/records.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';
import type { SlackClient } from '../../shared/slack/client.ts';
import type { MessageMark } from '../../shared/slack/mark.ts';
import type { SlackOutcome } from '../../shared/slack/outcome.ts';
import { channelOfStep } from './fallback.ts';
import { type DeliveryStep, isOver, lastSeq } from './plan-delivery.ts';

/** So long Slack may take a message after it was sent, and not yet show it. */
const settlingMs = secondsMs(10);

/** Clocks differ, and Slack may have taken its time. */
const marginMs = secondsMs(120);

/** If Slack cannot say by then whether it has taken something, better twice than not at all. */
const patienceMs = secondsMs(120);

export interface LookUpDeps {
  readonly slack: SlackClient;
  readonly log: Log;
  readonly now: Now;
}

/** What will be uncertain until the step has been recorded; an edit may be made again. */
export const sendingOf = (
  announcement: Announcement,
  delivery: SlackDelivery,
  step: DeliveryStep | undefined,
  { slack, defaultChannel, now }: LookUpDeps & { readonly defaultChannel: string },
): UncertainSend | undefined => {
  if (step === undefined || step.step === 'update' || slack.mode !== 'bot') return undefined;
  const threadTs = step.step === 'reply' ? delivery.ts : step.thread?.threadTs;
  const channel = channelOfStep(announcement, delivery, step, defaultChannel);
  return { step: step.step, channel, at: now(), ...(threadTs !== undefined && { threadTs }) };
};

export const markOf = (
  announcement: Announcement,
  delivery: SlackDelivery,
  { step, seq }: Exclude<DeliveryStep, { step: 'update' }>,
): MessageMark => ({
  subjectId: announcement.subjectId,
  step,
  revision: announcement.revision,
  seq,
  rungSeq: step === 'post' ? lastSeq(announcement) : (delivery.rungSeq ?? 0),
});

/** How long to wait before it can be known whether Slack shows what was sent; 0: it can be now. */
export const settlesInMs = ({ at }: UncertainSend, now: number): number => Math.max(0, at + settlingMs - now);

/** The delivery with what Slack has after all; or why nobody can say now. */
export const lookUp = async (
  { slack, log, now }: LookUpDeps,
  announcement: Announcement,
  delivery: SlackDelivery,
  { step, channel, threadTs, at }: UncertainSend,
): Promise<SlackDelivery | Exclude<SlackOutcome, { outcome: 'delivered' }>> => {
  const { subjectId } = announcement;
  const found = await slack.find({ channel, threadTs, from: at - marginMs, to: at + marginMs });
  if (found.outcome !== 'looked') {
    const mayAnswerLater = found.outcome === 'unavailable' || found.outcome === 'rate-limited';
    if (mayAnswerLater && now() - at < patienceMs) return found;
    const reason = 'error' in found ? found.error : found.outcome;
    log.warn('not known whether Slack has it, sending it again', { subjectId, reason });
    return { ...delivery, uncertain: undefined };
  }
  const ours = found.messages
    .filter(({ mark }) => mark.subjectId === subjectId && mark.step === step)
    .toSorted((one, other) => other.mark.seq - one.mark.seq)[0];
  log.info('looked for what was sent', { subjectId, found: ours !== undefined });
  if (!ours) return { ...delivery, uncertain: undefined };
  const { revision, seq, rungSeq } = ours.mark;
  if (step === 'reply') return { ...delivery, uncertain: undefined, seq: Math.max(delivery.seq, seq) };
  const isThis = revision === announcement.revision;
  const over = isThis && isOver(announcement);
  const { ts } = ours;
  return {
    ...delivery,
    uncertain: undefined,
    channel: ours.channel,
    ts,
    threadTs,
    revision,
    seq,
    rungSeq,
    over,
    severity: isThis ? announcement.message.severity : undefined,
  };
};
