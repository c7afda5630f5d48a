import * as z from 'zod/mini';

/** A bot can edit and reply; an incoming webhook can only post, and only to its own channel. */
export type SlackCredentials = (
  | { readonly kind: 'bot'; readonly token: string; readonly apiUrl: string }
  | { readonly kind: 'webhook'; readonly url: string }
) & {
  /** What the secret holds beside them that would have done, too. */
  readonly unused?: 'webhookUrl';
};

const defaultApiUrl = 'https://slack.com/api/';

/** Whatever else stands beside these is somebody else's. Empty is as good as absent. */
const JsonSecret = z.object({
  botToken: z.optional(z.string()),
  apiUrl: z.optional(z.string()),
  webhookUrl: z.optional(z.string()),
});

/** The secret is not of a form that Slack gives out. The value is no part of the message. */
export class SlackCredentialsError extends Error {
  override readonly name = 'SlackCredentialsError';
}

/** Reads the secret: a bot token, a webhook URL, or either in JSON, where a bot goes before a webhook. */
export const parseSlackCredentials = (secret: string): SlackCredentials => {
  const text = secret.trim();
  if (text.startsWith('{')) return parseJsonSecret(text);
  return text.startsWith('https://') ? webhook(text) : bot(text, defaultApiUrl);
};

const parseJsonSecret = (text: string): SlackCredentials => {
  const value = parseJson(text);
  const { botToken, apiUrl, webhookUrl } = JsonSecret.safeParse(value).data ?? {};
  if (botToken) {
    return {
      ...bot(botToken, apiUrl || defaultApiUrl),
      ...(webhookUrl && { unused: 'webhookUrl' as const }),
    };
  }
  if (webhookUrl) return webhook(webhookUrl);
  throw new SlackCredentialsError(
    `The Slack secret is JSON, but neither {"botToken": "xoxb-…"} nor {"webhookUrl": "https://…"}: ${keysOf(value)}.`,
  );
};

/** Names tell what has been mistaken for what; one that could itself be a secret is left out. */
const keysOf = (value: object): string => {
  const keys = Object.keys(value);
  if (keys.length === 0) return 'it holds no key';
  const names = keys.map((key) => (/^(?!xox)[A-Za-z][\w.-]{0,39}$/i.test(key) ? `"${key}"` : '…'));
  return `the keys in it are ${names.join(', ')}, or their values are no text`;
};

/** `JSON.parse` quotes its input in its error, which here is a secret. */
const parseJson = (text: string): object => {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackCredentialsError('The Slack secret begins like JSON, but is not JSON.');
  }
};

const bot = (token: string, apiUrl: string): SlackCredentials => {
  if (!/^xoxb-[\w-]{1,250}$/.test(token)) {
    throw new SlackCredentialsError(
      'The Slack secret is neither a bot token (xoxb-…) nor a webhook URL (https://hooks.slack.com/services/…).',
    );
  }
  if (!isPrivate(apiUrl)) {
    throw new SlackCredentialsError('"apiUrl" in the Slack secret has to be an https:// address.');
  }
  return { kind: 'bot', token, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` };
};

const webhook = (url: string): SlackCredentials => {
  if (!isPrivate(url) || !new URL(url).pathname.startsWith('/services/')) {
    throw new SlackCredentialsError(
      'The webhook URL in the Slack secret is not of the form https://hooks.slack.com/services/….',
    );
  }
  return { kind: 'webhook', url };
};

/** Nobody on the way can read what is sent there. */
export const isPrivate = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
};
