/** What the bot has to be allowed to do, and what for. */
export const neededScopes = {
  'chat:write': 'messages',
  'files:write': 'charts',
} as const;

/** What looking for a message takes whose sending was not answered: without, it is sent again and may be there twice. */
export const historyScopes = { public: 'channels:history', private: 'groups:history' } as const;

/** What only looking a channel up takes: the functions use it only for a channel that is configured by its name. */
export const lookUpScopes = { public: 'channels:read', private: 'groups:read' } as const;
