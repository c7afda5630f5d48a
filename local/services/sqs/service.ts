import type {
  ChangeMessageVisibilityBatchRequestEntry,
  ChangeMessageVisibilityRequest,
  DeleteMessageBatchRequestEntry,
  DeleteMessageRequest,
  GetQueueUrlRequest,
  ListDeadLetterSourceQueuesRequest,
  ListQueuesRequest,
  PurgeQueueRequest,
  StartMessageMoveTaskRequest,
} from '@aws-sdk/client-sqs';
import { type CallContext, type RequiredPermission, type Service, ServiceError } from '../../contract.ts';
import { keyPermissions } from '../../iam/encryption-key.ts';
import { batch } from './batch.ts';
import type { Queue } from './queue.ts';
import { queueAttributes } from './queue-attributes.ts';
import type { Queues } from './queues.ts';
import { receiveMessage } from './receive.ts';
import { sendMessage } from './send.ts';

export interface SqsServiceOptions {
  readonly queues: Queues;
  /** Where queue URLs point to. */
  readonly endpointUrl: () => string;
}

interface OnQueue {
  readonly QueueUrl?: string | undefined;
}

/** The SQS API over the account's queues. */
export function createSqsService({ queues, endpointUrl }: SqsServiceOptions): Service {
  const named = (name: string, { region }: CallContext): Queue => {
    const queue = queues.byName(name, region);
    if (queue) return queue;
    throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
  };
  const queueOf = ({ QueueUrl = '' }: OnQueue, context: CallContext): Queue =>
    named(QueueUrl.split('/').at(-1) ?? '', context);
  const urlOf = ({ resource }: Queue, { accountId }: CallContext): string =>
    `${endpointUrl()}/${accountId}/${resource.name}`;

  return {
    name: 'sqs',
    operations: {
      SendMessage: (input, context) => sendMessage(queueOf(input, context), input, context),
      SendMessageBatch: (input, context) =>
        batch(input.Entries, (entry: object) => sendMessage(queueOf(input, context), entry, context)),
      ReceiveMessage: (input, context) => receiveMessage(queueOf(input, context), input),
      DeleteMessage: (input: DeleteMessageRequest, context) => remove(queueOf(input, context), input),
      DeleteMessageBatch: (input, context) =>
        batch(input.Entries, (entry: DeleteMessageBatchRequestEntry) =>
          remove(queueOf(input, context), entry),
        ),
      ChangeMessageVisibility: (input, context) => changeVisibility(queueOf(input, context), input),
      ChangeMessageVisibilityBatch: (input, context) =>
        batch(input.Entries, (entry: ChangeMessageVisibilityBatchRequestEntry) =>
          changeVisibility(queueOf(input, context), entry),
        ),
      GetQueueUrl: ({ QueueName = '' }: GetQueueUrlRequest, context) => ({
        QueueUrl: urlOf(named(QueueName, context), context),
      }),
      GetQueueAttributes: (input, context) => queueAttributes(queueOf(input, context), input),
      ListQueues: ({ QueueNamePrefix = '' }: ListQueuesRequest, context) => ({
        QueueUrls: queues.all
          .filter(({ resource }) => resource.region === context.region)
          .filter(({ resource }) => resource.name.startsWith(QueueNamePrefix))
          .map((queue) => urlOf(queue, context)),
      }),
      PurgeQueue: (input: PurgeQueueRequest, context) => queueOf(input, context).purge(),
      ListDeadLetterSourceQueues: (input: ListDeadLetterSourceQueuesRequest, context) => {
        const { arn } = queueOf(input, context).resource;
        const sources = queues.all.filter(({ resource }) => resource.redrive?.deadLetterArn === arn);
        return { queueUrls: sources.map((queue) => urlOf(queue, context)) };
      },
      StartMessageMoveTask: (input: StartMessageMoveTaskRequest) => moveMessages(queues, input),
    },
    permissions: (operation, input, context) => {
      if (operation === 'ListQueues') return [{ action: 'sqs:ListQueues', resources: ['*'] }];
      return queuePermissions(operation, input as OnQueue, context, queues);
    },
  };
}

/** Batches need the permission of the single operation. */
function queuePermissions(
  operation: string,
  input: OnQueue & { readonly QueueName?: string; readonly SourceArn?: string },
  { region, accountId, partition }: CallContext,
  queues: Queues,
): readonly RequiredPermission[] {
  const action = operation.replace(/Batch$/, '');
  const name = input.QueueName ?? input.QueueUrl?.split('/').at(-1) ?? '';
  const arn = input.SourceArn ?? `arn:${partition}:sqs:${region}:${accountId}:${name}`;
  const queue = queues.byArn(arn);
  const underKey = ['SendMessage', 'ReceiveMessage'].includes(action) && queue;
  return [
    { action: `sqs:${action}`, resources: [arn] },
    ...(underKey ? keyPermissions(queues.keyOf(underKey)) : []),
  ];
}

function remove(queue: Queue, { ReceiptHandle = '' }: Partial<DeleteMessageRequest>): Record<string, never> {
  queue.remove(ReceiptHandle);
  return {};
}

function changeVisibility(
  queue: Queue,
  { ReceiptHandle = '', VisibilityTimeout = 0 }: Partial<ChangeMessageVisibilityRequest>,
): Record<string, never> {
  queue.changeVisibility(ReceiptHandle, VisibilityTimeout * 1000);
  return {};
}

/** Moves everything that is visible in a dead-letter queue at once, back to where it came from or to one destination. */
function moveMessages(queues: Queues, { SourceArn = '', DestinationArn }: StartMessageMoveTaskRequest) {
  const source = queues.byArn(SourceArn);
  if (!source) {
    throw new ServiceError(
      'ResourceNotFoundException',
      "The resource that you specified for the SourceArn parameter doesn't exist.",
      404,
    );
  }
  for (const message of source.receive(Number.POSITIVE_INFINITY)) {
    const destination = queues.byArn(DestinationArn ?? message.deadLetterSourceArn ?? '');
    destination?.accept({ ...message, receiveCount: 0, firstReceivedAt: undefined }, undefined);
    if (destination && message.receiptHandle) source.remove(message.receiptHandle);
  }
  return { TaskHandle: Buffer.from(SourceArn).toString('base64') };
}
