/** What the bot has to be allowed to do, and what for. */
export const neededScopes = {
  'chat:write': 'messages',
  'files:write': 'charts',
} as const;

/** What only looking a channel up takes: nothing that the functions do needs it. */
export const lookUpScopes = { public: 'channels:read', private: 'groups:read' } as const;
