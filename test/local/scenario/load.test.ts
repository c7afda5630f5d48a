import { describe, expect, it } from 'vitest';
import { loadScenario, parseScenario, shippedScenarios } from '../../../local/scenario/load.ts';
import { ScenarioError } from '../../../local/scenario/problems.ts';

const connection = {
  id: 'vpn-0f2a3b4c5d6e7f801',
  customerGateway: 'cgw-0a11ce0000000001',
  tunnels: [{ outsideIp: '203.0.113.17' }, { outsideIp: '2001:db8::17' }],
};
const perfect = {
  name: 'test',
  description: 'A test',
  about: 'Nothing',
  durationMinutes: 10,
  estate: { customerGateways: [{ id: 'cgw-0a11ce0000000001' }], connections: [connection] },
  steps: [{ at: '1m30s', gatewayGoesSilent: 'vpn-0f2a3b4c5d6e7f801/2001:db8::17' }],
};

const problemsOf = (input: unknown): readonly string[] => {
  try {
    parseScenario(input, 'test');
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
};

describe('a scenario', () => {
  it('has its durations as milliseconds, and its IPv6 tunnels', () => {
    expect(parseScenario(perfect, 'test').steps).toMatchObject([{ at: 90_000 }]);
  });

  it.each([
    ['no object', 'story', /^the whole file: received "story"; /],
    ['a key that is unknown', { ...perfect, speed: 5 }, /^speed: received 5; there is no such key$/],
    [
      'a duration that is none',
      { ...perfect, steps: [{ at: '5 min', gatewayAnswers: connection.id }] },
      /^steps\[0\]\.at: received "5 min"; it must be a duration/,
    ],
    [
      'a step without a verb',
      { ...perfect, steps: [{ at: '5m' }] },
      /^steps\[0\]: received \{"at":"5m"\}; it must be exactly one of gatewayGoesSilent/,
    ],
    [
      'a step with two verbs',
      { ...perfect, steps: [{ at: '5m', gatewayAnswers: connection.id, connectionDeleted: connection.id }] },
      /^steps\[0\]: .* exactly one of/,
    ],
    [
      'a verb that is unknown',
      { ...perfect, steps: [{ at: '5m', gatewayExplodes: 'x' }] },
      /^steps\[0\]\.gatewayExplodes: received "x"; there is no such key/,
    ],
    [
      'a target that is none',
      { ...perfect, steps: [{ at: '5m', gatewayAnswers: 'frankfurt' }] },
      /^steps\[0\]\.gatewayAnswers: received "frankfurt"; it must be "cgw-…"/,
    ],
    [
      'a target that the estate lacks',
      { ...perfect, steps: [{ at: '5m', gatewayAnswers: 'vpn-00000000' }] },
      /^steps\[0\]\.gatewayAnswers: received "vpn-00000000"; the scenario has no such/,
    ],
    [
      'a tunnel that the connection lacks',
      { ...perfect, steps: [{ at: '5m', endpointReplaced: { tunnel: `${connection.id}/192.0.2.1` } }] },
      /^steps\[0\]\.endpointReplaced\.tunnel: .* has no such/,
    ],
    [
      'a step after the end',
      { ...perfect, steps: [{ at: '11m', gatewayAnswers: connection.id }] },
      /^steps\[0\]\.at: received "11m"; the scenario ends after 10 minutes/,
    ],
    [
      'maintenance that nobody can wait for',
      {
        ...perfect,
        estate: {
          ...perfect.estate,
          connections: [
            {
              ...connection,
              tunnels: [
                { outsideIp: '192.0.2.1', maintenance: { autoAppliedAfter: '3d' } },
                { outsideIp: '192.0.2.2' },
              ],
            },
          ],
        },
      },
      /^estate\.connections\[0\]\.tunnels\[0\]\.maintenance: received \{"autoAppliedAfter":"3d"\}; it must be of a tunnel with "lifecycleControl": true/,
    ],
    [
      'one tunnel only',
      {
        ...perfect,
        estate: {
          ...perfect.estate,
          connections: [{ ...connection, tunnels: [{ outsideIp: '192.0.2.1' }] }],
        },
      },
      /^estate\.connections\[0\]\.tunnels: /,
    ],
    [
      'an address that is none',
      {
        ...perfect,
        estate: {
          ...perfect.estate,
          connections: [{ ...connection, tunnels: [{ outsideIp: 'x' }, { outsideIp: '192.0.2.1' }] }],
        },
      },
      /^estate\.connections\[0\]\.tunnels\[0\]\.outsideIp: received "x"; it must be an IPv4 or IPv6 address/,
    ],
    [
      'a gateway that the estate lacks',
      { ...perfect, estate: { customerGateways: [], connections: [connection] } },
      /^estate\.connections\[0\]\.customerGateway: received "cgw-0a11ce0000000001"; the estate has no such/,
    ],
    [
      'the same connection twice',
      { ...perfect, estate: { ...perfect.estate, connections: [connection, connection] } },
      /^estate\.connections\[1\]\.id: .*another one has the same id/,
    ],
    [
      'a fault in no service',
      { ...perfect, steps: [{ at: '1m', callFault: { service: 's3', operation: '*', failure: 'hang' } }] },
      /^steps\[0\]\.callFault\.service: received "s3"; /,
    ],
  ])('is refused with %s', (_what, input, problem) => {
    expect(problemsOf(input)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  it('is refused with all its problems at once', () => {
    expect(
      problemsOf({ ...perfect, durationMinutes: 0, speed: 5, steps: [{ at: 'soon' }] }).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it('that cannot be read is refused with its file name', () => {
    expect(() => loadScenario('nowhere/at-all.json')).toThrow(
      'nowhere/at-all.json is no scenario:\n- there is neither such a file nor a shipped scenario of that name; see --list',
    );
    expect(() => loadScenario('dead-gatway')).toThrow('did you mean "dead-gateway"?');
  });
});

describe('the shipped scenarios', () => {
  it.each(shippedScenarios())('%s loads under its own name and says what to see', (name) => {
    const scenario = loadScenario(name);
    expect(scenario.name).toBe(name);
    expect(scenario.about.length).toBeGreaterThan(20);
  });
});
