import { expect, it } from 'vitest';
import { loadScenario, parseScenario } from '../../../local/scenario/load.ts';
import { synthesisFor } from '../../../local/scenario/synthesis-for.ts';

const scenario = (settings: object) =>
  parseScenario(
    {
      name: 'of a test',
      description: '',
      about: '',
      durationMinutes: 5,
      estate: { customerGateways: [], connections: [] },
      steps: [],
      ...settings,
    },
    'of a test',
  );

it.each([
  ['nothing', {}, { regions: undefined, hub: 'us-east-1' }],
  ['its own region', { region: 'eu-west-1' }, { regions: undefined, hub: 'eu-west-1' }],
  ['the regions that it asks for', { regions: ['us-west-2'] }, { regions: ['us-west-2'] }],
])('a scenario with %s', (_, settings, expected) => {
  expect(synthesisFor(scenario(settings))).toMatchObject(expected);
});

it('the shipped scenario of three regions names them', () => {
  expect(synthesisFor(loadScenario('three-regions')).regions).toEqual([
    'us-east-1',
    'eu-central-1',
    'us-west-2',
  ]);
});
