import * as z from 'zod/mini';
import type { EpochMs } from '../domain/time.ts';
import type { SlackCredentials } from './credentials.ts';
import { type ExchangeOptions, exchange } from './exchange.ts';
import { judgeAccepted } from './judge-web-api.ts';
import { type MessageMark, markIn } from './mark.ts';
import type { SlackOutcome } from './outcome.ts';

/** Where to look for messages of ours, and when they were sent. */
export interface SlackSearch {
  /** An id or a name. */
  readonly channel: string;
  /** Absent: in the channel itself. */
  readonly threadTs?: string | undefined;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** A message of ours that the channel shows. */
export interface FoundMessage {
  readonly channel: string;
  readonly ts: string;
  readonly mark: MessageMark;
}

export type SlackFound = { readonly outcome: 'looked'; readonly messages: readonly FoundMessage[] };

type Bot = Extract<SlackCredentials, { kind: 'bot' }>;

type Failed = Exclude<SlackOutcome, { outcome: 'delivered' }>;

const nextPage = z.optional(z.object({ next_cursor: z.optional(z.string()) }));

const Messages = z.object({
  ok: z.literal(true),
  messages: z.array(z.object({ ts: z.string(), metadata: z.optional(z.unknown()) })),
  response_metadata: nextPage,
});

const Channels = z.object({
  ok: z.literal(true),
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  response_metadata: nextPage,
});

const perPage = 200;
/** A minute or two of a channel fill no more, and a workspace has not many channels with the bot in them. */
const pagesAtMost = 5;

/** Messages of ours that were sent in that time. It only reads. */
export const findMessages = async (
  options: ExchangeOptions,
  bot: Bot,
  { channel: idOrName, threadTs, from, to }: SlackSearch,
): Promise<SlackFound | Failed> => {
  const channel = idOrName.startsWith('#') ? await idOf(options, bot, idOrName.slice(1)) : idOrName;
  if (typeof channel !== 'string') return channel;
  const found: FoundMessage[] = [];
  const failed = await eachPage(
    options,
    bot,
    threadTs === undefined ? 'conversations.history' : 'conversations.replies',
    {
      channel,
      ...(threadTs !== undefined && { ts: threadTs }),
      oldest: String(from / 1_000),
      latest: String(to / 1_000),
      include_all_metadata: 'true',
    },
    Messages,
    ({ messages }) => {
      for (const { ts, metadata } of messages) {
        const mark = markIn(metadata);
        if (mark) found.push({ channel, ts, mark });
      }
      return false;
    },
  );
  return failed ?? { outcome: 'looked', messages: found };
};

/** Slack shows the history of an id alone, and looks nothing up by name. */
const idOf = async (options: ExchangeOptions, bot: Bot, name: string): Promise<string | Failed> => {
  let id: string | undefined;
  const fields = { types: 'public_channel,private_channel', exclude_archived: 'true' };
  const failed = await eachPage(options, bot, 'users.conversations', fields, Channels, ({ channels }) => {
    id = channels.find((each) => each.name === name)?.id;
    return id !== undefined;
  });
  return id ?? failed ?? { outcome: 'refused', error: 'channel_not_found' };
};

/** Reads pages until one is the last or enough; what is wrong if one cannot be read. With arguments as a form, which every method takes. */
const eachPage = async <Page extends { readonly response_metadata?: z.infer<typeof nextPage> }>(
  options: ExchangeOptions,
  { token, apiUrl }: Bot,
  method: string,
  fields: Readonly<Record<string, string>>,
  schema: z.ZodMiniType<Page>,
  isEnough: (page: Page) => boolean,
): Promise<Failed | undefined> => {
  let cursor = '';
  for (let page = 0; page < pagesAtMost; page += 1) {
    const answer = await exchange(options, {
      url: `${apiUrl}${method}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Bearer ${token}`,
      },
      body: new URLSearchParams({ ...fields, limit: String(perPage), cursor }).toString(),
    });
    if (typeof answer === 'string') return { outcome: 'unavailable', reason: answer };
    const judged = judgeAccepted(answer, schema);
    if ('outcome' in judged) return judged as Failed;
    cursor = judged.response_metadata?.next_cursor ?? '';
    if (isEnough(judged) || cursor === '') return undefined;
  }
  return undefined;
};
