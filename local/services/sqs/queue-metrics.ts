import type { Clock } from '../../contract.ts';
import type { MetricSink } from '../../kernel/metric-sink.ts';
import type { Queues } from './queues.ts';

const everyMs = 60_000;

/** Publishes the metrics of every queue once a minute. */
export function publishQueueMetrics(queues: Queues, clock: Clock, metrics: MetricSink): void {
  const sentBefore = new Map<string, number>();
  const publish = (): void => {
    const at = clock.now();
    for (const queue of queues.all) {
      const { name, region } = queue.resource;
      const { visible, inFlight, delayed, oldestAgeMs, sent } = queue.counts();
      const key = `${region}/${name}`;
      const put = (metricName: string, value: number, unit = 'Count'): void =>
        metrics.put({
          region,
          namespace: 'AWS/SQS',
          metricName,
          dimensions: { QueueName: name },
          value,
          unit,
          at,
        });
      put('ApproximateNumberOfMessagesVisible', visible);
      put('ApproximateNumberOfMessagesNotVisible', inFlight);
      put('ApproximateNumberOfMessagesDelayed', delayed);
      put('NumberOfMessagesSent', sent - (sentBefore.get(key) ?? 0));
      sentBefore.set(key, sent);
      put('ApproximateAgeOfOldestMessage', Math.floor(oldestAgeMs / 1000), 'Seconds');
    }
    clock.after(everyMs, 'queue metrics', publish);
  };
  clock.after(everyMs, 'queue metrics', publish);
}
