import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sqsClient } from '../../../shared/aws/sqs/client.ts';
import { createQueueControl } from '../../../shared/aws/sqs/queue-control.ts';
import { startAws } from '../aws-double.ts';

/** The SDK compares the digest with that of what it has sent. */
const sent = ({ MessageBody }: { readonly MessageBody: string }): object => ({
  MessageId: 'm-1',
  MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
});

const start = async () => {
  const aws = await startAws({
    sqs: { ChangeMessageVisibility: () => ({}), SendMessage: sent },
  });
  const queue = createQueueControl(sqsClient('eu-west-1'), {
    queueUrl: `${aws.url}/123456789012/slack`,
    deadLetterQueueUrl: `${aws.url}/123456789012/slack-dead`,
  });
  return { aws, queue };
};

describe('the queue', () => {
  it('hides a message for a while', async () => {
    const { aws, queue } = await start();
    await queue.delay('handle-1', 30);
    expect(aws.calls).toEqual([
      {
        operation: 'ChangeMessageVisibility',
        region: 'eu-west-1',
        input: {
          QueueUrl: `${aws.url}/123456789012/slack`,
          ReceiptHandle: 'handle-1',
          VisibilityTimeout: 30,
        },
      },
    ]);
  });

  it('puts a message aside with the reason', async () => {
    const { aws, queue } = await start();
    await queue.deadLetter('{"a": 1}', 'not_in_channel');
    expect(aws.calls[0]).toMatchObject({
      operation: 'SendMessage',
      input: {
        QueueUrl: `${aws.url}/123456789012/slack-dead`,
        MessageBody: '{"a": 1}',
        MessageAttributes: { reason: { DataType: 'String', StringValue: 'not_in_channel' } },
      },
    });
  });

  it('throws what names the call, and nothing of the message', async () => {
    const { aws, queue } = await start();
    aws.fail({
      service: 'sqs',
      operation: 'SendMessage',
      when: 'before',
      failure: { kind: 'error', code: 'AccessDenied', statusCode: 403 },
    });
    await expect(queue.deadLetter('secret text', 'x')).rejects.toThrow(
      'SendMessage failed: AccessDenied (HTTP 403)',
    );
  });
});
