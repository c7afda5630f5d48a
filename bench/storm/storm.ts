import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Play, playScenario } from '../../local/account/play.ts';
import { synthesize } from '../../local/deployment/synthesize.ts';
import type { Scenario } from '../../local/scenario/format/scenario.ts';
import { parseScenario } from '../../local/scenario/load.ts';
import { renderPlain } from '../../local/slack/plain.ts';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import { lossesOf } from './losses.ts';
import { followConnections, mostWithin } from './observed.ts';
import { planStorm, type Storm, type StormPlan } from './plan.ts';
import { type PlayedStorm, stormTables } from './tables.ts';

const minuteMs = 60_000;

/** A thousand connections: in each region ten devices that 16 share, and 40 sites with a device each. */
export const plan: StormPlan = {
  regions: ['us-east-1', 'eu-central-1', 'eu-west-1', 'us-west-2', 'ap-southeast-1'],
  largeGateways: 10,
  connectionsPerLargeGateway: 16,
  smallSites: 40,
  fallingShare: 0.4,
  seed: 1,
  fallAfterMinutes: 30,
  backAfterMinutes: [20, 40],
};

/** The deployment has made its alarms by then. */
const calmFromMinutes = 10;

/** Whatever has not been told by then counts as lost. */
const longestStormMinutes = 180;

/** Plays the storm and returns what is to be said about it. Throws if anything is lost or told wrongly. */
export const benchStorm = async (
  outputDirectory: string,
  progress: (line: string) => void,
  size: StormPlan = plan,
): Promise<string> => {
  const storm = planStorm(size);
  const play = await playScenario(scenarioOf(size, storm), {
    assemblyDirectory: await synthesizeFor(size, outputDirectory),
  });
  try {
    return stormTables(size, storm, await playOut(play, size, storm, progress));
  } finally {
    await play.close();
  }
};

const synthesizeFor = async ({ regions }: StormPlan, outputDirectory: string): Promise<string> => {
  const configFile = join(outputDirectory, 'storm.json');
  await writeFile(
    configFile,
    JSON.stringify({ slack: { channel: '#vpn-alerts' }, regions, email: ['oncall@example.com'] }),
  );
  return await synthesize({ configFile });
};

const scenarioOf = (
  { regions, fallAfterMinutes }: StormPlan,
  { gateways, connections, falls }: Storm,
): Scenario =>
  parseScenario(
    {
      name: 'storm',
      description: 'tunnels of many connections fall within a minute',
      about: 'measured',
      durationMinutes: fallAfterMinutes + longestStormMinutes,
      region: regions[0],
      regions,
      estate: { customerGateways: gateways, connections },
      steps: [
        { at: '0s', stacksDeployed: true },
        ...falls.flatMap(({ connectionId, outsideIp, atSeconds, backAtSeconds }) => {
          const target = `${connectionId}/${outsideIp}`;
          return [
            { at: `${atSeconds}s`, gatewayDeletesIkeSa: target },
            { at: `${backAtSeconds}s`, gatewayInitiates: { target, initiates: true } },
          ];
        }),
      ],
    },
    'storm',
  );

const playOut = async (
  play: Play,
  size: StormPlan,
  storm: Storm,
  progress: (line: string) => void,
): Promise<PlayedStorm> => {
  const startAt = play.clock.now();
  const fallAt = startAt + size.fallAfterMinutes * minuteMs;
  const overAt = Math.max(...storm.falls.map(({ backAtSeconds }) => startAt + backAtSeconds * 1_000));
  for (let at = startAt + minuteMs; ; at += minuteMs) {
    await play.clock.run({ until: at });
    if (at % (5 * minuteMs) === 0) progress(`storm: minute ${(at - fallAt) / minuteMs}`);
    if (at <= overAt) continue;
    const { losses, aftermath, played } = await look(
      play,
      storm,
      startAt + calmFromMinutes * minuteMs,
      fallAt,
    );
    if (losses.length === 0) return played;
    if (at < play.endsAt) continue;
    const shown = losses.slice(0, 20).join('\n');
    throw new Error(
      `The storm has ${losses.length} losses after ${aftermath.courses.length} falls:\n${shown}`,
    );
  }
};

const mishaps = [
  'function.error',
  'function.gave-up',
  'access.denied',
  'call.crashed',
  'call.unsupported',
  'event.undelivered',
  'sns.undelivered',
  'sqs.dead-letter',
];

const look = async (play: Play, storm: Storm, calmFrom: number, fallAt: number) => {
  const { journal, queues, slack, dynamoDb, deployment } = play;
  const fallen = [...new Set(storm.falls.map(({ connectionId }) => connectionId))];
  const entries = journal.entries.filter(({ at }) => at >= fallAt);
  const rows = await Promise.all(deployment.tables.map(({ name, region }) => dynamoDb.items(name, region)));
  const bodies = (isWanted: (pk: string, sk: string) => boolean) =>
    rows
      .flat()
      .flatMap((row) =>
        isWanted(String(row['pk']), String(row['sk'])) ? [JSON.parse(String(row['body']))] : [],
      );
  const restarts = journal.of('tunnel.restart');
  const aftermath = {
    courses: followConnections(entries, fallen),
    incidents: bodies((pk, sk) => pk.startsWith('REGION#') && sk.startsWith('INCIDENT#')),
    storms: bodies((pk, sk) => pk.startsWith('REGION#') && sk.startsWith('STORM#')),
    deliveries: bodies((pk) => pk.startsWith('SLACK#')),
    headlines: new Map(
      slack
        .messages('vpn-alerts')
        .filter(({ threadTs }) => threadTs === undefined)
        .map((message) => [message.ts, renderPlain(message).split('\n')[0] ?? '']),
    ),
    waiting: new Map(
      queues.all.flatMap((queue) => {
        const count = queue.messages().length;
        return count > 0 ? [[queue.resource.name, count] as const] : [];
      }),
    ),
    mishaps: new Map(
      mishaps.flatMap((what) => {
        const count = journal.of(what).length;
        return count > 0 ? [[what, count] as const] : [];
      }),
    ),
    restarts: restarts.length,
    restartLimit: defaultPolicy.restart.accountLimit,
    mostRestartsAnHour: mostWithin(restarts, defaultPolicy.restart.accountLimitWindowMs),
  };
  const calm = journal.entries.filter(({ at }) => at >= calmFrom && at < fallAt);
  const played: PlayedStorm = {
    aftermath,
    entries,
    calm,
    fallAt,
    calmMs: fallAt - calmFrom,
    endAt: play.clock.now(),
  };
  return { losses: lossesOf(aftermath), aftermath, played };
};
