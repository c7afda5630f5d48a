import type { CallFault } from '../../contract.ts';
import type { Step } from '../format/step.ts';
import type { Handlers } from './handlers.ts';

export const troubleSteps = {
  callFault: ({ service, operation, region, when = 'before', failure, times, for: forMs }, { faults }) =>
    faults.add({ service, operation, region, when, failure: failureOf(failure) }, { times, forMs }),
  slackTrouble: (step, { faults }) => {
    const { method = '*', when = 'before', times, for: forMs } = step;
    faults.add({ service: 'slack', operation: method, when, failure: slackFailure(step) }, { times, forMs });
  },
} satisfies Partial<Handlers>;

const failureOf = (failure: NonNullable<Step['callFault']>['failure']): CallFault['failure'] => {
  if (typeof failure === 'string') return { kind: failure };
  const { code, message, statusCode = 400 } = failure;
  return { kind: 'error', code, statusCode, ...(message === undefined ? {} : { message }) };
};

const slackFailure = (step: NonNullable<Step['slackTrouble']>): CallFault['failure'] => {
  const { answer, retryAfterSeconds, error = 'internal_error' } = step;
  switch (answer) {
    case 'silence':
      return { kind: 'hang' };
    case 'rate-limited':
      return { kind: 'throttle', ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
    case 'server-error':
      return { kind: 'error', code: 'Internal Server Error', statusCode: 500 };
    case 'refusal':
      return { kind: 'error', code: error, statusCode: 200 };
  }
};
