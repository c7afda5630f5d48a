import type { RestartCallOutcome, TunnelRestart, TunnelRestarter } from '../../shared/ports/aws.ts';

export interface FakeTunnelRestarter extends TunnelRestarter {
  readonly requests: TunnelRestart[];
  /** What the next calls answer, in order; `accepted` when there is none left. */
  readonly outcomes: RestartCallOutcome[];
}

export const createFakeTunnelRestarter = (): FakeTunnelRestarter => {
  const fake: FakeTunnelRestarter = {
    requests: [],
    outcomes: [],
    restart: async (request) => {
      fake.requests.push(request);
      return fake.outcomes.shift() ?? { call: 'accepted' };
    },
  };
  return fake;
};
