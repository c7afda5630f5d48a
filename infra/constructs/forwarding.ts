import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import { EventBus, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { pascalCase } from './alarm-registry.ts';
import type { WatchedEvents } from './event-patterns.ts';
import { deadLetterQueue } from './queues.ts';

export interface ForwardingProps {
  readonly hubRegion: string;
  readonly events: Readonly<Record<string, WatchedEvents>>;
}

/**
 * Sends events of this region's default bus on to the hub's. EventBridge forwards an event once, so that nothing can go
 * round in circles ("Sending and receiving events between event buses", EventBridge user guide).
 */
export class Forwarding extends Construct {
  /** Gets what the hub did not take for a day. */
  readonly unforwardedEvents: Queue;

  constructor(scope: Construct, id: string, { hubRegion, events }: ForwardingProps) {
    super(scope, id);
    this.unforwardedEvents = deadLetterQueue(this, 'UnforwardedEvents');
    Validations.of(this.unforwardedEvents).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This is itself the dead-letter queue of targets of EventBridge rules, which the rule does not see.',
    });
    const target = this.createTarget(hubRegion);
    for (const [name, { description, pattern }] of Object.entries(events)) {
      new Rule(this, pascalCase(name), {
        description: `To ${hubRegion}: ${description}`,
        eventPattern: pattern,
        targets: [target],
      });
    }
  }

  private createTarget(hubRegion: string): IRuleTarget {
    const busArn = Stack.of(this).formatArn({
      service: 'events',
      region: hubRegion,
      resource: 'event-bus',
      resourceName: 'default',
    });
    const target = new EventBusTarget(EventBus.fromEventBusArn(this, 'Hub', busArn), {
      role: new Role(this, 'Role', {
        assumedBy: new ServicePrincipal('events.amazonaws.com', {
          conditions: {
            StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
            // The rules name the role, so that the role cannot name them.
            ArnLike: {
              'aws:SourceArn': Stack.of(this).formatArn({
                service: 'events',
                resource: 'rule',
                resourceName: '*',
              }),
            },
          },
        }),
        description: `Puts events on the default bus of ${hubRegion} for Tunnelkeeper`,
      }),
      deadLetterQueue: this.unforwardedEvents,
    });
    const retryPolicy = {
      maximumRetryAttempts: 185,
      maximumEventAgeInSeconds: Duration.hours(24).toSeconds(),
    };
    return { bind: (rule, id) => ({ ...target.bind(rule, id), retryPolicy }) };
  }
}
