import type { Scenario } from '../../local/scenario/format/scenario.ts';
import { loadScenario } from '../../local/scenario/load.ts';

/** Where one shipped scenario is found in a play of many. */
export interface Part {
  readonly connectionId: string;
  readonly outsideIps: readonly string[];
  /** When the trouble begins, after the start. */
  readonly beginsMs: number;
}

const spacingMs = 60_000;

/** Later steps of the shipped scenarios put things right again. */
const troubleUntilMs = 9 * 60_000;

/**
 * Shipped scenarios on one account, each on a connection and a gateway of its own that have its name: the first connection
 * of each, and the steps that make its trouble. They begin a minute apart, too slowly for a storm.
 */
export const sideBySide = (names: readonly string[], lastMinutes: number): Scenario => {
  const parts = names.map(renamed);
  return {
    ...loadScenario('quiet'),
    name: 'side by side',
    durationMinutes: names.length + lastMinutes,
    estate: {
      customerGateways: parts.flatMap(({ estate }) => estate.customerGateways),
      connections: parts.flatMap(({ estate }) => estate.connections),
    },
    steps: parts.flatMap(({ steps }) => steps),
  };
};

export const partOf = (names: readonly string[], name: string): Part => {
  const { estate, steps } = renamed(name, names.indexOf(name));
  const [connection] = estate.connections;
  return {
    connectionId: connection?.id ?? '',
    outsideIps: connection?.tunnels.map(({ outsideIp }) => outsideIp) ?? [],
    beginsMs: steps.at(-1)?.at ?? 0,
  };
};

const concerns = (step: object, ids: readonly string[]): boolean =>
  ids.some((id) => JSON.stringify(step).includes(id));

const renamed = (name: string, index: number): Pick<Scenario, 'estate' | 'steps'> => {
  const { estate, steps } = loadScenario(name);
  const connection = estate.connections[0];
  const gateway = estate.customerGateways.find(({ id }) => id === connection?.customerGateway);
  if (!connection || !gateway) throw new Error(`${name} has no connection`);
  const places: readonly (readonly [string, string])[] = [
    [connection.id, `vpn-${String(index + 1).padStart(17, '0')}`],
    [gateway.id, `cgw-${String(index + 1).padStart(17, '0')}`],
    ...connection.tunnels.map(
      ({ outsideIp }, tunnel) => [outsideIp, `203.0.113.${100 + 2 * index + tunnel}`] as const,
    ),
  ];
  const part = {
    estate: { customerGateways: [gateway], connections: [{ ...connection, name, tags: {} }] },
    steps: steps
      .filter((step) => step.at < troubleUntilMs && concerns(step, [connection.id, gateway.id]))
      .map((step) => ({ ...step, at: step.at + index * spacingMs })),
  };
  return JSON.parse(
    places.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(part)),
  ) as typeof part;
};
