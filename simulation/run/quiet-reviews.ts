import { type EpochMs, minutesMs } from '../../shared/domain/time.ts';
import type { Fact } from '../facts.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Fault } from '../plan/disturbance.ts';
import type { InForce } from '../platform/in-force.ts';
import type { Service } from '../platform/service.ts';

/**
 * Knows when a review of the traffic would see what one before it saw, which had nothing to do: nothing has changed for longer
 * than a review looks back.
 */
export interface QuietReviews {
  learn(fact: Fact): void;
  wouldDoNothing(): boolean;
}

const looksBackMs = minutesMs(188);

export const createQuietReviews = (scheduler: Scheduler, inForce: InForce): QuietReviews => {
  const start = scheduler.now();
  let changedAt: EpochMs = Number.NEGATIVE_INFINITY;
  let running: string | undefined;
  let settled = false;
  const isDisturbed = (): boolean => inForce.all().some(({ fault }) => disturbsReviews(fault));
  return {
    learn: (fact) => {
      const now = scheduler.now();
      if (changes.has(fact.kind)) {
        if (now > start) changedAt = now;
        settled = false;
        running = undefined;
      } else if (fact.kind === 'text' ? fact.where !== 'log' : fact.kind === 'fate') {
        running = undefined;
      } else if (fact.kind === 'invocation' && isTrafficReviewId(fact.invocation)) {
        if (fact.step === 'started') running = isDisturbed() ? undefined : fact.invocation;
        else settled ||= fact.step === 'done' && running === fact.invocation && now - changedAt > looksBackMs;
      }
    },
    wouldDoNothing: () => settled && !isDisturbed(),
  };
};

export const isTrafficReviewId = (id: string): boolean => id.startsWith('traffic:');

const changes: ReadonlySet<Fact['kind']> = new Set(['view', 'traffic', 'tunnel']);

const servicesOfReviews: ReadonlySet<Service> = new Set(['ec2', 'dynamodb', 'cloudwatch']);

const disturbsReviews = (fault: Fault): boolean => {
  if (fault.kind === 'odd-answers' || fault.kind === 'region-refuses') return true;
  if (fault.kind === 'killed') return fault.function === 'review';
  return (fault.kind === 'calls' || fault.kind === 'slow') && servicesOfReviews.has(fault.service);
};
