import { minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Random } from '../kernel/random.ts';
import { replacementCode } from '../world/events.ts';
import type { Disturbance, FalseSignal, WorldEvent } from './disturbance.ts';

/** Things that some rule is for, and that chance alone seldom brings together. */
export const stories = (random: Random, estate: Estate, endMs: number): readonly Disturbance[] => {
  const latestMs = endMs - storyMs;
  const count = latestMs < firstMs ? 0 : random.pick([0, 0, 0, 0, 1, 1, 2]);
  return Array.from({ length: count }, () => {
    const atMs = random.whole(firstMs, latestMs);
    const connection = random.whole(0, estate.connections.length - 1);
    const tunnel = random.pick([0, 1]);
    return random.pick(tellers)(random, { estate, atMs, connection, tunnel });
  }).flat();
};

const firstMs = minutesMs(2);

/** The longest of them is over after this time. */
const storyMs = minutesMs(130);

interface Scene {
  readonly estate: Estate;
  readonly atMs: number;
  readonly connection: number;
  readonly tunnel: 0 | 1;
}

type Teller = (random: Random, scene: Scene) => readonly Disturbance[];

/** AWS's answers to restarts are lost for a while, and somebody keeps asking for more of them. */
const answersAreLost: Teller = (random, { atMs, connection, tunnel }) => [
  fall(atMs, connection, tunnel, random.pick(['stuck', 'silent']), minutesMs(random.whole(30, 110))),
  ...(random.chance(0.5)
    ? [fall(atMs + minutesMs(1), connection, otherThan(tunnel), 'silent', minutesMs(random.whole(30, 100)))]
    : []),
  {
    kind: 'calls',
    service: 'ec2-modify',
    mode: random.pick(['lost-before', 'lost-after', 'failed', 'failed-after']),
    fromMs: atMs,
    toMs: atMs + minutesMs(random.pick([8, 30, 90])),
    share: random.pick([1, 0.6]),
  },
  ...asks(random, atMs, connection, random.pick([tunnel, otherThan(tunnel)]), minutesMs(40)),
];

/** A restart is asked for the tunnel that is not in use, while the other one is down. */
const unusedIsAskedFor: Teller = (random, { estate, atMs, connection }) => {
  const lame = estate.connections.flatMap(({ tunnels, fromStart }, index) =>
    fromStart && !tunnels[1].configured ? [index] : [],
  );
  const chosen = lame[random.whole(0, Math.max(0, lame.length - 1))] ?? connection;
  return [
    fall(
      atMs,
      chosen,
      0,
      random.pick(['silent', 'misconfigured', 'stuck']),
      minutesMs(random.whole(20, 110)),
    ),
    ...asks(random, atMs, chosen, 1, minutesMs(100)),
  ];
};

/** AWS replaces an endpoint, tells of it, and a tunnel falls (again) within minutes. */
const replacedThenFalls: Teller = (random, { atMs, connection, tunnel }) => {
  const takesMs = random.whole(secondsMs(20), minutesMs(3));
  const fellAtMs = atMs + takesMs + random.whole(0, minutesMs(8));
  const fallen: 0 | 1 = random.chance(0.6) ? tunnel : otherThan(tunnel);
  return [
    { kind: 'endpoint-replaced', atMs, connection, tunnel, takesMs },
    { kind: 'health-told', atMs: fellAtMs, connection, code: replacementCode, foreign: random.chance(0.5) },
    fall(fellAtMs, connection, fallen, 'stuck', minutesMs(random.whole(20, 100))),
    ...asks(random, fellAtMs, connection, fallen, minutesMs(20)),
  ];
};

/** One tunnel of each connection falls within the same moment: all restarts come due together. */
const restartsComeDueTogether: Teller = (random, { estate, atMs, tunnel }) =>
  estate.connections.map((_, connection) =>
    fall(atMs + random.whole(0, 2_000), connection, tunnel, 'stuck', minutesMs(random.whole(20, 110))),
  );

/** Somebody changes a tunnel, and some minutes later it, or the other one, falls. */
const changedThenFalls: Teller = (random, { atMs, connection, tunnel }) => {
  const fellAtMs = atMs + random.whole(secondsMs(30), minutesMs(11));
  const fallen: 0 | 1 = random.pick([0, 1]);
  return [
    { kind: 'restarted-by-hand', atMs, connection, tunnel },
    fall(fellAtMs, connection, fallen, 'stuck', minutesMs(random.whole(20, 100))),
    ...asks(random, fellAtMs, connection, fallen, minutesMs(20)),
  ];
};

/** A connection recovers, the topic does not take that, and it falls again. */
const recoversUnheard: Teller = (random, { atMs, connection, tunnel }) => {
  const firstForMs = minutesMs(random.whole(4, 20));
  const risenAtMs = atMs + firstForMs;
  return [
    fall(atMs, connection, 0, 'silent', firstForMs),
    fall(atMs, connection, 1, 'silent', firstForMs),
    {
      kind: 'calls',
      service: 'sns',
      mode: random.pick(['failed', 'denied', 'throttled']),
      fromMs: risenAtMs + minutesMs(8),
      toMs: risenAtMs + minutesMs(random.whole(14, 40)),
      share: random.pick([1, 1, 0.5]),
    },
    fall(
      risenAtMs + random.whole(minutesMs(11), minutesMs(15)),
      connection,
      tunnel,
      'silent',
      minutesMs(random.whole(3, 30)),
    ),
  ];
};

/** The channel of a tag takes no posts, or no more of them. */
const channelRefuses: Teller = (random, { atMs, connection, tunnel }) => {
  const fellAtMs = atMs + minutesMs(1);
  const fromMs = atMs + random.pick([0, minutesMs(random.whole(2, 12))]);
  return [
    { kind: 'tagged', atMs, connection, key: 'tunnelkeeper:channel', value: '#net' },
    fall(fellAtMs, connection, tunnel, 'silent', minutesMs(random.whole(20, 100))),
    fall(fellAtMs + minutesMs(random.whole(0, 9)), connection, otherThan(tunnel), 'silent', minutesMs(15)),
    { kind: 'slack', mode: 'refused', channel: '#net', fromMs, toMs: fromMs + minutesMs(50), share: 1 },
  ];
};

/** A tunnel is left alone while it falls, then AWS stops saying anything of it, and then somebody asks for its restart. */
const unknownIsAskedFor: Teller = (random, { estate, atMs, connection }) => {
  const isBgp = estate.connections[connection]?.routing === 'bgp';
  const key = 'tunnelkeeper:restart';
  const oddFromMs = atMs + minutesMs(random.whole(6, 9));
  return [
    { kind: 'tagged', atMs, connection, key, value: 'off' },
    fall(atMs + minutesMs(1), connection, 0, 'stuck', minutesMs(100)),
    {
      kind: 'odd-answers',
      oddity: isBgp && random.chance(0.5) ? 'message-odd' : 'row-missing',
      fromMs: oddFromMs,
      toMs: oddFromMs + minutesMs(random.whole(20, 60)),
      share: 1,
    },
    { kind: 'tagged', atMs: oddFromMs + minutesMs(1), connection, key, value: 'on' },
    ...asks(random, oddFromMs + minutesMs(1), connection, 0, minutesMs(40)),
  ];
};

const tellers = [
  answersAreLost,
  unusedIsAskedFor,
  replacedThenFalls,
  restartsComeDueTogether,
  changedThenFalls,
  recoversUnheard,
  channelRefuses,
  unknownIsAskedFor,
] as const;

const otherThan = (tunnel: 0 | 1): 0 | 1 => (tunnel === 0 ? 1 : 0);

const fall = (
  atMs: number,
  connection: number,
  tunnel: 0 | 1,
  ailment: Extract<WorldEvent, { kind: 'fall' }>['ailment'],
  forMs: number,
): WorldEvent => ({ kind: 'fall', atMs, connection, tunnel, ailment, forMs });

/** Somebody who wants a restart asks every few minutes. */
const asks = (
  random: Random,
  fromMs: number,
  connection: number,
  tunnel: 0 | 1,
  forMs: number,
): readonly FalseSignal[] => {
  const everyMs = random.whole(secondsMs(70), minutesMs(6));
  return Array.from({ length: Math.floor(forMs / everyMs) }, (_, index) => ({
    kind: 'restart-requested',
    atMs: fromMs + (index + 1) * everyMs,
    connection,
    tunnel,
  }));
};
