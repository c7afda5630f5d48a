import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A queue that is encrypted at rest and reached over TLS only. */
export const secureQueue = (scope: Construct, id: string, props: QueueProps): Queue =>
  new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.DESTROY,
    ...props,
  });

/** Where ends up what could not be delivered. It is kept as long as SQS keeps anything. */
export const deadLetterQueue = (scope: Construct, id: string, props: QueueProps = {}): Queue =>
  secureQueue(scope, id, { retentionPeriod: Duration.days(14), ...props });
