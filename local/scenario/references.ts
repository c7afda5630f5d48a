import type { Scenario } from './format/scenario.ts';
import type { Step } from './format/step.ts';
import { sentence } from './problems.ts';

/** Whatever a scenario names that it does not have, and steps that come too late. */
export const danglingReferences = (scenario: Scenario, input: unknown): readonly string[] => [
  ...gatewaysOfConnections(scenario, input),
  ...repeatedIds(scenario, input),
  ...scenario.steps.flatMap((step, index) => problemsOfStep(scenario, input, step, index)),
];

const gatewaysOfConnections = ({ estate }: Scenario, input: unknown): readonly string[] => {
  const known = new Set(estate.customerGateways.map(({ id }) => id));
  return estate.connections.flatMap(({ customerGateway }, index) =>
    known.has(customerGateway)
      ? []
      : [
          sentence(
            input,
            ['estate', 'connections', index, 'customerGateway'],
            'the estate has no such customer gateway',
          ),
        ],
  );
};

const repeatedIds = ({ estate }: Scenario, input: unknown): readonly string[] =>
  (['customerGateways', 'connections'] as const).flatMap((list) => {
    const ids = estate[list].map(({ id }) => id);
    return ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [sentence(input, ['estate', list, index, 'id'], 'another one has the same id')],
    );
  });

const problemsOfStep = (scenario: Scenario, input: unknown, step: Step, index: number): readonly string[] => {
  const known = knownTargets(scenario);
  const unknown = targetsOf(step)
    .filter(([, target]) => !known.has(target))
    .map(([path]) =>
      sentence(input, ['steps', index, ...path], 'the scenario has no such gateway, connection or tunnel'),
    );
  const late = step.at > scenario.durationMinutes * 60_000;
  return late
    ? [
        ...unknown,
        sentence(
          input,
          ['steps', index, 'at'],
          `the scenario ends after ${scenario.durationMinutes} minutes`,
        ),
      ]
    : unknown;
};

const knownTargets = ({ estate, steps }: Scenario): ReadonlySet<string> => {
  const created = steps.flatMap(({ connectionCreated }) => connectionCreated ?? []);
  const connections = [...estate.connections, ...created];
  return new Set([
    ...estate.customerGateways.map(({ id }) => id),
    ...connections.flatMap(({ id, tunnels }) => [
      id,
      ...tunnels.map(({ outsideIp }) => `${id}/${outsideIp}`),
    ]),
  ]);
};

type Target = readonly [path: readonly string[], target: string];

/** The targets that a step names; ids in events may be of anything. */
const targetsOf = (step: Step): readonly Target[] =>
  Object.entries(step).flatMap(([verb, value]): readonly Target[] => {
    if (verb === 'says') return [];
    if (typeof value === 'string') return [[[verb], value]];
    return ['target', 'tunnel', 'resource'].flatMap((key): readonly Target[] => {
      const target: unknown = typeof value === 'object' ? Reflect.get(value, key) : undefined;
      return typeof target === 'string' ? [[[verb, key], target]] : [];
    });
  });
