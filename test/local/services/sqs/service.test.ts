import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../../local/contract.ts';
import { createSqsService } from '../../../../local/services/sqs/service.ts';
import { operator, queueArn, queueResource, startQueues } from '../resource-fixtures.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const QueueUrl = 'http://127.0.0.1:1/111122223333/q';

function start() {
  const redrive = { deadLetterArn: queueArn('dlq'), maxReceiveCount: 1 };
  const started = startQueues([queueResource('q', { redrive }), queueResource('dlq')]);
  const service = createSqsService({ queues: started.queues, endpointUrl: () => 'http://127.0.0.1:1' });
  const call = async (operation: string, input: object = {}) =>
    (service.operations[operation] as Operation)({ QueueUrl, ...input }, operator);
  return { ...started, service, call };
}

describe('the SQS service', () => {
  it('answers a send and a receive with the digests that clients check', async () => {
    const { call } = start();
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'outage' } };
    const sent = await call('SendMessage', { MessageBody: 'hello', MessageAttributes });
    expect(sent).toMatchObject({ MD5OfMessageBody: md5('hello') });
    expect(sent.MD5OfMessageAttributes).toBe(md5('\0\0\0\x04kind\0\0\0\x06String\x01\0\0\0\x06outage'));
    const wanted = {
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    };
    expect(await call('ReceiveMessage', wanted)).toMatchObject({
      Messages: [
        {
          Body: 'hello',
          MD5OfBody: md5('hello'),
          MessageAttributes,
          Attributes: { ApproximateReceiveCount: '1' },
        },
      ],
    });
    expect(await call('ReceiveMessage')).toEqual({});
  });

  it('reports each entry of a batch by itself', async () => {
    const { call } = start();
    const Entries = [
      { Id: '1', MessageBody: 'a' },
      { Id: '2', MessageBody: 'b\u0000' },
    ];
    expect(await call('SendMessageBatch', { Entries })).toMatchObject({
      Successful: [{ Id: '1' }],
      Failed: [{ Id: '2', Code: 'InvalidMessageContents', SenderFault: true }],
    });
  });

  it.each<[string, string, object, string]>([
    [
      'a queue that is not there',
      'SendMessage',
      { QueueUrl: `${QueueUrl}x`, MessageBody: 'a' },
      'QueueDoesNotExist',
    ],
    ['a name that is not there', 'GetQueueUrl', { QueueName: 'none' }, 'QueueDoesNotExist'],
    ['an empty body', 'SendMessage', { MessageBody: '' }, 'MissingParameter'],
    ['a body too long', 'SendMessage', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'],
    ['a long delay', 'SendMessage', { MessageBody: 'x', DelaySeconds: 901 }, 'InvalidParameterValue'],
    ['a made-up handle', 'DeleteMessage', { ReceiptHandle: 'x' }, 'ReceiptHandleIsInvalid'],
    ['an empty batch', 'DeleteMessageBatch', { Entries: [] }, 'EmptyBatchRequest'],
    ['ids twice', 'SendMessageBatch', { Entries: [{ Id: '1' }, { Id: '1' }] }, 'BatchEntryIdsNotDistinct'],
  ])('refuses %s', async (_name, operation, input, code) => {
    await expect(start().call(operation, input)).rejects.toMatchObject({ code });
  });

  it('lists queues with URLs of its own host and tells their attributes', async () => {
    const { call } = start();
    expect(await call('ListQueues')).toEqual({
      QueueUrls: [QueueUrl, 'http://127.0.0.1:1/111122223333/dlq'],
    });
    expect(await call('GetQueueUrl', { QueueName: 'q' })).toEqual({ QueueUrl });
    expect(await call('GetQueueAttributes', { AttributeNames: ['All'] })).toMatchObject({
      Attributes: { QueueArn: queueArn('q'), VisibilityTimeout: '30', ApproximateNumberOfMessages: '0' },
    });
    const dead = { QueueUrl: 'http://127.0.0.1:1/111122223333/dlq' };
    expect(await call('ListDeadLetterSourceQueues', dead)).toEqual({ queueUrls: [QueueUrl] });
  });

  it('moves what lies in a dead-letter queue back to where it came from', async () => {
    const { call, queue, clock } = start();
    await call('SendMessage', { MessageBody: 'a' });
    await call('ReceiveMessage', { VisibilityTimeout: 0 });
    await call('ReceiveMessage');
    expect(queue('dlq').messages()).toHaveLength(1);
    await call('StartMessageMoveTask', { SourceArn: queueArn('dlq') });
    expect(queue('dlq').messages()).toEqual([]);
    expect(queue('q').messages()).toMatchObject([{ body: 'a', receiveCount: 0, visibleAt: clock.now() }]);
  });

  it('asks for the permission of the single operation, on the queue', () => {
    const { service } = start();
    expect(service.permissions('SendMessageBatch', { QueueUrl }, operator)).toEqual([
      { action: 'sqs:SendMessage', resources: [queueArn('q')] },
    ]);
    expect(service.permissions('ListQueues', {}, operator)).toEqual([
      { action: 'sqs:ListQueues', resources: ['*'] },
    ]);
  });
});
