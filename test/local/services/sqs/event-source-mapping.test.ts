import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { InvocationOutcome } from '../../../../local/lambda/invocation.ts';
import { startEventSourceMapping } from '../../../../local/services/sqs/event-source-mapping.ts';
import type {
  EventSourceMappingResource,
  FunctionResource,
  QueueResource,
} from '../../../../local/template/deployment.ts';
import { accountId, queueArn, queueResource, region, startAt, startQueues } from '../resource-fixtures.ts';

const failure: InvocationOutcome = { ok: false, error: { errorType: 'E', errorMessage: 'm', trace: [] } };
const success = (payload: unknown = null): InvocationOutcome => ({ ok: true, payload });

function start(
  answer: (event: SQSEvent, call: number) => InvocationOutcome,
  mapping: Partial<EventSourceMappingResource> = {},
  resource: Partial<QueueResource> = {},
  allowed = true,
) {
  const name = resource.fifo ? 'q.fifo' : 'q';
  const started = startQueues([queueResource(name, resource), queueResource('dlq')]);
  const { clock, journal } = started;
  const batches: { at: number; bodies: string[] }[] = [];
  const events: SQSEvent[] = [];
  startEventSourceMapping(
    {
      stackName: 'Test',
      logicalId: 'Mapping',
      region,
      eventSourceArn: queueArn(name),
      functionName: 'f',
      enabled: true,
      batchSize: 10,
      batchingWindowMs: 0,
      reportBatchItemFailures: true,
      maximumConcurrency: undefined,
      filters: [],
      ...mapping,
    },
    started.queue(name),
    { name: 'f', arn: 'arn:f', roleArn: 'arn:role', region } as FunctionResource,
    {
      clock,
      journal,
      authorize: () => (allowed ? { allowed: true } : { allowed: false, why: 'no statement' }),
      partition: 'aws',
      accountId,
      invoke: async (_name, event) => {
        events.push(event as SQSEvent);
        batches.push({
          at: clock.now() - startAt,
          bodies: (event as SQSEvent).Records.map(({ body }) => body),
        });
        return answer(event as SQSEvent, batches.length);
      },
    },
  );
  return { ...started, source: started.queue(name), batches, events };
}

describe('an event source mapping', () => {
  it('hands over a batch as Lambda does and deletes it', async () => {
    const { source, clock, events } = start(() => success());
    source.send({ body: 'a', attributes: { kind: { DataType: 'String', StringValue: 'x' } } });
    await clock.run({ until: startAt });
    expect(events).toEqual([
      {
        Records: [
          {
            messageId: expect.any(String),
            receiptHandle: expect.any(String),
            body: 'a',
            attributes: {
              ApproximateReceiveCount: '1',
              SentTimestamp: String(startAt),
              SenderId: expect.any(String),
              ApproximateFirstReceiveTimestamp: String(startAt),
            },
            messageAttributes: {
              kind: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
            },
            md5OfBody: '0cc175b9c0f1b6a831c399e269772661',
            eventSource: 'aws:sqs',
            eventSourceARN: queueArn('q'),
            awsRegion: region,
          },
        ],
      },
    ]);
    expect(source.messages()).toEqual([]);
  });

  it('shows a failed batch again after the visibility time-out, up to the dead-letter queue', async () => {
    const redrive = { deadLetterArn: queueArn('dlq'), maxReceiveCount: 3 };
    const { source, clock, batches, queue } = start(() => failure, {}, { redrive });
    source.send({ body: 'a' });
    await clock.run({ until: startAt + 600_000 });
    expect(batches.map(({ at }) => at)).toEqual([0, 30_000, 60_000]);
    expect(queue('dlq').messages()).toHaveLength(1);
  });

  it('keeps only the records that the function reports as failed', async () => {
    const { source, clock, batches } = start(({ Records }, call) =>
      success({
        batchItemFailures:
          call === 1
            ? Records.filter(({ body }) => body === 'b').map(({ messageId }) => ({
                itemIdentifier: messageId,
              }))
            : [],
      }),
    );
    for (const body of ['a', 'b', 'c']) source.send({ body });
    await clock.run({ until: startAt + 60_000 });
    expect(batches).toEqual([
      { at: 0, bodies: ['a', 'b', 'c'] },
      { at: 30_000, bodies: ['b'] },
    ]);
  });

  it.each<[string, unknown, boolean, number]>([
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'nobody' }] }, true, 2],
    ['no id', { batchItemFailures: [{}] }, true, 2],
    ['no list', { batchItemFailures: 'all' }, true, 2],
    ['an empty list', { batchItemFailures: [] }, true, 1],
    ['nothing', null, true, 1],
    ['a failure where reports are not asked for', { batchItemFailures: [{ itemIdentifier: 'x' }] }, false, 1],
  ])('takes a report of %s as AWS does', async (_name, payload, reportBatchItemFailures, invocations) => {
    const { source, clock, batches } = start(() => success(payload), { reportBatchItemFailures });
    source.send({ body: 'a' });
    await clock.run({ until: startAt + 31_000 });
    expect(batches).toHaveLength(invocations);
  });

  it('fills batches up to their size, and waits for more within the window', async () => {
    const { source, clock, batches } = start(() => success(), { batchSize: 2, batchingWindowMs: 20_000 });
    source.send({ body: 'a' });
    clock.after(5_000, 'second', () => void source.send({ body: 'b' }));
    clock.after(6_000, 'third', () => void source.send({ body: 'c' }));
    await clock.run({ until: startAt + 60_000 });
    expect(batches).toEqual([
      { at: 5_000, bodies: ['a', 'b'] },
      { at: 26_000, bodies: ['c'] },
    ]);
  });

  it('drops what its filters do not let through', async () => {
    const filters = [{ body: { kind: ['outage'] } }];
    const { source, clock, batches } = start(() => success(), { filters });
    for (const body of ['{"kind":"other"}', 'no json', '{"kind":"outage"}']) source.send({ body });
    await clock.run({ until: startAt + 60_000 });
    expect(batches.flatMap(({ bodies }) => bodies)).toEqual(['{"kind":"outage"}']);
    expect(source.messages()).toEqual([]);
  });

  it('keeps the order within a group of a FIFO queue while it retries', async () => {
    const { source, clock, batches } = start(
      (_event, call) => (call === 1 ? failure : success()),
      { batchSize: 1 },
      { fifo: true },
    );
    for (const body of ['a1', 'a2']) source.send({ body, groupId: 'a', deduplicationId: body });
    source.send({ body: 'b1', groupId: 'b', deduplicationId: 'b1' });
    await clock.run({ until: startAt + 60_000 });
    expect(batches.map(({ bodies }) => bodies[0])).toEqual(['a1', 'b1', 'a1', 'a2']);
  });

  it('does not poll without the permission to, and says so', async () => {
    const { source, clock, batches, journal } = start(() => success(), {}, {}, false);
    source.send({ body: 'a' });
    await clock.run({ until: startAt + 60_000 });
    expect(batches).toEqual([]);
    expect(journal.of('access.denied')).toMatchObject([
      { principal: 'arn:role', action: 'sqs:ReceiveMessage', resource: queueArn('q'), why: 'no statement' },
    ]);
  });
});
