import * as z from 'zod/mini';
import type { SlackCredentials } from '../../shared/slack/credentials.ts';
import { type ExchangeOptions, exchange } from '../../shared/slack/exchange.ts';
import { judgeAccepted } from '../../shared/slack/judge-web-api.ts';
import type { SlackOutcome } from '../../shared/slack/outcome.ts';
import type { SlackBot, SlackChannelInfo, SlackRefusal } from '../ports.ts';

type Credentials = Extract<SlackCredentials, { kind: 'bot' }>;

const Identity = z.object({ ok: z.literal(true), team: z.string(), user: z.string() });

const Channel = z.object({
  id: z.string(),
  name: z.string(),
  is_member: z.optional(z.boolean()),
  is_archived: z.optional(z.boolean()),
  is_private: z.optional(z.boolean()),
});

const ChannelAnswer = z.object({ ok: z.literal(true), channel: Channel });

const ChannelsAnswer = z.object({
  ok: z.literal(true),
  channels: z.array(Channel),
  response_metadata: z.optional(z.object({ next_cursor: z.optional(z.string()) })),
});

/** The kinds of channels, each with the scope that shows them. */
const kinds = { public_channel: 'channels:read', private_channel: 'groups:read' } as const;

const channelsPerPage = 1_000;
const pagesAtMost = 10;

/** The methods of Slack's Web API that look and change nothing. */
export const createSlackBot = (credentials: Credentials, options: ExchangeOptions): SlackBot => ({
  identify: async () => {
    const { answer, scopes } = await call(credentials, options, 'auth.test', {}, Identity);
    if ('refusal' in answer) return answer;
    return { workspace: answer.team, bot: answer.user, scopes };
  },
  channel: async (id) => {
    const { answer } = await call(credentials, options, 'conversations.info', { channel: id }, ChannelAnswer);
    return 'refusal' in answer ? answer : mapChannel(answer.channel);
  },
  ownChannels: async (scopes) => {
    const types = Object.entries(kinds).flatMap(([kind, scope]) => (scopes.includes(scope) ? [kind] : []));
    return listOwn(credentials, options, types.join(','));
  },
});

const listOwn = async (
  credentials: Credentials,
  options: ExchangeOptions,
  types: string,
): Promise<readonly SlackChannelInfo[] | SlackRefusal> => {
  const channels: SlackChannelInfo[] = [];
  let cursor = '';
  for (let page = 0; page < pagesAtMost; page += 1) {
    const fields = { types, exclude_archived: 'false', limit: String(channelsPerPage), cursor };
    const { answer } = await call(credentials, options, 'users.conversations', fields, ChannelsAnswer);
    if ('refusal' in answer) return answer;
    // All of these have the bot in them, whether Slack says so or not.
    channels.push(...answer.channels.map((channel) => ({ ...mapChannel(channel), isMember: true })));
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return channels;
};

const mapChannel = (channel: z.infer<typeof Channel>): SlackChannelInfo => ({
  id: channel.id,
  name: channel.name,
  isMember: channel.is_member ?? false,
  isArchived: channel.is_archived ?? false,
  isPrivate: channel.is_private ?? false,
});

/** With its arguments as a form: methods that only read take nothing else. */
const call = async <Answer extends object>(
  { token, apiUrl }: Credentials,
  options: ExchangeOptions,
  method: string,
  fields: Readonly<Record<string, string>>,
  schema: z.ZodMiniType<Answer>,
): Promise<{ readonly answer: Answer | SlackRefusal; readonly scopes: readonly string[] | undefined }> => {
  let scopes: string | null = null;
  const watched: typeof fetch = async (input, init) => {
    const response = await options.fetch(input, init);
    scopes = response.headers.get('x-oauth-scopes');
    return response;
  };
  const answer = await exchange(
    { ...options, fetch: watched },
    {
      url: `${apiUrl}${method}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Bearer ${token}`,
      },
      body: new URLSearchParams(fields).toString(),
    },
  );
  const judged = typeof answer === 'string' ? { refusal: answer } : judgeAccepted(answer, schema);
  return {
    answer: 'outcome' in judged ? { refusal: wordOf(judged as SlackOutcome) } : judged,
    scopes: scopesIn(scopes),
  };
};

const wordOf = (outcome: SlackOutcome): string => {
  if ('error' in outcome) return outcome.error;
  return 'reason' in outcome ? outcome.reason : outcome.outcome;
};

const scopesIn = (header: string | null): readonly string[] | undefined =>
  header === null
    ? undefined
    : header
        .split(',')
        .map((scope) => scope.trim())
        .filter((scope) => scope !== '');
