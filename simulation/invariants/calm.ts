import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Disturbance, Fault } from '../plan/disturbance.ts';
import type { FunctionName } from '../platform/function-name.ts';
import type { Service } from '../platform/service.ts';

/**
 * `telling`: from what AWS shows to the topic. `reach`: the same, but for regions that refuse. `slack`: from there into the channel.
 * `traffic`: from metrics to the topic.
 */
export type Way = 'telling' | 'reach' | 'slack' | 'traffic';

/** When nothing has stood in the way. Knows the plan, so that a bound need not be wider than what was done to the run. */
export interface Calm {
  /** Since when the way has been free, the after-effects of disturbances included; undefined while it is not. */
  since(way: Way, at: EpochMs): EpochMs | undefined;
  /** When the last fault ends, its after-effects not included. */
  readonly lastFaultAt: EpochMs;
}

export const createCalm = (plan: readonly Disturbance[], start: EpochMs): Calm => {
  const spans: Readonly<Record<Way, readonly Span[]>> = {
    reach: plan.flatMap((each) => spanOf('reach', each, start)),
    telling: plan.flatMap((each) => spanOf('telling', each, start)),
    slack: plan.flatMap((each) => spanOf('slack', each, start)),
    traffic: plan.flatMap((each) => spanOf('traffic', each, start)),
  };
  return {
    lastFaultAt: Math.max(start, ...plan.flatMap((each) => ('toMs' in each ? [start + each.toMs] : []))),
    since: (way, at) => {
      let since = start;
      for (const { from, to } of spans[way]) {
        if (from <= at && at < to) return undefined;
        if (to <= at && to > since) since = to;
      }
      return since;
    },
  };
};

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const spanOf = (way: Way, disturbance: Disturbance, start: EpochMs): readonly Span[] => {
  if (!('fromMs' in disturbance)) return [];
  if (!stands(way, disturbance)) return [];
  const { fromMs, toMs } = disturbance;
  return [{ from: start + fromMs, to: start + toMs + afterEffectMs(way, disturbance) }];
};

const stands = (way: Way, fault: Fault): boolean =>
  (standsBeforeTopic(fault) && !(way === 'reach' && fault.kind === 'region-refuses')) ||
  (way === 'slack' && standsBeforeSlack(fault)) ||
  (way === 'traffic' && (fault.kind === 'telemetry-late' || isKilled(fault, 'review')));

const isKilled = (fault: Fault, name: FunctionName): boolean =>
  fault.kind === 'killed' && fault.function === name;

const standsBeforeTopic = (fault: Fault): boolean => {
  switch (fault.kind) {
    case 'calls':
    case 'slow':
      return beforeTopic.has(fault.service);
    case 'killed':
      return fault.function === 'sweep';
    case 'schedule':
    case 'odd-answers':
    case 'region-refuses':
      return true;
    default:
      return false;
  }
};

/** Without its metric a tunnel that nobody knows counts as used. */
const beforeTopic: ReadonlySet<Service> = new Set(['ec2', 'dynamodb', 'sns', 'cloudwatch']);

const standsBeforeSlack = (fault: Fault): boolean => {
  switch (fault.kind) {
    case 'calls':
    case 'slow':
      return fault.service === 'slack' || fault.service === 'secretsmanager' || fault.service === 'sqs';
    case 'killed':
      return fault.function === 'slack-notifier';
    case 'slack':
      // What one channel refuses, the configured one gets at once.
      return fault.channel === undefined;
    default:
      return false;
  }
};

/** A message that has been turned away waits up to half an hour, and one whose reader died six minutes. */
const slackAfterEffectMs = minutesMs(34);

const afterEffectMs = (way: Way, fault: Fault): number => {
  if (way === 'slack') return slackAfterEffectMs;
  if (fault.kind === 'region-refuses') return minutesMs(12);
  return fault.kind === 'slow' ? minutesMs(5) + secondsMs(10) : minutesMs(1);
};
