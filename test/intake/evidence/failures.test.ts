import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Evidence, UnreadReason } from '../../../shared/domain/diagnosis/evidence.ts';
import { readWithin } from '../../../shared/intake/evidence/reading.ts';
import { whileSubscribed } from '../../../shared/intake/evidence/subscription.ts';
import { unreadOf } from '../../../shared/intake/evidence/unread.ts';
import { callError } from '../../aws/refusal.ts';
import { connection, down, firstIp, options, secondIp } from '../../domain/builders.ts';
import { createFakeHealthEvents } from '../../fakes/health-events.ts';
import { createFakeLog } from '../../fakes/log.ts';
import { createFakeTimers } from '../../fakes/timers.ts';
import { arn, createScene, type Scene, withLogs } from './scene.ts';

describe('why something is unread', () => {
  it.each<[code: string, statusCode: number, why: UnreadReason]>([
    ['AccessDenied', 403, 'denied'],
    ['AccessDeniedException', 400, 'denied'],
    ['UnauthorizedOperation', 403, 'denied'],
    ['SomethingNew', 403, 'denied'],
    ['ResourceNotFoundException', 400, 'not-found'],
    ['InvalidVpnConnectionID.NotFound', 400, 'not-found'],
    ['Throttling', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['RequestThrottledException', 400, 'throttled'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['LimitExceededException', 400, 'throttled'],
    ['SubscriptionRequiredException', 400, 'not-subscribed'],
    ['TimeoutError', 0, 'timed-out'],
    ['InternalError', 500, 'failed'],
    ['InvalidParameterException', 400, 'failed'],
    ['ECONNRESET', 0, 'failed'],
  ])('%s (%d): %s', (code, statusCode, why) => {
    expect(unreadOf(callError('Read', code, statusCode))).toEqual({ why, code });
  });

  it('says nothing of an error that is not from AWS', () => {
    const error = Object.assign(new Error('psk'), { code: 'a1B2c3D4e5F6g7H8' });
    for (const thrown of [error, 'psk', undefined]) {
      expect(unreadOf(thrown)).toEqual({ why: 'failed', code: '' });
    }
  });
});

/** Everything is read of it: a transit gateway, logs, lifecycle control. */
const everything = connection({
  tunnels: [
    { ...down(firstIp), options: { ...withLogs(arn('activity')).options, lifecycleControl: true } },
    { ...down(secondIp), options },
  ],
});

type Part =
  | 'customerGateway'
  | 'logs'
  | 'traffic'
  | 'healthEvents'
  | 'attachment'
  | 'maintenance'
  | 'related';

const methods: Readonly<Record<Part, (scene: Scene, read: () => Promise<never>) => void>> = {
  customerGateway: ({ customerGateways }, read) => Object.assign(customerGateways, { find: read }),
  logs: ({ logs }, read) => Object.assign(logs, { read }),
  traffic: ({ metrics }, read) => Object.assign(metrics, { read }),
  healthEvents: ({ healthEvents }, read) => Object.assign(healthEvents, { open: read }),
  attachment: ({ attachments }, read) => Object.assign(attachments, { find: read }),
  maintenance: ({ maintenance }, read) => Object.assign(maintenance, { read }),
  related: ({ related }, read) => Object.assign(related, { find: read }),
};

const parts = Object.keys(methods) as readonly Part[];

const unreadIn = (evidence: Evidence): Readonly<Record<string, unknown>> => {
  const readings = { ...evidence, logs: evidence.logs[0]?.lines };
  return Object.fromEntries(
    parts.flatMap((part) => {
      const reading = readings[part];
      return reading && 'unread' in reading ? [[part, reading.unread]] : [];
    }),
  );
};

describe('a part that cannot be read takes nothing from the others', () => {
  it.each(parts)('%s: refused', async (part) => {
    const scene = createScene();
    methods[part](scene, () => Promise.reject(callError('Read', 'AccessDeniedException')));
    const unread = { why: 'denied', code: 'AccessDeniedException' };
    expect(unreadIn(await scene.read(everything))).toEqual({ [part]: unread });
    expect(scene.timers.pending()).toEqual([]);
  });

  it.each(parts)('%s: without an answer', async (part) => {
    const scene = createScene();
    methods[part](scene, () => new Promise(() => undefined));
    const reading = scene.read(everything);
    await setImmediate();
    expect(scene.timers.pending()).toEqual([3_000]);
    scene.timers.runAll();
    expect(unreadIn(await reading)).toEqual({ [part]: { why: 'timed-out', code: '' } });
  });

  it.each(parts)('%s: thrown at once', async (part) => {
    const scene = createScene();
    methods[part](scene, () => {
      throw new Error('a mistake of ours');
    });
    expect(unreadIn(await scene.read(everything))).toEqual({ [part]: { why: 'failed', code: '' } });
  });

  it('all of them: side by side, each with its own deadline', async () => {
    const scene = createScene();
    for (const part of parts) methods[part](scene, () => new Promise(() => undefined));
    const reading = scene.read(everything);
    await setImmediate();
    expect(scene.timers.pending()).toEqual(parts.map(() => 3_000));
    scene.timers.runAll();
    expect(Object.keys(unreadIn(await reading))).toEqual(parts);
  });
});

describe('a reading', () => {
  it('keeps to the deadline that it is given', async () => {
    const timers = createFakeTimers();
    const reading = readWithin(
      { startTimer: timers.start, deadlineMs: 250 },
      () => new Promise(() => undefined),
    );
    expect(timers.pending()).toEqual([250]);
    timers.runAll();
    expect(await reading).toEqual({ unread: { why: 'timed-out', code: '' } });
  });

  it('does not change when the answer, or a failure, comes late', async () => {
    const unhandled: unknown[] = [];
    const notice = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', notice);
    try {
      const timers = createFakeTimers();
      const late = Promise.withResolvers<string>();
      const failing = Promise.withResolvers<string>();
      const readings = [late, failing].map(({ promise }) =>
        readWithin({ startTimer: timers.start }, () => promise),
      );
      timers.runAll();
      late.resolve('too late');
      await setImmediate();
      failing.reject(new Error('too late'));
      await setImmediate();
      expect(await Promise.all(readings)).toEqual([
        { unread: { why: 'timed-out', code: '' } },
        { unread: { why: 'timed-out', code: '' } },
      ]);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', notice);
    }
  });
});

describe('AWS Health without a support plan for it', () => {
  const refusal = callError('DescribeEvents', 'SubscriptionRequiredException');

  it('is asked once, and said once', async () => {
    const fake = createFakeHealthEvents();
    const log = createFakeLog();
    const healthEvents = whileSubscribed(fake, log);
    fake.failures.next(refusal, 2);
    const both = ['eu-west-1', 'us-east-1'].map((region) => healthEvents.open(region));
    await Promise.allSettled(both);
    await expect(healthEvents.open('eu-west-1')).rejects.toBe(refusal);
    expect(fake.asked).toEqual(['eu-west-1', 'us-east-1']);
    expect(log.entries).toEqual([
      { level: 'info', message: 'AWS Health not asked any more', facts: { reason: 'not-subscribed' } },
    ]);
  });

  it('is not mistaken for another failure', async () => {
    const fake = createFakeHealthEvents();
    const log = createFakeLog();
    const healthEvents = whileSubscribed(fake, log);
    fake.failures.next(callError('DescribeEvents', 'ThrottlingException'));
    await expect(healthEvents.open('eu-west-1')).rejects.toMatchObject({ code: 'ThrottlingException' });
    expect(await healthEvents.open('eu-west-1')).toEqual([]);
    expect(log.entries).toEqual([]);
  });
});
