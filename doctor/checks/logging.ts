import type { Connection, Tunnel } from '../../shared/domain/connection.ts';
import { isUnwatched } from '../../shared/domain/observation.ts';
import { counted, listed } from '../counted.ts';
import type { Examined } from '../examine.ts';
import { passed, skipped } from '../finding.ts';

interface Logged {
  readonly connection: Connection;
  readonly tunnel: Tunnel;
}

/** Which tunnels write the logs that causes are read from. Only a connection with BGP has a log of it. */
export const checkLogging = (connections: readonly Connection[]): Examined => {
  const tunnels = connections
    .filter((connection) => !isUnwatched(connection))
    .flatMap((connection) => connection.tunnels.map((tunnel): Logged => ({ connection, tunnel })));
  const withBgp = tunnels.filter(({ connection }) => connection.routing === 'bgp');
  const silent = tunnels.filter(({ tunnel }) => !tunnel.options?.activityLog);
  const silentBgp = withBgp.filter(({ tunnel }) => !tunnel.options?.bgpLog);
  const off = [...offOf('activity log', silent, tunnels), ...offOf('BGP log', silentBgp, withBgp)];
  if (off.length === 0) return { verdicts: [passed(`on for ${counted(tunnels.length, 'tunnel')}`)] };
  return {
    verdicts: [
      skipped(off.join('; '), [
        `No cause can be read from it: ${listed(silentOnes([...silent, ...silentBgp]))}.`,
        'Turning it on is optional, and interrupts the tunnel: docs/diagnosis.md.',
      ]),
    ],
  };
};

const offOf = (log: string, silent: readonly Logged[], all: readonly Logged[]): readonly string[] =>
  silent.length === 0 ? [] : [`${log} off for ${silent.length} of ${counted(all.length, 'tunnel')}`];

/** By connection, and by tunnel where only one of them is silent. */
const silentOnes = (silent: readonly Logged[]): readonly string[] =>
  [...Map.groupBy(silent, ({ connection }) => connection)].map(([connection, ofIt]) => {
    const outsideIps = new Set(ofIt.map(({ tunnel }) => tunnel.outsideIp));
    const label = connection.name ?? connection.connectionId;
    return outsideIps.size === connection.tunnels.length ? label : `${label} (${[...outsideIps].join(', ')})`;
  });
