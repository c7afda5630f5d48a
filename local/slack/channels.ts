import type { Clock, Journal } from '../contract.ts';
import type { SharedFile } from './files.ts';
import type { MessageContent, SlackMessage } from './message.ts';
import { renderPlain } from './plain.ts';

export interface SlackChannel {
  readonly id: string;
  /** Without `#`. */
  readonly name: string;
  readonly isArchived?: boolean | undefined;
  /** Only some may post. @default false */
  readonly isRestricted?: boolean | undefined;
  readonly isPrivate?: boolean | undefined;
  /** Whether the bot has been invited. @default true */
  readonly isMember?: boolean | undefined;
}

/** Where a reply stands. */
export type SlackThread = Pick<SlackMessage, 'threadTs' | 'isBroadcast'>;

/** The channels of the workspace with everything that was posted. */
export interface Channels {
  readonly all: readonly SlackChannel[];
  /** By id, or by name with or without `#`. */
  find(idOrName: string): SlackChannel | undefined;
  post(
    channel: SlackChannel,
    content: MessageContent,
    author: SlackMessage['author'],
    thread?: SlackThread,
  ): SlackMessage;
  /** Posts a message that shows files. */
  share(channel: SlackChannel, files: readonly SharedFile[], text: string, threadTs?: string): SlackMessage;
  update(channel: SlackChannel, ts: string, content: MessageContent): SlackMessage | undefined;
  message(channel: SlackChannel, ts: string): SlackMessage | undefined;
  /** Every message of a channel, replies included, in order of posting. */
  messages(idOrName: string): readonly SlackMessage[];
}

export const createChannels = (
  channels: readonly SlackChannel[],
  { clock, journal }: { readonly clock: Clock; readonly journal: Journal },
): Channels => {
  const posted = new Map<string, SlackMessage[]>();
  let count = 0;

  const nextTs = (): string => {
    count += 1;
    return `${Math.floor(clock.now() / 1000)}.${String(count).padStart(6, '0')}`;
  };

  const find = (idOrName: string): SlackChannel | undefined =>
    channels.find(({ id, name }) => id === idOrName || name === idOrName.replace(/^#/, ''));

  const historyOf = ({ id }: SlackChannel): SlackMessage[] => {
    const history = posted.get(id) ?? [];
    posted.set(id, history);
    return history;
  };

  const record = (what: string, channel: SlackChannel, message: SlackMessage): void =>
    journal.record(what, {
      channel: channel.name,
      ts: message.ts,
      ...(message.threadTs !== undefined && {
        threadTs: message.threadTs,
        broadcast: message.isBroadcast === true,
      }),
      text: message.text,
      blocks: message.blocks ?? [],
      plain: renderPlain(message),
    });

  const recordFile = (channel: SlackChannel, { ts, threadTs }: SlackMessage, file: SharedFile): void =>
    journal.record('slack.file', {
      channel: channel.name,
      ts,
      ...(threadTs === undefined ? {} : { threadTs }),
      fileId: file.id,
      name: file.name,
      title: file.title,
      altText: file.altText,
      bytes: file.bytes.length,
    });

  return {
    all: channels,
    find,
    post: (channel, { text, blocks, metadata }, author, thread) => {
      const message: SlackMessage = { ts: nextTs(), ...thread, author, text, blocks, metadata };
      historyOf(channel).push(message);
      record('slack.message', channel, message);
      return message;
    },
    share: (channel, files, text, threadTs) => {
      const message: SlackMessage = { ts: nextTs(), threadTs, author: 'bot', text, files };
      historyOf(channel).push(message);
      for (const file of files) recordFile(channel, message, file);
      return message;
    },
    update: (channel, ts, { text, blocks }) => {
      const history = historyOf(channel);
      const index = history.findIndex((message) => message.ts === ts);
      const before = history[index];
      if (!before) return undefined;
      const message: SlackMessage = { ...before, text, blocks, editedTs: nextTs() };
      history[index] = message;
      record('slack.update', channel, message);
      return message;
    },
    message: (channel, ts) => historyOf(channel).find((message) => message.ts === ts),
    messages: (idOrName) => {
      const channel = find(idOrName);
      return channel ? historyOf(channel) : [];
    },
  };
};
