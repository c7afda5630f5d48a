import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueue, secureQueue } from './queues.ts';
import { type FunctionEnvironment, type FunctionSettings, ServiceFunction } from './service-function.ts';

export interface TunnelRestartsProps {
  readonly settings: FunctionSettings;
  readonly environment: FunctionEnvironment;
}

/** Requests to restart a tunnel, in order per connection, and the one function that works on them. */
export class TunnelRestarts extends Construct {
  readonly requests: Queue;
  readonly failedRequests: Queue;
  readonly restartTunnel: ServiceFunction;

  constructor(scope: Construct, id: string, props: TunnelRestartsProps) {
    super(scope, id);
    const timeout = Duration.seconds(30);
    this.failedRequests = deadLetterQueue(this, 'FailedRequests', { fifo: true });
    this.requests = secureQueue(this, 'Requests', {
      fifo: true,
      contentBasedDeduplication: false,
      // Lambda asks for six times the time-out: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      // What is older says nothing about the tunnel any more; the sweep asks again where a restart is still wanted.
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue: this.failedRequests, maxReceiveCount: 3 },
    });
    this.restartTunnel = new ServiceFunction(this, 'RestartTunnel', {
      settings: props.settings,
      folder: 'restart-tunnel',
      description: 'restarts a tunnel where that is safe',
      timeout,
      environment: props.environment,
    });
    this.restartTunnel.function.addEventSource(
      new SqsEventSource(this.requests, { batchSize: 1, reportBatchItemFailures: true }),
    );
  }
}
