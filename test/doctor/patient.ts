import type { DeployedStack, SlackBot, SlackChannelInfo } from '../../doctor/ports.ts';
import { start } from '../domain/builders.ts';

export const here = 'eu-west-1';

export const channel: SlackChannelInfo = {
  id: 'C0123456789',
  name: 'vpn-alerts',
  isMember: true,
  isArchived: false,
  isPrivate: false,
};

export const allScopes = [
  'chat:write',
  'files:write',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
];

export const bot = (change: Partial<SlackBot> = {}): SlackBot => ({
  identify: async () => ({ workspace: 'acme', bot: 'tunnelkeeper', scopes: allScopes }),
  channel: async () => channel,
  ownChannels: async () => [channel],
  ...change,
});

export const stack = (change: Partial<DeployedStack> = {}): DeployedStack => ({
  status: 'UPDATE_COMPLETE',
  changedAt: start,
  outputs: { Version: '1.2.3', TableName: 'a-table' },
  ...change,
});
