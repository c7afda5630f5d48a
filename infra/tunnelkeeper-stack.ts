import { Aws, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { Config } from '../shared/config/config-schema.ts';
import { policyOf } from '../shared/config/policy-of.ts';
import { productVersion } from '../shared/config/product-version.ts';
import type { WatchedRegions } from '../shared/config/watched-regions.ts';
import { EnvironmentName } from '../shared/contracts/environment.ts';
import { StackOutput } from '../shared/contracts/stack.ts';
import { pascalCase } from './constructs/alarm-registry.ts';
import { AnnouncementTopic } from './constructs/announcement-topic.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { Diagnosis } from './constructs/diagnosis.ts';
import { IncidentTable } from './constructs/incident-table.ts';
import { Intake } from './constructs/intake.ts';
import {
  mayAnnounce,
  mayDeleteTunnelAlarms,
  mayDiagnose,
  mayFindRegions,
  mayKeepTunnelAlarms,
  mayLook,
  mayReadSecret,
  mayReadTunnelLogs,
  mayRemember,
  mayRestartTunnels,
  maySeeMaintenance,
  maySend,
} from './constructs/permissions.ts';
import { Review } from './constructs/review.ts';
import { SelfAlarms } from './constructs/self-alarms.ts';
import {
  type FunctionEnvironment,
  type FunctionSettings,
  ServiceFunction,
} from './constructs/service-function.ts';
import { Setup } from './constructs/setup.ts';
import { SlackDelivery } from './constructs/slack-delivery.ts';
import { TunnelRestarts } from './constructs/tunnel-restarts.ts';
import { spokeRegions } from './spoke-regions.ts';

export interface TunnelkeeperStackProps extends StackProps {
  readonly config: Config;
  readonly regions: WatchedRegions;
  /** The folder with one folder of bundled code per function. */
  readonly functionsDirectory: string;
}

/** Tunnelkeeper in one account. */
export class TunnelkeeperStack extends Stack {
  private readonly config: Config;
  private readonly regions: WatchedRegions;
  private readonly settings: FunctionSettings;
  private readonly incidents: IncidentTable;
  private readonly deadLetters: DeadLetters;
  private readonly announcements: AnnouncementTopic;
  private readonly restarts: TunnelRestarts;
  private readonly diagnosis: Diagnosis;
  private readonly slack: SlackDelivery;
  private readonly intake: Intake;

  constructor(
    scope: Construct,
    id: string,
    { config, regions, functionsDirectory, ...props }: TunnelkeeperStackProps,
  ) {
    super(scope, id, props);
    this.config = config;
    this.regions = regions;
    this.settings = { functionsDirectory, logRetention: config.logRetentionDays };
    this.incidents = new IncidentTable(this, 'Incidents');
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.announcements = new AnnouncementTopic(this, 'Announcements', {
      addresses: config.email,
      deadLetterQueue: this.deadLetters.undeliveredAnnouncements,
    });
    this.slack = this.deliverToSlack();
    this.restarts = this.restartTunnels();
    this.diagnosis = this.findCauses();
    this.intake = this.takeIn();
    this.reviewSetUp();
    this.setUp();
    this.watchOurselves();
    new CfnOutput(this, StackOutput.topicArn, { value: this.announcements.topic.topicArn });
    new CfnOutput(this, StackOutput.tableName, { value: this.incidents.table.tableName });
    new CfnOutput(this, StackOutput.version, { value: productVersion });
  }

  private deliverToSlack(): SlackDelivery {
    return new SlackDelivery(this, 'Slack', {
      settings: this.settings,
      slack: this.config.slack,
      topic: this.announcements.topic,
      table: this.incidents.table,
      runbookUrl: this.config.runbookUrl,
      undeliveredAnnouncements: this.deadLetters.undeliveredAnnouncements,
    });
  }

  private restartTunnels(): TunnelRestarts {
    const restarts = new TunnelRestarts(this, 'Restarts', {
      settings: this.settings,
      environment: this.decidingEnvironment(),
    });
    mayLook(restarts.restartTunnel);
    mayReadTunnelLogs(restarts.restartTunnel, this.reachableRegions());
    mayRemember(restarts.restartTunnel, this.incidents.table);
    mayAnnounce(restarts.restartTunnel, this.announcements);
    // Where no tunnel may be restarted, not even a flaw of ours could do it.
    if (this.config.restart.mode !== 'off') {
      mayRestartTunnels(restarts.restartTunnel, this.reachableRegions());
    }
    return restarts;
  }

  private findCauses(): Diagnosis {
    const diagnosis = new Diagnosis(this, 'Diagnosis', {
      settings: this.settings,
      environment: this.decidingEnvironment(),
    });
    mayLook(diagnosis.diagnose);
    mayDiagnose(diagnosis.diagnose, this.reachableRegions());
    mayRemember(diagnosis.diagnose, this.incidents.table);
    mayAnnounce(diagnosis.diagnose, this.announcements);
    return diagnosis;
  }

  private reviewSetUp(): void {
    const { review } = new Review(this, 'Reviews', {
      settings: this.settings,
      environment: { ...this.decidingEnvironment(), ...this.watchedRegions(), ...this.onlyWay() },
      watchTraffic: this.config.oneWayTraffic === 'on',
      undeliveredEvents: this.deadLetters.undeliveredEvents,
      failedEvents: this.deadLetters.failedEvents,
    });
    mayLook(review);
    maySeeMaintenance(review);
    mayRemember(review, this.incidents.table);
    mayAnnounce(review, this.announcements);
  }

  /** Events and schedules come after the first look, and end before alarms are removed: nothing makes them again. */
  private setUp(): void {
    const { slack } = this.config;
    const setup = new Setup(this, 'Deployment', {
      settings: this.settings,
      environment: {
        ...this.takingInEnvironment(),
        ...this.onlyWay(),
        [EnvironmentName.slackSecretName]: slack.secretName,
        [EnvironmentName.slackChannel]: slack.channel,
      },
      failedEvents: this.deadLetters.failedEvents,
      regions: this.regions.named,
      configuration: JSON.stringify({ ...this.config, regions: this.regions }),
    });
    this.mayTakeIn(setup.setup);
    mayKeepTunnelAlarms(setup.setup, this.regions.named);
    mayDeleteTunnelAlarms(setup.setup, ['*']);
    mayReadSecret(setup.setup, slack.secretName);
    const { sweep, healthEvent, tunnelAlarm, vpnChange } = this.intake;
    // With the old configuration they would go on telling of a region that is left.
    setup.needs(sweep, healthEvent, tunnelAlarm, vpnChange);
    setup.needs(this.announcements, this.slack, this.restarts, this.diagnosis);
    const rules = this.node.findAll().filter((construct) => construct instanceof Rule);
    for (const rule of rules) rule.node.addDependency(setup.resource);
    new CfnOutput(this, StackOutput.setupWarnings, { value: setup.warnings });
  }

  private takeIn(): Intake {
    const intake = new Intake(this, 'Intake', {
      settings: this.settings,
      environment: this.takingInEnvironment(),
      restartRole: this.restarts.restartTunnel.role,
      spokes: spokeRegions(this.config, this.regions),
      networkManager: this.config.networkManager === 'on',
      heartbeatUrl: this.config.heartbeatUrl,
      undeliveredEvents: this.deadLetters.undeliveredEvents,
      failedEvents: this.deadLetters.failedEvents,
    });
    const { healthEvent, tunnelAlarm, vpnChange, sweep } = intake;
    for (const fn of [healthEvent, tunnelAlarm, vpnChange, sweep]) this.mayTakeIn(fn);
    mayDeleteTunnelAlarms(tunnelAlarm, this.regions.named);
    mayKeepTunnelAlarms(sweep, this.regions.named);
    return intake;
  }

  /** Looks at connections, and does what follows from it. */
  private mayTakeIn(fn: ServiceFunction): void {
    mayLook(fn);
    if (this.regions.others) mayFindRegions(fn);
    mayRemember(fn, this.incidents.table);
    mayAnnounce(fn, this.announcements);
    maySend(fn, this.restarts.requests);
    maySend(fn, this.diagnosis.requests);
  }

  /** What every function that decides about incidents or restarts has to know. */
  private decidingEnvironment(): FunctionEnvironment {
    const { runbookUrl } = this.config;
    return {
      [EnvironmentName.tableName]: this.incidents.table.tableName,
      [EnvironmentName.topicArn]: this.announcements.topic.topicArn,
      [EnvironmentName.policy]: JSON.stringify(policyOf(this.config)),
      [EnvironmentName.accountId]: Aws.ACCOUNT_ID,
      ...(runbookUrl !== undefined && { [EnvironmentName.runbookUrl]: runbookUrl }),
    };
  }

  private takingInEnvironment(): FunctionEnvironment {
    return {
      ...this.decidingEnvironment(),
      [EnvironmentName.restartQueueUrl]: this.restarts.requests.queueUrl,
      [EnvironmentName.diagnosisQueueUrl]: this.diagnosis.requests.queueUrl,
      ...this.watchedRegions(),
    };
  }

  private onlyWay(): FunctionEnvironment {
    return this.config.email.length === 0 ? { [EnvironmentName.slackOnly]: 'true' } : {};
  }

  private watchedRegions(): FunctionEnvironment {
    return {
      [EnvironmentName.regions]: JSON.stringify(this.regions.named),
      ...(this.regions.others && { [EnvironmentName.otherRegions]: 'watched' }),
    };
  }

  /** As IAM names them: which regions an account enables tomorrow is not known today. */
  private reachableRegions(): readonly string[] {
    return this.regions.others ? ['*'] : this.regions.named;
  }

  private watchOurselves(): void {
    const deadLetterQueues = {
      undeliveredEvents: this.deadLetters.undeliveredEvents,
      failedEvents: this.deadLetters.failedEvents,
      failedRestarts: this.restarts.failedRequests,
      failedDiagnoses: this.diagnosis.failedRequests,
      undeliveredAnnouncements: this.deadLetters.undeliveredAnnouncements,
      undeliveredSlackMessages: this.slack.undelivered,
    };
    const functions = this.node.findAll().filter((construct) => construct instanceof ServiceFunction);
    new SelfAlarms(this, 'SelfAlarms', {
      deadLetterQueues,
      waitingQueues: {
        waitingSlackMessages: { queue: this.slack.queue, longest: Duration.minutes(15) },
        waitingRestarts: { queue: this.restarts.requests, longest: Duration.minutes(10) },
        waitingDiagnoses: { queue: this.diagnosis.requests, longest: Duration.minutes(10) },
      },
      functions,
      hasSpokes: spokeRegions(this.config, this.regions).length > 0,
      actions: this.announcements.alarmActions,
      endActions: this.announcements.alarmEndActions,
      text: this.config,
    });
    new Dashboard(this, 'Overview', {
      regions: this.regions.named,
      functions,
      table: this.incidents.table,
    });
    for (const [name, queue] of Object.entries(deadLetterQueues)) {
      new CfnOutput(this, `${pascalCase(name)}QueueUrl`, { value: queue.queueUrl });
    }
  }
}
