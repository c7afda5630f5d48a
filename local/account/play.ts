import type { Speed } from '../clock/pace.ts';
import { ServiceError } from '../contract.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import { defaultRegion } from '../scenario/regions.ts';
import { scheduleSteps } from '../scenario/schedule.ts';
import { stableUuid } from '../template/physical-name.ts';
import { createLocalAccount, type LocalAccount, type Workspace } from './local-account.ts';

/** As AWS's own documentation numbers an account. */
const exampleAccountId = '111122223333';

/** 2026-03-02T03:00:00Z, a Monday */
const defaultStartAt = Date.UTC(2026, 2, 2, 3);

/** Recognisable, so that a test can look for it where no secret may be. */
export const plantedBotToken = 'xoxb-0000000000-planted-bot-token';

export const plantedWebhookPath = '/services/T0PLANTED/B0PLANTED/plantedWebhookSecret';

const plantedSecrets = {
  bot: plantedBotToken,
  webhook: `https://hooks.slack.com${plantedWebhookPath}`,
} as const;

export interface PlayOptions {
  readonly assemblyDirectory: string;
  readonly speed?: Speed;
  readonly port?: number;
  /** What the Slack secret holds. @default 'bot' */
  readonly slack?: 'bot' | 'webhook' | 'missing';
}

export interface Play extends LocalAccount {
  /** When the scenario is over, in virtual time. */
  readonly endsAt: number;
}

/** Brings a scenario's estate into an account that runs the product, and its steps onto the clock. */
export const playScenario = async (scenario: Scenario, options: PlayOptions): Promise<Play> => {
  const { slack = 'bot', ...rest } = options;
  const region = scenario.region ?? defaultRegion;
  const startAt = scenario.start === undefined ? defaultStartAt : Date.parse(scenario.start);
  const account = await createLocalAccount({
    ...rest,
    accountId: scenario.accountId ?? exampleAccountId,
    region,
    startAt,
    settings: scenario.settings,
    workspace,
    secrets: slack === 'missing' ? {} : { 'tunnelkeeper/slack': plantedSecrets[slack] },
  });
  tellSavedIncidents(account);
  account.world.add(scenario.estate);
  scheduleSteps(scenario, {
    ...account,
    region,
    sendToQueue: (queue, body, groupId) => sendToQueue(account, queue, body, groupId),
    deployStacks: account.stackLife.deploy,
    removeStacks: () => {
      account.removeRules();
      account.stackLife.remove();
    },
    setAlarm: (alarmRegion, name, value, reason) => {
      const alarm = account.monitoring.alarms.find(alarmRegion, name);
      if (!alarm)
        throw new ServiceError('ResourceNotFound', `There is no alarm ${name} in ${alarmRegion}.`, 404);
      account.monitoring.alarms.enter(alarm, { value, reason });
    },
  });
  return { ...account, endsAt: startAt + scenario.durationMinutes * 60_000 };
};

/** The rows of the product that are worth a line of their own: `REGION#<region>` / `INCIDENT#<connection>`. */
const tellSavedIncidents = ({ journal }: LocalAccount): void => {
  journal.listen((entry) => {
    if (entry.what !== 'table.write') return;
    const { pk = '', sk = '' } = entry['key'] as { readonly pk?: string; readonly sk?: string };
    if (!pk.startsWith('REGION#') || !sk.startsWith('INCIDENT#')) return;
    journal.record('incident.saved', {
      region: pk.slice('REGION#'.length),
      connectionId: sk.slice('INCIDENT#'.length),
      version: entry['version'],
    });
  });
};

const workspace: Workspace = {
  channels: [
    { id: 'C0VPNALERTS', name: 'vpn-alerts' },
    { id: 'C0NETWORKS1', name: 'network-team' },
    { id: 'C0ANNOUNCE1', name: 'announcements', isRestricted: true },
    { id: 'C0NOTINVITE', name: 'not-invited', isMember: false },
  ],
  tokens: [plantedBotToken],
  webhookPaths: { [plantedWebhookPath]: 'vpn-alerts' },
};

const sendToQueue = (
  account: LocalAccount,
  queue: string,
  body: string,
  groupId: string | undefined,
): void => {
  const found = account.deployment.queues.filter(({ name }) => name.includes(queue));
  if (found.length === 0) throw new Error(`No queue has "${queue}" in its name.`);
  const inGroup = groupId === undefined ? {} : { groupId, deduplicationId: stableUuid(`${groupId} ${body}`) };
  for (const { arn } of found) account.queues.byArn(arn)?.send({ body, ...inGroup });
};
