import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import { secondsMs } from '../../shared/domain/time.ts';
import type { QueueControl } from '../../shared/ports/queue.ts';
import type { Queue } from '../platform/queue.ts';
import type { Caller } from '../platform/service.ts';

export const createQueueControl = (queue: Pick<Queue, 'delay' | 'putAside'>, call: Caller): QueueControl => ({
  delay: (receiptHandle, delaySeconds) =>
    awsCall(
      'ChangeMessageVisibility',
      call('sqs', 'ChangeMessageVisibility', () => queue.delay(receiptHandle, secondsMs(delaySeconds))),
    ),
  deadLetter: (body) =>
    awsCall(
      'SendMessage',
      call('sqs', 'SendMessage', () => queue.putAside(body)),
    ),
});
