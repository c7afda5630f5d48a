import { message } from '#words/message';
import { createTunnelAlarms } from '../shared/aws/cloudwatch/tunnel-alarms.ts';
import { createTunnelHistory } from '../shared/aws/cloudwatch/tunnel-history.ts';
import { createRecords } from '../shared/aws/dynamodb/records.ts';
import { createConnections } from '../shared/aws/ec2/connections.ts';
import { createCustomerGateways } from '../shared/aws/ec2/customer-gateways.ts';
import { createHealthEvents } from '../shared/aws/health/health-events.ts';
import { createSecret } from '../shared/aws/secrets-manager/secret.ts';
import { productVersion } from '../shared/config/product-version.ts';
import type { MessageCatalogue } from '../shared/domain/message/catalogue.ts';
import type { StartTimer } from '../shared/intake/evidence/reading.ts';
import type { Connections, CustomerGateways, TunnelAlarms, TunnelHistory } from '../shared/ports/aws.ts';
import type { HealthEvents } from '../shared/ports/diagnosis.ts';
import type { Records } from '../shared/ports/records.ts';
import type { Secret } from '../shared/ports/secret.ts';
import type { Log, Now } from '../shared/ports/shell.ts';
import { createLog } from '../shared/runtime/log.ts';
import { startTimer } from '../shared/runtime/timer.ts';
import type { SlackCredentials } from '../shared/slack/credentials.ts';
import { createAccount } from './aws/account.ts';
import { createClients } from './aws/clients.ts';
import { createRegions } from './aws/regions.ts';
import { createStacks } from './aws/stacks.ts';
import { createTrails } from './aws/trails.ts';
import type { PlacedConfig } from './placed-config.ts';
import type { Account, Regions, SlackBot, Stacks, Trails } from './ports.ts';
import { createSlackBot } from './slack/slack-bot.ts';

/** Everything that the checks ask. */
export interface DoctorDeps {
  readonly account: Account;
  readonly regions: Regions;
  readonly stacks: Stacks;
  readonly trails: Trails;
  readonly connections: Connections;
  readonly customerGateways: CustomerGateways;
  readonly history: TunnelHistory;
  readonly alarms: TunnelAlarms;
  readonly healthEvents: HealthEvents;
  readonly recordsIn: (region: string, tableName: string) => Pick<Records, 'loadRegion'>;
  readonly secretIn: (region: string, secretName: string) => Secret;
  readonly slackBot: (credentials: Extract<SlackCredentials, { kind: 'bot' }>) => SlackBot;
  /** Throws a `ConfigError` with every mistake. */
  readonly readConfig: () => PlacedConfig;
  readonly words: MessageCatalogue;
  /** Of this checkout. */
  readonly version: string;
  readonly log: Log;
  readonly now: Now;
  readonly startTimer: StartTimer;
}

export interface DepsOptions {
  /** A local account, which answers for AWS and for Slack. Undefined: those themselves. */
  readonly endpointUrl: string | undefined;
  /** Where credentials are checked: a region that every account of the partition has. */
  readonly homeRegion: string;
  readonly readConfig: () => PlacedConfig;
  readonly now: Now;
}

export const createDeps = ({ endpointUrl, homeRegion, readConfig, now }: DepsOptions): DoctorDeps => {
  const clients = createClients(endpointUrl);
  // What matters to a person is a finding; log lines would only stand between them.
  const log = createLog({ level: 'silent' });
  return {
    account: createAccount(clients.sts, { region: homeRegion }),
    regions: createRegions(clients.ec2),
    stacks: createStacks(clients.cloudFormation),
    trails: createTrails(clients.cloudTrail),
    connections: createConnections(clients.ec2),
    customerGateways: createCustomerGateways(clients.ec2),
    history: createTunnelHistory(clients.cloudWatch, { now }),
    alarms: createTunnelAlarms(clients.cloudWatch, { log }),
    healthEvents: createHealthEvents(clients.health),
    recordsIn: (region, tableName) => createRecords(clients.dynamoDb(region), { tableName, log, now }),
    secretIn: (region, secretName) => createSecret(clients.secretsManager(region), { secretName }),
    slackBot: (credentials) =>
      createSlackBot(credentials, { fetch: endpointUrl === undefined ? fetch : fetchAt(endpointUrl) }),
    readConfig,
    words: message,
    version: productVersion,
    log,
    now,
    startTimer,
  };
};

/** Whatever is asked of Slack is asked of the local account, so that no token leaves this machine by mistake. */
const fetchAt =
  (endpointUrl: string): typeof fetch =>
  (input, init) => {
    const { pathname, search } = new URL(String(input));
    return fetch(`${endpointUrl}${pathname}${search}`, init);
  };
