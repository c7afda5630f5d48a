import { secondsMs } from '../../shared/domain/time.ts';
import { createRandom } from '../kernel/random.ts';
import type { CallMode, Fault } from '../plan/disturbance.ts';
import { SdkError } from '../world/sdk-error.ts';
import type { FunctionName } from './function-name.ts';
import type { Service } from './service.ts';

/** What is going to become of one call. */
export interface Fate {
  /** How often it takes effect. */
  readonly effects: 0 | 1 | 2;
  readonly error: Error | undefined;
  /** In place of the usual time. */
  readonly answersAfterMs: number | undefined;
  readonly dies: 'before' | 'after' | undefined;
  /** For the history. */
  readonly why: string;
}

export interface Calling {
  readonly invocation: string;
  readonly function: FunctionName;
  readonly service: Service;
  /** The first is 1. */
  readonly number: number;
}

/** A fault that is in force, with its place in the plan. */
export interface ActiveFault<Kind extends Fault = Fault> {
  readonly id: number;
  readonly fault: Kind;
}

/** The first fault that hits the call; undefined where none does. */
export const fateOf = (seed: number, active: readonly ActiveFault[], calling: Calling): Fate | undefined => {
  for (const { id, fault } of active) {
    const fate = fateBy(seed, id, fault, calling);
    if (fate) return fate;
  }
  return undefined;
};

const fateBy = (seed: number, id: number, fault: Fault, calling: Calling): Fate | undefined => {
  switch (fault.kind) {
    case 'calls':
      return fault.service === calling.service && hits(seed, id, fault.share, calling)
        ? failing(fault.mode, calling.service)
        : undefined;
    case 'slack':
      return calling.service === 'slack' &&
        (fault.mode === 'lost-before' || fault.mode === 'lost-after') &&
        hits(seed, id, fault.share, calling)
        ? failing(fault.mode, calling.service)
        : undefined;
    case 'slow': {
      if (fault.service !== calling.service || !hits(seed, id, fault.share, calling)) return undefined;
      const { invocation, number } = calling;
      const most = Math.min(fault.upToMs, calling.service === 'slack' ? slackPatienceMs : awsPatienceMs);
      const answersAfterMs = createRandom(seed, 'slow', id, invocation, number).whole(500, most);
      return { ...whole, answersAfterMs, why: `slow ${answersAfterMs}` };
    }
    case 'killed':
      return fault.function === calling.function &&
        fault.call === calling.number &&
        hits(seed, id, fault.share, calling)
        ? { ...whole, dies: fault.when, why: `killed ${fault.when}` }
        : undefined;
    default:
      return undefined;
  }
};

export const hits = (
  seed: number,
  id: number,
  share: number,
  { invocation, number }: Pick<Calling, 'invocation' | 'number'>,
): boolean => share >= 1 || createRandom(seed, 'hits', id, invocation, number).chance(share);

const whole = { effects: 1, error: undefined, answersAfterMs: undefined, dies: undefined } as const;

const failing = (mode: CallMode, service: Service): Fate => {
  const error = errorOf(mode, service);
  const silent = mode === 'lost-before' || mode === 'lost-after';
  return {
    effects: mode === 'twice' ? 2 : mode === 'lost-after' || mode === 'failed-after' ? 1 : 0,
    error,
    answersAfterMs: silent ? silenceMs(service) : undefined,
    dies: undefined,
    why: mode,
  };
};

/** What takes longer than this, the client takes for lost. */
const slackPatienceMs = 4_900;
const awsPatienceMs = 7_900;

/** How long the client waits; the SDK asks again, but for restarts. */
const silenceMs = (service: Service): number => {
  if (service === 'slack') return secondsMs(5);
  return service === 'ec2-modify' ? secondsMs(8) : secondsMs(17);
};

const errorOf = (mode: CallMode, service: Service): Error | undefined => {
  switch (mode) {
    case 'throttled':
      return service.startsWith('ec2')
        ? new SdkError('RequestLimitExceeded', 503)
        : new SdkError('ThrottlingException', 400);
    case 'denied':
      return new SdkError('UnauthorizedOperation', 403);
    case 'failed':
    case 'failed-after':
      return new SdkError('InternalError', 500);
    case 'lost-before':
    case 'lost-after':
      return new SdkError('TimeoutError', undefined);
    case 'twice':
      return undefined;
  }
};
