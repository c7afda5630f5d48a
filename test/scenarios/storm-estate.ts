import type { Scenario } from '../../local/scenario/format/scenario.ts';
import { parseScenario } from '../../local/scenario/load.ts';

const hex = (number: number): string => number.toString(16).padStart(4, '0');

/** So many connections, each to a gateway of its own, whose gateways all go silent at once and stay so. */
export const stormOf = (count: number): Scenario => {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const gatewayId = (number: number) => `cgw-0f0000000000${hex(number)}1`;
  return parseScenario(
    {
      name: 'of a test',
      description: 'many connections',
      about: 'see the test',
      durationMinutes: 9,
      estate: {
        customerGateways: numbers.map((number) => ({
          id: gatewayId(number),
          ipAddress: `198.51.${100 + Math.floor(number / 200)}.${(number % 200) + 1}`,
        })),
        connections: numbers.map((number) => ({
          id: `vpn-0f0000000000${hex(number)}1`,
          name: `site-${number}`,
          customerGateway: gatewayId(number),
          tunnels: [
            { outsideIp: `203.0.${100 + Math.floor(number / 100)}.${(number % 100) * 2 + 1}` },
            { outsideIp: `203.0.${100 + Math.floor(number / 100)}.${(number % 100) * 2 + 2}` },
          ],
        })),
      },
      steps: numbers.map((number) => ({ at: '2m', gatewayGoesSilent: gatewayId(number) })),
    },
    'of a test',
  );
};
