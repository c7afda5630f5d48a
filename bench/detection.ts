import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { playScenario } from '../local/account/play.ts';
import { synthesize } from '../local/deployment/synthesize.ts';
import { table } from './figures.ts';
import {
  alarmEvent,
  connectionId,
  firstIp,
  networkManagerEvent,
  oneConnection,
  region,
} from './one-connection.ts';

const secondMs = 1_000;

/** Just after a sweep, so that the next one comes as late as it can. */
const fallAtSeconds = 245;

/** Time after the fall at which a hint comes in, where one does. */
export const hintAfterSeconds = 5;

interface Path {
  readonly name: string;
  readonly hint?: Readonly<Record<string, unknown>>;
}

const paths: readonly Path[] = [
  { name: 'sweep alone' },
  { name: 'alarm', hint: { busEvent: { event: alarmEvent } } },
  {
    name: 'AWS Health event',
    hint: { healthEvent: { code: 'AWS_VPN_SINGLE_TUNNEL_NOTIFICATION', connections: [connectionId] } },
  },
  { name: 'Network Manager event', hint: { busEvent: { event: networkManagerEvent } } },
];

interface Detection {
  readonly seenAfterMs: number;
  readonly toldAfterMs: number;
}

/** From the fall of a tunnel, and of both, to the incident in the table and to the message in Slack, in virtual time. */
export const benchDetection = async (assemblyDirectory: string): Promise<string> => {
  const rows: (readonly string[])[] = [];
  for (const { name, hint } of paths) {
    const one = await detect(assemblyDirectory, `${connectionId}/${firstIp}`, hint);
    const both = await detect(assemblyDirectory, connectionId, hint);
    rows.push([
      name,
      ...[one, both].flatMap(({ seenAfterMs, toldAfterMs }) => [seconds(seenAfterMs), seconds(toldAfterMs)]),
    ]);
  }
  return table(['first hint', 'one tunnel: seen', 'told', 'both tunnels: seen', 'told'], rows);
};

/** In the region of Network Manager's events, so that one region is enough. */
export const synthesizeWithNetworkManager = async (outputDirectory: string): Promise<string> => {
  const config = JSON.parse(await readFile(join(import.meta.dirname, '..', 'tunnelkeeper.json'), 'utf8'));
  const configFile = join(outputDirectory, 'detection.json');
  await writeFile(configFile, JSON.stringify({ ...config, regions: [region], networkManager: 'on' }));
  return await synthesize({ configFile });
};

const seconds = (durationMs: number): string => `${Math.round(durationMs / secondMs)} s`;

const detect = async (assemblyDirectory: string, target: string, hint: Path['hint']): Promise<Detection> => {
  const steps = [
    { at: `${fallAtSeconds}s`, gatewayDeletesIkeSa: target },
    ...(hint ? [{ at: `${fallAtSeconds + hintAfterSeconds}s`, ...hint }] : []),
  ];
  const play = await playScenario(oneConnection(steps, 15), { assemblyDirectory });
  try {
    await play.clock.run({ until: play.endsAt });
    const fell = play.journal.of('tunnel.down')[0]?.at;
    const after = (what: string): number => {
      const first = play.journal.of(what).find(({ at }) => fell !== undefined && at >= fell);
      if (fell === undefined || !first) throw new Error(`${target} never came to ${what}.`);
      return first.at - fell;
    };
    return { seenAfterMs: after('incident.saved'), toldAfterMs: after('slack.message') };
  } finally {
    await play.close();
  }
};
