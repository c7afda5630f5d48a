import { describe, expect, it } from 'vitest';
import type { Queue } from '../../../../local/services/sqs/queue.ts';
import { queueArn, queueResource, startAt, startQueues } from '../resource-fixtures.ts';

const bodies = (queue: Queue, maximum = 10): string[] => queue.receive(maximum).map(({ body }) => body);
const handleOf = (queue: Queue): string => queue.receive(1)[0]?.receiptHandle ?? '';

describe('a standard queue', () => {
  it('hides a message for the visibility time-out and then shows it again', async () => {
    const { clock, queue } = startQueues([queueResource('q')]);
    queue('q').send({ body: 'a' });
    expect(bodies(queue('q'))).toEqual(['a']);
    await clock.run({ until: startAt + 29_999 });
    expect(bodies(queue('q'))).toEqual([]);
    await clock.run({ until: startAt + 30_000 });
    expect(queue('q').receive(1)[0]).toMatchObject({ body: 'a', receiveCount: 2, firstReceivedAt: startAt });
  });

  it('changes the visibility of a message that is in flight, and of no other', async () => {
    const { clock, queue } = startQueues([queueResource('q')]);
    queue('q').send({ body: 'a' });
    const handle = handleOf(queue('q'));
    queue('q').changeVisibility(handle, 600_000);
    await clock.run({ until: startAt + 599_000 });
    expect(queue('q').nextVisibleAt()).toBe(startAt + 600_000);
    queue('q').changeVisibility(handle, 0);
    expect(() => queue('q').changeVisibility(handle, 1_000)).toThrow('not in flight');
    expect(bodies(queue('q'))).toEqual(['a']);
  });

  it('delays a message by its own delay or the queue', async () => {
    const { clock, queue } = startQueues([queueResource('q', { delayMs: 60_000 })]);
    queue('q').send({ body: 'by queue' });
    queue('q').send({ body: 'by message', delayMs: 5_000 });
    expect(queue('q').counts()).toEqual({ visible: 0, inFlight: 0, delayed: 2, oldestAgeMs: 0, sent: 2 });
    await clock.run({ until: startAt + 5_000 });
    expect(bodies(queue('q'))).toEqual(['by message']);
    await clock.run({ until: startAt + 60_000 });
    expect(bodies(queue('q'))).toContain('by queue');
  });

  it('deletes by the handle of the last receipt; an older one does nothing, a made-up one is refused', async () => {
    const { clock, queue } = startQueues([queueResource('q')]);
    queue('q').send({ body: 'a' });
    const [older] = queue('q').receive(1);
    await clock.run({ until: startAt + 30_000 });
    const newer = handleOf(queue('q'));
    queue('q').remove(older?.receiptHandle ?? '');
    expect(queue('q').messages()).toHaveLength(1);
    queue('q').remove(newer);
    queue('q').remove(newer);
    expect(queue('q').messages()).toHaveLength(0);
    expect(() => queue('q').remove('made up')).toThrow('receipt handle is invalid');
  });

  it('forgets a message after the retention period', async () => {
    const { clock, queue } = startQueues([queueResource('q', { retentionMs: 60_000 })]);
    queue('q').send({ body: 'a' });
    await clock.run({ until: startAt + 59_999 });
    expect(queue('q').counts()).toMatchObject({ visible: 1, oldestAgeMs: 59_999 });
    await clock.run({ until: startAt + 60_000 });
    expect(queue('q').counts().visible).toBe(0);
  });

  it('gives a message up to the dead-letter queue instead of a receipt too many', async () => {
    const redrive = { deadLetterArn: queueArn('dlq'), maxReceiveCount: 2 };
    const { clock, queue, journal } = startQueues([queueResource('q', { redrive }), queueResource('dlq')]);
    const { id } = queue('q').send({ body: 'a' });
    for (const receipt of [1, 2]) {
      expect(bodies(queue('q'))).toEqual(['a']);
      await clock.run({ until: startAt + receipt * 30_000 });
    }
    expect(bodies(queue('q'))).toEqual([]);
    expect(queue('q').messages()).toEqual([]);
    expect(queue('dlq').receive(1)).toMatchObject([{ id, body: 'a', deadLetterSourceArn: queueArn('q') }]);
    expect(journal.of('sqs.dead-letter')).toMatchObject([{ queueName: 'q', body: 'a' }]);
  });
});

describe('a FIFO queue', () => {
  const send = (queue: Queue, groupId: string, body: string, deduplicationId = body) =>
    queue.send({ body, groupId, deduplicationId });

  it('hands out a group in order, and nothing more of it while some is in flight', async () => {
    const { clock, queue } = startQueues([queueResource('q.fifo')]);
    for (const body of ['a1', 'a2', 'a3']) send(queue('q.fifo'), 'a', body);
    send(queue('q.fifo'), 'b', 'b1');
    expect(bodies(queue('q.fifo'), 2)).toEqual(['a1', 'a2']);
    expect(bodies(queue('q.fifo'))).toEqual(['b1']);
    expect(queue('q.fifo').nextVisibleAt()).toBe(startAt + 30_000);
    await clock.run({ until: startAt + 30_000 });
    expect(bodies(queue('q.fifo'))).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('goes on with a group once what was in flight is deleted', () => {
    const { queue } = startQueues([queueResource('q.fifo')]);
    send(queue('q.fifo'), 'a', 'a1');
    send(queue('q.fifo'), 'a', 'a2');
    queue('q.fifo').remove(handleOf(queue('q.fifo')));
    expect(bodies(queue('q.fifo'))).toEqual(['a2']);
  });

  it('never says that something is visible of which a receive returns nothing', async () => {
    const { clock, queue } = startQueues([queueResource('q.fifo')]);
    for (const body of ['a1', 'a2', 'a3']) send(queue('q.fifo'), 'a', body);
    const [first] = queue('q.fifo').receive(2);
    queue('q.fifo').changeVisibility(first?.receiptHandle ?? '', 1_000);
    await clock.run({ until: startAt + 1_000 });
    expect(bodies(queue('q.fifo'))).toEqual([]);
    expect(queue('q.fifo').nextVisibleAt()).toBe(startAt + 30_000);
  });

  it('takes the same deduplication id once in five minutes, whatever becomes of the message', async () => {
    const { clock, queue } = startQueues([queueResource('q.fifo')]);
    const { id } = send(queue('q.fifo'), 'a', 'one', 'same');
    queue('q.fifo').remove(handleOf(queue('q.fifo')));
    await clock.run({ until: startAt + 299_999 });
    expect(send(queue('q.fifo'), 'a', 'two', 'same').id).toBe(id);
    expect(queue('q.fifo').messages()).toEqual([]);
    await clock.run({ until: startAt + 300_000 });
    expect(send(queue('q.fifo'), 'a', 'three', 'same').id).not.toBe(id);
  });

  it('deduplicates by content where the queue says so, and else wants an id', () => {
    const { queue } = startQueues([
      queueResource('content.fifo', { contentBasedDeduplication: true }),
      queueResource('q.fifo'),
    ]);
    for (const body of ['x', 'x', 'y']) queue('content.fifo').send({ body, groupId: 'g' });
    expect(bodies(queue('content.fifo'))).toEqual(['x', 'y']);
    expect(() => queue('q.fifo').send({ body: 'x', groupId: 'g' })).toThrow('MessageDeduplicationId');
    expect(() => queue('q.fifo').send({ body: 'x', deduplicationId: 'd' })).toThrow('MessageGroupId');
  });
});
