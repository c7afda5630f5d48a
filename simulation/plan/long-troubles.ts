import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { Random } from '../kernel/random.ts';
import type { Disturbance, WorldEvent } from './disturbance.ts';

/** Troubles that show themselves only by how long they go on, or by how often they come. */
export const longTroubles = (random: Random, estate: Estate, endMs: number): readonly Disturbance[] => {
  const connection = random.whole(0, estate.connections.length - 1);
  return random.pick([
    noTrouble,
    noTrouble,
    noTrouble,
    noTrouble,
    slackIsAway,
    dropsRecur,
    bouncesOn,
  ] as const)(random, { connection, endMs });
};

interface Scene {
  readonly connection: number;
  readonly endMs: number;
}

type Teller = (random: Random, scene: Scene) => readonly Disturbance[];

const noTrouble: Teller = () => [];

/** For most of the day. */
const slackIsAway: Teller = (random, { endMs }) => {
  const fromMs = random.whole(0, hoursMs(2));
  const mode = random.pick(['server-error', 'server-error', 'lost-before', 'limited']);
  return [{ kind: 'slack', mode, fromMs, toMs: Math.max(fromMs, endMs - minutesMs(5)), share: 1 }];
};

/** Both ends take each other's new keys for wrong, once in each lifetime. */
const dropsRecur: Teller = (random, { connection, endMs }) => {
  const everyMs = minutesMs(random.pick([60, 60, 58, 48, 120]));
  const fromMs = random.whole(minutesMs(2), endMs / 2);
  const forMs = random.pick([secondsMs(12), secondsMs(25), minutesMs(2), minutesMs(4)]);
  const tunnels = random.pick([[0, 1], [0, 1], [0]] as const);
  return timesFrom(fromMs, everyMs, random.whole(4, 10), endMs).flatMap((atMs) =>
    bounces(atMs, connection, tunnels, forMs),
  );
};

/** Down for more than half of each minute, and up whenever a sweep looks. */
const bouncesOn: Teller = (random, { connection, endMs }) => {
  const fromMs =
    minutesMs(random.whole(2, Math.floor(endMs / minutesMs(2)))) + secondsMs(random.whole(5, 15));
  return timesFrom(fromMs, minutesMs(1), random.whole(10, 40), endMs).flatMap((atMs) =>
    bounces(atMs, connection, [0, 1], secondsMs(random.whole(30, 40))),
  );
};

/** Of the runs, so many have one. */
const staysShare = 0.12;

/** Both tunnels fall and come back, so often that nobody wants to hear of it, and then they stay down. */
export const fallsThenStays = (random: Random, estate: Estate, endMs: number): readonly Disturbance[] => {
  const everyMs = minutesMs(random.whole(4, 9));
  const times = random.whole(5, 7);
  const staysForMs = minutesMs(random.whole(25, 90));
  const latestMs = endMs - minutesMs(30) - times * everyMs - staysForMs;
  if (latestMs < minutesMs(2) || !random.chance(staysShare)) return [];
  const connection = random.whole(0, estate.connections.length - 1);
  const fromMs = random.whole(minutesMs(2), latestMs);
  return Array.from({ length: times }, (_, index) => {
    const forMs = index === times - 1 ? staysForMs : secondsMs(random.whole(70, 130));
    return ([0, 1] as const).map(
      (tunnel): WorldEvent => ({
        kind: 'fall',
        atMs: fromMs + index * everyMs,
        connection,
        tunnel,
        ailment: 'silent',
        forMs,
      }),
    );
  }).flat();
};

const timesFrom = (fromMs: number, everyMs: number, times: number, endMs: number): readonly number[] =>
  Array.from({ length: times }, (_, index) => fromMs + index * everyMs).filter(
    (atMs) => atMs < endMs - minutesMs(15),
  );

const bounces = (
  atMs: number,
  connection: number,
  tunnels: readonly (0 | 1)[],
  forMs: number,
): readonly WorldEvent[] => tunnels.map((tunnel) => ({ kind: 'bounced', atMs, connection, tunnel, forMs }));
