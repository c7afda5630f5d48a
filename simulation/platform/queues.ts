import { daysMs, hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { QueueOptions } from './queue.ts';

/** As the constructs in `infra/` make them. */
export const queueOptions = {
  restarts: {
    name: 'restarts',
    consumer: 'restart-tunnel',
    visibilityMs: secondsMs(180),
    retentionMs: hoursMs(1),
    maxReceiveCount: 3,
    batchSize: 1,
    maxConcurrency: 10,
    fifo: true,
  },
  diagnoses: {
    name: 'diagnoses',
    consumer: 'diagnose',
    visibilityMs: secondsMs(180),
    retentionMs: minutesMs(30),
    maxReceiveCount: 3,
    batchSize: 1,
    maxConcurrency: 4,
    fifo: false,
  },
  slack: {
    name: 'slack',
    consumer: 'slack-notifier',
    visibilityMs: secondsMs(360),
    retentionMs: daysMs(14),
    maxReceiveCount: 1_000,
    batchSize: 10,
    maxConcurrency: 2,
    fifo: false,
  },
} as const satisfies Readonly<Record<string, QueueOptions>>;
