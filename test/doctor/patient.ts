import type { DoctorDeps } from '../../doctor/deps.ts';
import type { DeployedStack, SlackBot, SlackChannelInfo } from '../../doctor/ports.ts';
import { parseConfig } from '../../shared/config/parse-config.ts';
import { message } from '../../shared/words/english/message.ts';
import { connection, gateway, start } from '../domain/builders.ts';
import { createFakeConnections, createFakeCustomerGateways } from '../fakes/connections.ts';
import { createFakeHealthEvents } from '../fakes/health-events.ts';
import { createFakeLog } from '../fakes/log.ts';
import { createFakeRecords } from '../fakes/records.ts';
import { createFakeSecret } from '../fakes/secret.ts';
import { createFakeTimers } from '../fakes/timers.ts';
import { createFakeTunnelAlarms } from '../fakes/tunnel-alarms.ts';
import { createFakeTunnelHistory } from '../fakes/tunnel-history.ts';

export const here = 'eu-west-1';

export const channel: SlackChannelInfo = {
  id: 'C0123456789',
  name: 'vpn-alerts',
  isMember: true,
  isArchived: false,
  isPrivate: false,
};

export const allScopes = ['chat:write', 'files:write', 'channels:read', 'groups:read'];

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

/** Everything that the doctor asks, answering that all is well. */
export const createPatient = (change: Partial<DoctorDeps> = {}) => {
  const now = () => start;
  const connections = createFakeConnections([connection({ region: here })]);
  const records = createFakeRecords(now);
  const timers = createFakeTimers();
  const deps = {
    account: {
      whoAmI: async () => ({ accountId: '111122223333', caller: 'arn:aws:iam::111122223333:user/me' }),
    },
    regions: { list: async () => new Map([[here, 'on' as const]]) },
    stacks: { find: async () => stack() },
    trails: { list: async () => [] },
    connections,
    customerGateways: createFakeCustomerGateways([gateway]),
    history: createFakeTunnelHistory(),
    alarms: createFakeTunnelAlarms(),
    healthEvents: createFakeHealthEvents(),
    recordsIn: () => records,
    secretIn: () => createFakeSecret('xoxb-1-planted'),
    slackBot: () => bot(),
    readConfig: () =>
      parseConfig(`{ "slack": { "channel": "#vpn-alerts" }, "regions": ["${here}"] }`, 'tunnelkeeper.json'),
    words: message,
    version: '1.2.3',
    log: createFakeLog(),
    now,
    startTimer: timers.start,
    ...change,
  } satisfies DoctorDeps;
  return { deps, connections, records, timers };
};
