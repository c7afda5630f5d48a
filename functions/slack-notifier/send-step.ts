import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';
import type { SlackDelivery } from '../../shared/ports/records.ts';
import type { Log } from '../../shared/ports/shell.ts';
import { renderBlocks } from '../../shared/slack/blocks.ts';
import type { SlackClient, SlackRequest } from '../../shared/slack/client.ts';
import type { SlackOutcome } from '../../shared/slack/outcome.ts';
import { notificationText, plainText } from '../../shared/slack/plain.ts';
import { happenedLine } from '../../shared/slack/thread.ts';
import { channelOfStep } from './fallback.ts';
import type { DeliveryStep } from './plan-delivery.ts';
import { markOf } from './uncertain.ts';

export interface SendDeps {
  readonly slack: SlackClient;
  readonly defaultChannel: string;
  readonly words: MessageCatalogue;
  readonly log: Log;
}

/** Sends one step of a plan; if Slack refuses the form of the message, once more as plain text. */
export const sendStep = async (
  deps: SendDeps,
  announcement: Announcement,
  delivery: SlackDelivery,
  step: DeliveryStep,
): Promise<SlackOutcome> => {
  const channel = channelOfStep(announcement, delivery, step, deps.defaultChannel);
  if (step.step === 'post') {
    const threadTs = step.thread && { threadTs: step.thread.threadTs };
    const happened = happenedIn(deps, step.happened, delivery);
    return sendMessage(deps, announcement, happened, (form) => ({
      call: 'post',
      channel,
      ...threadTs,
      ...form,
      mark: markOf(announcement, delivery, step),
    }));
  }
  const { ts } = delivery;
  if (ts === undefined) throw new Error(`A step "${step.step}" needs a message that has been posted.`);
  if (step.step === 'reply') {
    const { text, broadcast } = step;
    const mark = markOf(announcement, delivery, step);
    return deps.slack.send({ call: 'reply', channel, threadTs: ts, text, broadcast, mark });
  }
  const happened = happenedIn(deps, step.happened, delivery);
  return sendMessage(deps, announcement, happened, (form) => ({ call: 'update', channel, ts, ...form }));
};

/** What has happened, and why it stands here where it was not meant to. */
const happenedIn = (
  { words }: SendDeps,
  happened: Extract<DeliveryStep, { step: 'post' }>['happened'],
  { refused }: SlackDelivery,
): readonly string[] => [
  ...happened.map(happenedLine),
  ...(refused ? [words.own.postedHere(refused.channel, refused.error)] : []),
];

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
