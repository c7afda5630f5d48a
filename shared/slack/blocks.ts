import type { Message } from '../domain/message/message.ts';
import { type MessagePart, messageParts } from './message-parts.ts';

/** The few blocks that messages are made of. */
export type Block = SectionBlock | ContextBlock;

export interface SectionBlock {
  readonly type: 'section';
  readonly text: MrkdwnText;
}

export interface ContextBlock {
  readonly type: 'context';
  readonly elements: readonly MrkdwnText[];
}

export interface MrkdwnText {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Slack turns nothing into a link or a mention that is not marked as one. */
  readonly verbatim: true;
}

/** The message as Block Kit; `happened` are lines that have no thread to go to. Within Slack's limits for any input. */
export const renderBlocks = (message: Message, happened: readonly string[] = []): readonly Block[] =>
  messageParts(message, happened).map(blockOf);

const blockOf = (part: MessagePart): Block =>
  part.emphasis === 'small'
    ? { type: 'context', elements: [mrkdwn(part.text)] }
    : { type: 'section', text: mrkdwn(part.text) };

const mrkdwn = (text: string): MrkdwnText => ({ type: 'mrkdwn', text, verbatim: true });
