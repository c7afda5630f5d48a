import { Aws, Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../../shared/config/config-schema.ts';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { mayDraw, mayReadSecret, maySeeAlarms, maySend } from './permissions.ts';
import { deadLetterQueue, secureQueue } from './queues.ts';
import { type FunctionSettings, ServiceFunction } from './service-function.ts';

export interface SlackDeliveryProps {
  readonly settings: FunctionSettings;
  readonly slack: Config['slack'];
  readonly topic: ITopic;
  readonly table: Table;
  readonly runbookUrl: string | undefined;
  /** Gets what SNS could not put into the queue. */
  readonly undeliveredAnnouncements: IQueue;
}

/** Everything that is published, on its way to Slack. The queue holds it for as long as Slack does not take it. */
export class SlackDelivery extends Construct {
  readonly queue: Queue;
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: SlackDeliveryProps) {
    super(scope, id);
    const timeout = Duration.seconds(60);
    this.undelivered = deadLetterQueue(this, 'Undelivered');
    this.queue = secureQueue(this, 'Announcements', {
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      retentionPeriod: Duration.days(14),
      // The most that SQS takes: what Slack does not take stays deliverable for as long as it is kept.
      deadLetterQueue: { queue: this.undelivered, maxReceiveCount: 1_000 },
    });
    props.topic.addSubscription(
      new SqsSubscription(this.queue, {
        rawMessageDelivery: true,
        deadLetterQueue: props.undeliveredAnnouncements,
      }),
    );
    const notifier = this.createNotifier(props, timeout);
    notifier.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
    notifier.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [props.table.tableArn]);
    mayDraw(notifier);
    maySeeAlarms(notifier);
    mayReadSecret(notifier, props.slack.secretName);
    maySend(notifier, this.undelivered);
  }

  private createNotifier(props: SlackDeliveryProps, timeout: Duration): ServiceFunction {
    return new ServiceFunction(this, 'SlackNotifier', {
      settings: props.settings,
      folder: 'slack-notifier',
      description: 'keeps one Slack message per incident or notice up to date',
      timeout,
      environment: {
        [EnvironmentName.tableName]: props.table.tableName,
        [EnvironmentName.slackQueueUrl]: this.queue.queueUrl,
        [EnvironmentName.slackDeadLetterQueueUrl]: this.undelivered.queueUrl,
        [EnvironmentName.slackSecretName]: props.slack.secretName,
        [EnvironmentName.slackChannel]: props.slack.channel,
        [EnvironmentName.accountId]: Aws.ACCOUNT_ID,
        ...(props.runbookUrl !== undefined && { [EnvironmentName.runbookUrl]: props.runbookUrl }),
      },
    });
  }
}
