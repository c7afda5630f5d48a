import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueue, secureQueue } from './queues.ts';
import {
  type FunctionEnvironment,
  type FunctionSettings,
  ServiceFunction,
  wholeRegionMemoryMb,
} from './service-function.ts';

export interface DiagnosisProps {
  readonly settings: FunctionSettings;
  readonly environment: FunctionEnvironment;
}

/** Requests to find out why a connection is down, and the one function that reads logs. It may fail: people have been told already. */
export class Diagnosis extends Construct {
  readonly requests: Queue;
  readonly failedRequests: Queue;
  readonly diagnose: ServiceFunction;

  constructor(scope: Construct, id: string, props: DiagnosisProps) {
    super(scope, id);
    const timeout = Duration.seconds(30);
    this.failedRequests = deadLetterQueue(this, 'FailedRequests');
    this.requests = secureQueue(this, 'Requests', {
      // Lambda asks for six times the time-out: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      // The sweep asks again where a diagnosis is still wanted.
      retentionPeriod: Duration.minutes(30),
      deadLetterQueue: { queue: this.failedRequests, maxReceiveCount: 3 },
    });
    this.diagnose = new ServiceFunction(this, 'Diagnose', {
      settings: props.settings,
      folder: 'diagnose',
      description: 'finds out why a connection is down, from its logs, metrics and surroundings',
      timeout,
      // All connections of a transit gateway may be those of the region.
      memoryMb: wholeRegionMemoryMb,
      environment: props.environment,
    });
    this.diagnose.function.addEventSource(
      new SqsEventSource(this.requests, {
        batchSize: 1,
        reportBatchItemFailures: true,
        // FilterLogEvents is held to a few calls a second (CloudWatch Logs quotas).
        maxConcurrency: 4,
      }),
    );
  }
}
