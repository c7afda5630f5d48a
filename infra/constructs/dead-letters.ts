import { Validations } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueue } from './queues.ts';

/** The dead-letter queues that several sources share. */
export class DeadLetters extends Construct {
  /** Events and schedules that EventBridge could not hand to a function. */
  readonly undeliveredEvents: Queue;
  /** Events that a function failed on, retries included. */
  readonly failedEvents: Queue;
  /** Announcements that SNS could not hand to a subscriber. */
  readonly undeliveredAnnouncements: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.undeliveredEvents = this.lastResort('UndeliveredEvents', 'targets of EventBridge rules');
    this.failedEvents = this.lastResort('FailedEvents', 'asynchronous invocations of functions');
    this.undeliveredAnnouncements = this.lastResort('UndeliveredAnnouncements', 'subscriptions of a topic');
  }

  private lastResort(id: string, sources: string): Queue {
    const queue = deadLetterQueue(this, id);
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: `This is itself the dead-letter queue of ${sources}, which the rule does not see.`,
    });
    return queue;
  }
}
