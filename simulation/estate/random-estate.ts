import { defaultPolicy, type Policy } from '../../shared/domain/policy.ts';
import { minutesMs, secondsMs } from '../../shared/domain/time.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import type { ConnectionPlan, Estate, Gateway, PlannedOptions, TunnelPlan } from './estate.ts';

export const region = 'eu-west-1';

const secondRegion = 'ap-northeast-2';

const barredRegion = 'sa-east-1';

export const accountId = '111122223333';

/** Of the runs, so many have a large estate. */
const largeShare = 0.03;

/** Of the runs, so many tell Slack over an incoming webhook. */
const webhookShare = 0.1;

/** Of the runs with several connections, so many have some of them in another region. */
const secondRegionShare = 0.2;

/** Of the runs, so many find a region in which they may not look. */
const barredShare = 0.1;

/** Of the others, so many have a policy by which few incidents make a storm. */
const soonStormyShare = 0.1;

/** One to six connections as accounts have them, or 7 to 16, most of them plain, some of them odd. */
export const randomEstate = (seed: number): Estate => {
  const random = createRandom(seed, 'estate');
  const weather = createRandom(seed, 'weather');
  const isLarge = weather.chance(largeShare);
  const gatewayCount = isLarge ? weather.pick([1, 1, 2, 3]) : random.pick([1, 1, 2, 3, 4]);
  const gateways = Array.from({ length: gatewayCount }, (_, index) => randomGateway(random, index));
  const count = isLarge ? weather.whole(7, 16) : random.whole(1, 6);
  const connections = Array.from({ length: count }, (_, index) =>
    randomConnection(random, index, gatewayCount),
  );
  const policy = withStorms(randomPolicy(random), isLarge, weather);
  const slackMode = createRandom(seed, 'slack-mode').chance(webhookShare) ? 'webhook' : 'bot';
  const barred = createRandom(seed, 'barred').chance(barredShare) ? barredRegion : undefined;
  const estate: Estate = { region, barred, accountId, policy, gateways, connections, slackMode, isLarge };
  const elsewhere = createRandom(seed, 'second-region');
  // The storms of two regions are two.
  if (count < 2 || count > policy.storm.incidents || !elsewhere.chance(secondRegionShare)) return estate;
  return withSecondRegion(estate, elsewhere);
};

/** With a gateway of its own, as a gateway belongs to one region. */
const withSecondRegion = (estate: Estate, random: Random): Estate => {
  const { gateways, connections } = estate;
  const second = { region: secondRegion, how: random.pick(['named', 'found']) };
  return {
    ...estate,
    second,
    gateways: [...gateways, randomGateway(random, gateways.length)],
    connections: connections.map((plan, index) =>
      index > 0 && (index === 1 || random.chance(0.5))
        ? { ...plan, region: second.region, gateway: gateways.length }
        : plan,
    ),
  };
};

const randomGateway = (random: Random, index: number): Gateway => ({
  customerGatewayId: `cgw-0000000000000000${index}`,
  ipAddress: random.chance(0.92) ? `192.0.2.${index + 1}` : undefined,
  initiates: random.chance(0.6),
  idleForMs: minutesMs(random.pick([2, 20, 90, 600])),
});

const randomConnection = (random: Random, index: number, gatewayCount: number): ConnectionPlan => {
  const options = randomOptions(random);
  const bothUsed = random.chance(0.8);
  const tunnel = (position: number): TunnelPlan => ({
    outsideIp: `203.0.113.${10 * (index + 1) + position}`,
    configured: position === 0 || bothUsed,
    options,
  });
  return {
    connectionId: `vpn-0000000000000${random.whole(0, 9)}0${index.toString(16)}${random.pick(['0', 'a', 'f'])}`,
    name: `site-${index}`,
    gateway: random.whole(0, gatewayCount - 1),
    routing: random.chance(0.5) ? 'bgp' : 'static',
    accelerated: random.chance(0.05),
    tags: randomTags(random),
    tunnels: [tunnel(0), tunnel(1)],
    fromStart: index === 0 || random.chance(0.85),
  };
};

const randomOptions = (random: Random): PlannedOptions => {
  const startupAction = random.chance(0.4) ? 'start' : 'add';
  return { startupAction, ...otherOptions(random, startupAction) };
};

/** Who lets AWS begin, lets it begin again as a rule. */
const otherOptions = (
  random: Random,
  startupAction: PlannedOptions['startupAction'],
): Omit<PlannedOptions, 'startupAction'> => ({
  dpdTimeoutAction:
    startupAction === 'start'
      ? random.pick(['restart', 'restart', 'none', 'clear'])
      : random.pick(['clear', 'clear', 'none', 'restart']),
  dpdTimeoutSeconds: random.pick([30, 40, 60]),
  ikeVersions: random.pick([['ikev1', 'ikev2'], ['ikev2'], ['ikev1', 'ikev2'], ['ikev1']]),
  logs: random.chance(0.6),
});

const randomTags = (random: Random): Readonly<Record<string, string>> => ({
  ...(random.chance(0.2) ? { 'tunnelkeeper:restart': random.pick(['on', 'off', 'on']) } : {}),
  ...(random.chance(0.1) ? { 'tunnelkeeper:channel': '#net' } : {}),
});

/** The numbers stay small enough to be reached within a day. */
const randomPolicy = (random: Random): Policy => {
  const { incident, restart, ...rest } = defaultPolicy;
  return {
    ...rest,
    incident: {
      ...incident,
      confirmOutageAfterMs: random.pick([0, 0, 0, minutesMs(1)]),
      confirmDegradedAfterMs: random.pick([minutesMs(2), minutesMs(2), secondsMs(30), minutesMs(5)]),
    },
    restart: {
      ...restart,
      mode: random.pick(['on', 'on', 'on', 'on', 'tagged', 'off']),
      method: random.pick(['initiate', 'initiate', 'keep']),
      accountLimit: random.pick([10, 10, 4, 2]),
      cooldownMs: minutesMs(random.pick([30, 30, 20])),
      gatewayWideConnections: random.pick([3, 3, 2]),
    },
  };
};

const withStorms = (policy: Policy, isLarge: boolean, weather: Random): Policy => {
  const incidents = isLarge ? weather.pick([5, 5, 5, 3]) : weather.chance(soonStormyShare) ? 2 : undefined;
  return incidents === undefined ? policy : { ...policy, storm: { ...policy.storm, incidents } };
};
