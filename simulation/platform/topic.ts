import { minutesMs } from '../../shared/domain/time.ts';
import { createRandom } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { InForce } from './in-force.ts';
import type { Queue } from './queue.ts';

export interface TopicDeps {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly inForce: InForce;
  readonly queue: Queue;
}

/** The topic, with the queue to Slack as its subscriber: at least once, in no order. */
export const createTopic = ({ seed, scheduler, inForce, queue }: TopicDeps): ((message: string) => void) => {
  let published = 0;
  return (message) => {
    published += 1;
    const { sqs } = JSON.parse(message) as { readonly sqs: string };
    const random = createRandom(seed, 'topic', published);
    const after = (delayMs: number): void => scheduler.at(scheduler.now() + delayMs, () => queue.send(sqs));
    after(random.whole(10, 400));
    for (const { fault } of inForce.of('delivered-twice')) {
      if (random.chance(fault.share)) after(random.whole(10, minutesMs(5)));
    }
  };
};
