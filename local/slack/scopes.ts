import type { SlackChannel } from './channels.ts';

/** What a bot may do. */
export const slackScopes = [
  'chat:write',
  'chat:write.public',
  'files:write',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
] as const;

export type SlackScope = (typeof slackScopes)[number];

/** Those that docs/slack.md gives the bot. */
export const usualScopes: readonly SlackScope[] = [
  'chat:write',
  'files:write',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
];

/** What a method needs whatever it is asked. */
export const scopeOfMethod = (method: string): SlackScope | undefined => {
  if (method.startsWith('chat.')) return 'chat:write';
  return method.startsWith('files.') ? 'files:write' : undefined;
};

/** What is needed to see a channel. */
export const scopeToRead = ({ isPrivate = false }: Pick<SlackChannel, 'isPrivate'>): SlackScope =>
  isPrivate ? 'groups:read' : 'channels:read';

/** What is needed to read what a channel shows. */
export const scopeOfHistory = ({ isPrivate = false }: Pick<SlackChannel, 'isPrivate'>): SlackScope =>
  isPrivate ? 'groups:history' : 'channels:history';
