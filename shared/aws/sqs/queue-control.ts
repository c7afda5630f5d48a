import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { DeadLetterAttributeName } from '../../contracts/dead-letter.ts';
import type { QueueControl } from '../../ports/queue.ts';
import { awsCall } from '../client/aws-call-error.ts';

export interface QueueControlOptions {
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
}

export const createQueueControl = (client: SQSClient, options: QueueControlOptions): QueueControl => ({
  delay: async (receiptHandle, delaySeconds) => {
    await awsCall(
      'ChangeMessageVisibility',
      client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: options.queueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: delaySeconds,
        }),
      ),
    );
  },
  deadLetter: async (body, reason) => {
    await awsCall(
      'SendMessage',
      client.send(
        new SendMessageCommand({
          QueueUrl: options.deadLetterQueueUrl,
          MessageBody: body,
          MessageAttributes: {
            [DeadLetterAttributeName.reason]: { DataType: 'String', StringValue: reason },
          },
        }),
      ),
    );
  },
});
