import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { OpenSlack } from '../../shared/slack/slack-source.ts';
import type { Fact } from '../facts.ts';
import type { History } from '../kernel/history.ts';
import { createRandom } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { type Fate, fateOf } from './fate.ts';
import type { FunctionName } from './function-name.ts';
import type { InForce } from './in-force.ts';
import type { Caller } from './service.ts';

/** One run of a function. */
export interface Invocation {
  readonly id: string;
  readonly function: FunctionName;
  readonly call: Caller;
  /** The clock of the machine that it runs on. */
  now(): EpochMs;
  sleep(durationMs: number): Promise<void>;
  getRemainingTimeInMillis(): number;
  readonly container: Container;
}

/** What outlives an invocation that ends well, for the next one of the same function. */
export interface Container {
  /** Of the invocation that is running in it. */
  invocation: string;
  call: Caller;
  openSlack: OpenSlack | undefined;
}

export type Ended =
  | { readonly how: 'done'; readonly result: unknown }
  | { readonly how: 'failed' | 'killed' | 'timed-out' };

export type Handler = (invocation: Invocation) => (input: unknown) => Promise<unknown>;

export interface LambdaDeps {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly tell: (fact: Fact) => void;
  readonly handlers: Readonly<Record<FunctionName, Handler>>;
  readonly inForce: InForce;
}

export interface Lambda {
  /** Runs a function once. The same `id` has the same luck. */
  invoke(name: FunctionName, id: string, input: unknown, ended: (how: Ended) => void): void;
  /** Runs a function, and twice more where it fails, as for events. */
  invokeEvent(name: FunctionName, id: string, input: unknown, maxAgeMs: number): void;
  /** Runs that have neither ended nor died. */
  running(): number;
}

/** The time-outs of the constructs in `infra/`. */
const timeoutsMs: Readonly<Record<FunctionName, number>> = {
  sweep: minutesMs(5),
  'tunnel-alarm': secondsMs(30),
  'health-event': secondsMs(30),
  'vpn-change': secondsMs(30),
  'restart-tunnel': secondsMs(30),
  diagnose: secondsMs(30),
  review: minutesMs(5),
  setup: minutesMs(5),
  'slack-notifier': secondsMs(60),
};

const retryAfterMs = [minutesMs(1), minutesMs(2)] as const;

export const createLambda = (deps: LambdaDeps): Lambda => {
  const { scheduler, history, seed, tell } = deps;
  let running = 0;
  const idle = new Map<FunctionName, Container[]>();

  const invoke: Lambda['invoke'] = (name, id, input, ended) => {
    const startedAt = scheduler.now();
    const deadline = startedAt + timeoutsMs[name];
    const random = createRandom(seed, 'latency', id);
    const clockOffMs = deps.inForce.clockOffMs(name);
    let calls = 0;
    let over = false;
    let deathAwaits = false;
    running += 1;

    const end = (how: Ended): void => {
      if (over) return;
      over = true;
      running -= 1;
      if (how.how === 'done' || how.how === 'failed') idle.set(name, [...(idle.get(name) ?? []), container]);
      if (how.how !== 'done') history.add(scheduler.now(), `${id} ${how.how}`);
      tell({ kind: 'invocation', invocation: id, function: name, step: how.how });
      ended(how);
    };

    const dieAt = (time: EpochMs): void => {
      if (deathAwaits) return;
      deathAwaits = true;
      scheduler.at(time, () => end({ how: 'timed-out' }));
    };

    /** Waits, unless the function dies before. */
    const wait = (durationMs: number, then: () => void): void => {
      const at = scheduler.now() + durationMs;
      if (at > deadline) dieAt(deadline);
      scheduler.at(at, then);
    };

    const call: Caller = (service, operation, effect) =>
      new Promise((resolve, reject) => {
        if (over) return;
        calls += 1;
        const active = deps.inForce.all();
        const fate =
          active.length === 0
            ? undefined
            : fateOf(seed, active, { invocation: id, function: name, service, number: calls });
        if (fate) {
          history.add(scheduler.now(), `${id} ${operation}: ${fate.why}`);
          tell({ kind: 'fate', invocation: id, service, why: fate.why });
        }
        if (fate?.dies === 'before') return end({ how: 'killed' });
        const arrivesAfterMs = random.whole(4, 40);
        wait(arrivesAfterMs, () => {
          const heard = !over && (fate === undefined || isHeard(fate));
          const answer = answerOf(() => effect(heard), fate?.effects ?? 1, fate?.error);
          if (fate?.dies === 'after') return end({ how: 'killed' });
          const settle = (): void => {
            if (over) return;
            if ('error' in answer) reject(answer.error);
            else resolve(answer.value);
          };
          if (fate?.answersAfterMs === undefined) settle();
          else wait(fate.answersAfterMs, settle);
        });
      });

    const container: Container = idle.get(name)?.pop() ?? { invocation: id, call, openSlack: undefined };
    container.invocation = id;
    container.call = call;
    const invocation: Invocation = {
      id,
      container,
      function: name,
      call,
      now: () => scheduler.now() + clockOffMs,
      sleep: (durationMs) =>
        new Promise((resolve) => {
          wait(durationMs, () => {
            if (!over) resolve();
          });
        }),
      getRemainingTimeInMillis: () => deadline - scheduler.now(),
    };
    tell({ kind: 'invocation', invocation: id, function: name, step: 'started' });
    deps.handlers[name](invocation)(input).then(
      (result) => end({ how: 'done', result }),
      () => end({ how: 'failed' }),
    );
  };

  return {
    invoke,
    running: () => running,
    invokeEvent: (name, id, input, maxAgeMs) => {
      const sentAt = scheduler.now();
      const attempt = (number: number): void => {
        invoke(name, number === 0 ? id : `${id}+${number}`, input, ({ how }) => {
          const pauseMs = retryAfterMs[number];
          if (how === 'done' || pauseMs === undefined) return;
          if (scheduler.now() + pauseMs - sentAt > maxAgeMs) return;
          scheduler.at(scheduler.now() + pauseMs, () => attempt(number + 1));
        });
      };
      attempt(0);
    },
  };
};

/** A slow answer may come too late. */
const isHeard = ({ error, dies, effects, answersAfterMs }: Fate): boolean =>
  error === undefined && dies === undefined && effects === 1 && answersAfterMs === undefined;

type Answer<Value> = { readonly value: Value } | { readonly error: unknown };

const answerOf = <Value>(
  effect: () => Value,
  effects: 0 | 1 | 2,
  error: Error | undefined,
): Answer<Value> => {
  try {
    if (effects === 0) return { error: error ?? new Error('A call without effect needs an error.') };
    if (effects === 2) effect();
    const value = effect();
    return error ? { error } : { value };
  } catch (thrown) {
    return { error: thrown };
  }
};
