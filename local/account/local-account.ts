import type { Speed } from '../clock/pace.ts';
import type { Clock, EpochMs } from '../contract.ts';
import { type Account, type AccountExtensions, type AccountParts, createAccount } from '../kernel/account.ts';
import { serveOnLoopback } from '../kernel/serve.ts';
import { createEventRoute, type EventRoute } from '../scenario/event-trouble.ts';
import { type AddableFaults, createFaults } from '../scenario/faults.ts';
import type { ScenarioSettings } from '../scenario/format/settings.ts';
import { type CustomResources, createCustomResources } from '../services/cloudformation/custom-resources.ts';
import { createCloudFormationService } from '../services/cloudformation/service.ts';
import { createStackLife, type StackLife } from '../services/cloudformation/stack-life.ts';
import { createCloudTrailService } from '../services/cloudtrail/service.ts';
import { createTrail, type Trail } from '../services/cloudtrail/trail.ts';
import { createDynamoDbService, type DynamoDb } from '../services/dynamodb/service.ts';
import { createEc2Service } from '../services/ec2/service.ts';
import { createHealthService } from '../services/health/service.ts';
import { createLogStore, type LogStore } from '../services/logs/log-store.ts';
import { createLogsService } from '../services/logs/service.ts';
import { createMonitoring, type Monitoring } from '../services/monitoring/service.ts';
import { followWithNetworkManager } from '../services/networkmanager/follow.ts';
import { createSecretsService } from '../services/secretsmanager/service.ts';
import { createStsService } from '../services/sts/service.ts';
import type { SlackChannel } from '../slack/channels.ts';
import { createSlackServer, type SlackServer } from '../slack/server.ts';
import { loadDeployment } from '../template/load-deployment.ts';
import { createWorld, type World } from '../world/world.ts';
import { declaredAlarms, declaredTables } from './declared.ts';

/** A Slack workspace: its channels, and what opens it. */
export interface Workspace {
  readonly channels: readonly SlackChannel[];
  readonly tokens: readonly string[];
  readonly webhookPaths: Readonly<Record<string, string>>;
}

export interface LocalAccountOptions {
  /** The folder of the synthesized app. */
  readonly assemblyDirectory: string;
  readonly accountId: string;
  /** Region of what names none. */
  readonly region: string;
  readonly startAt: EpochMs;
  readonly speed?: Speed;
  readonly settings?: ScenarioSettings | undefined;
  /** @default 0, any free port */
  readonly port?: number;
  readonly workspace: Workspace;
  /** By name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** What is modelled beside the kernel. */
interface Modelled {
  readonly world: World;
  readonly slack: SlackServer;
  readonly monitoring: Monitoring;
  readonly logs: LogStore;
  readonly dynamoDb: DynamoDb;
  readonly faults: AddableFaults;
  /** The way of AWS's own events to the bus. */
  readonly events: EventRoute;
  readonly trail: Trail;
  readonly customResources: CustomResources;
  readonly stackLife: StackLife;
}

export interface LocalAccount extends Account, Modelled {}

/** The product as its template wires it, on a modelled AWS and a modelled Slack. Time stands still until the clock runs. */
export const createLocalAccount = async (options: LocalAccountOptions): Promise<LocalAccount> => {
  const { assemblyDirectory, accountId, region, startAt, speed = 'max', port = 0 } = options;
  const deployment = await loadDeployment({ directory: assemblyDirectory, accountId, region });
  const modelled: { now?: Modelled; endpointUrl?: string } = {};
  const account = await createAccount({
    deployment,
    startAt,
    speed,
    extend: async (parts) => {
      modelled.now = await model(parts, options, () => modelled.endpointUrl ?? '');
      return extensionsOf(modelled.now, parts, options);
    },
    serve: (services, parts) => {
      const { faults, slack, customResources } = built(modelled);
      const others = [slack.answer, customResources.answer];
      return serveOnLoopback({ faults, port, others })(services, parts);
    },
  });
  modelled.endpointUrl = account.endpointUrl;
  const { monitoring, world, events } = built(modelled);
  const form = options.settings?.networkManager ?? 'off';
  account.journal.listen(
    followWithNetworkManager({ ...account, ...account.deployment, world, putEvent: events.put, form }),
  );
  monitoring.start();
  world.start();
  return { ...account, ...built(modelled) };
};

const built = ({ now }: { readonly now?: Modelled }): Modelled => {
  if (now) return now;
  throw new Error('The account serves before its world has been made.');
};

const model = async (
  parts: AccountParts,
  options: LocalAccountOptions,
  endpointUrl: () => string,
): Promise<Modelled> => {
  const { deployment, clock, journal } = parts;
  const { accountId, partition } = deployment;
  const faults = createFaults(clock);
  const events = createEventRoute(parts);
  const common = { clock, journal, putEvent: events.put, accountId, partition };
  const monitoring = createMonitoring({
    ...common,
    throttleAlarmCalls: options.settings?.throttleAlarmCalls,
    notify: notifyTopics(parts),
  });
  for (const { region, input } of declaredAlarms(deployment)) monitoring.addAlarm(region, input);
  const logs = createLogStore(clock.now);
  const world = createWorld({
    ...common,
    region: options.region,
    openSeries: monitoring.store.open,
    tunnelLogs: logs,
    ...(options.settings && { settings: options.settings.world }),
  });
  const dynamoDb = await createDynamoDbService({ tables: declaredTables(deployment), journal });
  const slack = createSlackServer({
    ...parts,
    ...options.workspace,
    faults,
    burst: options.settings?.slackBurst,
    scopes: options.settings?.slackScopes,
  });
  const trail = createTrail({ ...common, settings: options.settings?.trail });
  const customResources = createCustomResources({ ...parts, faults, endpointUrl });
  const stackLife = createStackLife(deployment.customResources, customResources, journal);
  return { world, slack, monitoring, logs, dynamoDb, faults, events, trail, customResources, stackLife };
};

const slackOrigins = ['https://slack.com', 'https://hooks.slack.com', 'https://files.slack.com'];

const extensionsOf = async (
  { world, slack, monitoring, logs, dynamoDb, trail, stackLife }: Modelled,
  { deployment, clock, journal }: AccountParts,
  { secrets, region, startAt, settings }: LocalAccountOptions,
): Promise<AccountExtensions> => {
  forgetHourly(clock, dynamoDb);
  const slackUrl = await slack.listen(0);
  return {
    services: [
      createEc2Service({ world, clock, journal, homeRegion: region, trail }),
      monitoring.service,
      createLogsService(logs),
      createHealthService({ world, clock, supportPlan: settings?.supportPlan }),
      dynamoDb.service,
      createSecretsService({ secrets, createdAt: startAt }),
      createStsService(),
      createCloudFormationService({ stacks: deployment.stacks, createdAt: startAt, life: stackLife }),
      createCloudTrailService({ homeRegion: region, trail: settings?.trail.trail }),
    ],
    metrics: monitoring.store,
    rewriteOrigins: Object.fromEntries(slackOrigins.map((origin) => [origin, slackUrl])),
    close: async () => {
      await Promise.all([slack.close(), dynamoDb.close()]);
    },
  };
};

/** An alarm's action on a topic, as the service principal of CloudWatch. */
const notifyTopics =
  ({ topics, deployment }: AccountParts) =>
  (topicArn: string, { subject, message }: { readonly subject: string; readonly message: string }): void => {
    const { accountId } = deployment;
    topics.publishAsService(
      topicArn,
      { service: 'cloudwatch.amazonaws.com', sourceArn: alarmArnIn(message), accountId },
      { subject, message },
    );
  };

const alarmArnIn = (message: string): string => String(JSON.parse(message).AlarmArn);

const forgetHourly = (clock: Clock, dynamoDb: DynamoDb): void => {
  const everyMs = 3_600_000;
  clock.after(everyMs, 'expired rows', async () => {
    await dynamoDb.expire(clock.now());
    forgetHourly(clock, dynamoDb);
  });
};
