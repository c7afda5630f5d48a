import { expect, it } from 'vitest';
import { loadScenario, parseScenario } from '../../../local/scenario/load.ts';
import { watchedRegions } from '../../../local/scenario/regions.ts';

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

const connection = (region?: string) => ({
  id: 'vpn-0f2a3b4c5d6e7f801',
  customerGateway: 'cgw-0a11ce0000000001',
  tunnels: [{ outsideIp: '203.0.113.17' }, { outsideIp: '203.0.113.42' }],
  ...(region && { region }),
});

const gateway = { id: 'cgw-0a11ce0000000001' };

it.each([
  ['nothing', {}, ['us-east-1']],
  ['its own region', { region: 'eu-west-1' }, ['eu-west-1']],
  [
    'a connection elsewhere',
    { estate: { customerGateways: [gateway], connections: [connection('eu-west-1')] } },
    ['us-east-1', 'eu-west-1'],
  ],
  [
    'a connection that comes later',
    { steps: [{ at: '1m', connectionCreated: connection('us-west-2') }] },
    ['us-east-1', 'us-west-2'],
  ],
  [
    'the regions that it asks for',
    {
      regions: ['us-west-2'],
      estate: { customerGateways: [gateway], connections: [connection('eu-west-1')] },
    },
    ['us-west-2'],
  ],
])('a scenario with %s', (_, settings, expected) => {
  expect(watchedRegions(scenario(settings))).toEqual(expected);
});

it('the shipped scenario of three regions', () => {
  expect(watchedRegions(loadScenario('three-regions'))).toEqual(['us-east-1', 'eu-central-1', 'us-west-2']);
});
