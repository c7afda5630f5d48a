import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { SlackDelivery } from '../../shared/ports/records.ts';
import type { Log } from '../../shared/ports/shell.ts';
import { renderBlocks } from '../../shared/slack/blocks.ts';
import type { SlackClient, SlackRequest } from '../../shared/slack/client.ts';
import type { SlackOutcome } from '../../shared/slack/outcome.ts';
import { notificationText, plainText } from '../../shared/slack/plain.ts';
import { happenedLine } from '../../shared/slack/thread.ts';
import type { DeliveryStep } from './plan-delivery.ts';

export interface SendDeps {
  readonly slack: SlackClient;
  readonly defaultChannel: string;
  readonly log: Log;
}

/** The channel is at fault, not the message: another channel may take it. */
const channelAtFault = new Set(['channel_not_found', 'is_archived', 'not_in_channel']);

/** Sends one step of a plan; if Slack refuses the form of the message, once more as plain text. */
export const sendStep = async (
  deps: SendDeps,
  announcement: Announcement,
  delivery: SlackDelivery,
  step: DeliveryStep,
): Promise<SlackOutcome> => {
  if (step.step === 'post') return postSomewhere(deps, announcement, step);
  const { ts, channel = deps.defaultChannel } = delivery;
  if (ts === undefined) throw new Error(`A step "${step.step}" needs a message that has been posted.`);
  if (step.step === 'reply') {
    const { text, broadcast } = step;
    return deps.slack.send({ call: 'reply', channel, threadTs: ts, text, broadcast });
  }
  const happened = step.happened.map(happenedLine);
  return sendMessage(deps, announcement, happened, (form) => ({ call: 'update', channel, ts, ...form }));
};

/** A wrong channel in a tag must not keep an outage from being told: then the configured channel gets it. */
const postSomewhere = async (
  deps: SendDeps,
  announcement: Announcement,
  step: Extract<DeliveryStep, { step: 'post' }>,
): Promise<SlackOutcome> => {
  const happened = step.happened.map(happenedLine);
  if (step.thread) {
    const { channel, threadTs } = step.thread;
    return sendMessage(deps, announcement, happened, (form) => ({
      call: 'post',
      channel,
      threadTs,
      ...form,
    }));
  }
  const post = (channel: string): Promise<SlackOutcome> =>
    sendMessage(deps, announcement, happened, (form) => ({ call: 'post', channel, ...form }));
  const channel = announcement.channel ?? deps.defaultChannel;
  const outcome = await post(channel);
  if (channel === deps.defaultChannel || outcome.outcome !== 'refused') return outcome;
  if (!channelAtFault.has(outcome.error)) return outcome;
  deps.log.warn('channel of the tag refused, using the configured one', {
    subjectId: announcement.subjectId,
    channel,
    reason: outcome.error,
  });
  return post(deps.defaultChannel);
};

type MessageForm = Pick<Extract<SlackRequest, { call: 'post' }>, 'text' | 'blocks'>;

const sendMessage = async (
  { slack, log }: SendDeps,
  { message, subjectId }: Announcement,
  happened: readonly string[],
  request: (form: MessageForm) => SlackRequest,
): Promise<SlackOutcome> => {
  const outcome = await slack.send(
    request({ text: notificationText(message), blocks: renderBlocks(message, happened) }),
  );
  if (outcome.outcome !== 'invalid-blocks') return outcome;
  log.warn('blocks refused, sending plain text', { subjectId, reason: outcome.error });
  return slack.send(request({ text: plainText(message, happened), blocks: [] }));
};
