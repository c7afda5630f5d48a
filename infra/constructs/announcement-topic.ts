import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { selfAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import { MessageAttributeName, mailKinds } from '../../shared/contracts/message-attributes.ts';

export interface AnnouncementTopicProps {
  readonly addresses: readonly string[];
  readonly deadLetterQueue: IQueue;
}

/** Where everything that people should know is published: announcements of incidents and notices, alarms about ourselves. */
export class AnnouncementTopic extends Construct {
  readonly topic: Topic;
  /** What an alarm about ourselves does. */
  readonly alarmActions: readonly IAlarmAction[];
  /** What it does when it is over. */
  readonly alarmEndActions: readonly IAlarmAction[];
  readonly key: Key;

  constructor(scope: Construct, id: string, props: AnnouncementTopicProps) {
    super(scope, id);
    this.key = this.createKey();
    this.topic = this.createTopic('Topic', 'Tunnelkeeper');
    const mailTopics = props.addresses.length === 0 ? [] : [this.mailAlarms(props)];
    this.alarmActions = [this.topic, ...mailTopics].map((topic) => new SnsAction(topic));
    this.alarmEndActions = [new SnsAction(this.topic)];
    for (const address of props.addresses) {
      this.topic.addSubscription(
        new EmailSubscription(address, {
          deadLetterQueue: props.deadLetterQueue,
          filterPolicy: {
            [MessageAttributeName.kind]: SubscriptionFilter.stringFilter({
              allowlist: [...mailKinds],
              matchPrefixes: ['notice.'],
            }),
            // The message about the storm stands for all that are gathered in it.
            [MessageAttributeName.gatheredIn]: new SubscriptionFilter([{ exists: false }]),
          },
        }),
      );
    }
  }

  /**
   * A topic for the same addresses without a filter. CloudWatch publishes alarms without message attributes, and a
   * filter policy on attributes lets no such message through, not even one that asks for their absence:
   * https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
   */
  private mailAlarms({ addresses, deadLetterQueue }: AnnouncementTopicProps): Topic {
    const topic = this.createTopic('AlarmMailTopic', 'Tunnelkeeper itself');
    for (const address of addresses) {
      topic.addSubscription(new EmailSubscription(address, { deadLetterQueue }));
    }
    return topic;
  }

  private createTopic(id: string, displayName: string): Topic {
    const topic = new Topic(this, id, { displayName, masterKey: this.key, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsMayPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: `${selfAlarmPrefix}*`,
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    return topic;
  }

  /** SNS's own key admits no other service, so that alarms could not publish under it. */
  private createKey(): Key {
    const key = new Key(this, 'Key', {
      description: 'Encrypts what Tunnelkeeper publishes',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsMayEncrypt',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return key;
  }
}
