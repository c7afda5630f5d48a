import type { Scenario } from '../../local/scenario/format/scenario.ts';
import { parseScenario } from '../../local/scenario/load.ts';

export const connectionId = 'vpn-0f2a3b4c5d6e7f801';
export const firstIp = '203.0.113.17';
export const secondIp = '203.0.113.42';

/** A scenario on one healthy connection. */
export const scenarioWith = (
  steps: readonly unknown[],
  { durationMinutes = 10, connection = {}, ...rest }: Record<string, unknown> = {},
): Scenario =>
  parseScenario(
    {
      name: 'of a test',
      description: 'one connection',
      about: 'see the test',
      durationMinutes,
      estate: {
        customerGateways: [{ id: 'cgw-0a11ce0000000001' }],
        connections: [
          {
            id: connectionId,
            name: 'frankfurt-primary',
            customerGateway: 'cgw-0a11ce0000000001',
            tunnels: [{ outsideIp: firstIp }, { outsideIp: secondIp }],
            ...(connection as object),
          },
        ],
      },
      steps,
      ...rest,
    },
    'of a test',
  );
