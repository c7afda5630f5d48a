import type { Message } from '../domain/message/message.ts';
import { headline, messageParts } from './message-parts.ts';
import { cutMrkdwn, mrkdwnLine } from './mrkdwn.ts';

/** Slack recommends at most 4,000 characters of text. */
const longestText = 3_500;

/** What a phone shows before anyone has opened Slack. */
export const notificationText = (message: Message): string =>
  [headline(message), mrkdwnLine(message.summary, 300)].filter(Boolean).join('\n');

/** The whole message without blocks, for when Slack refuses them. */
export const plainText = (message: Message, happened: readonly string[] = []): string =>
  cutMrkdwn(
    messageParts(message, happened)
      .map((part) => part.text)
      .join('\n\n'),
    longestText,
  );
