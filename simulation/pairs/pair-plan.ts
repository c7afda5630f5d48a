import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import type { Disturbance, WorldEvent } from '../plan/disturbance.ts';
import { settled, stillMs, untilEnd } from '../plan/lasting.ts';
import { randomPlan } from '../plan/random-plan.ts';

/** What happens to both runs of a pair: what happens to any run, and more of what restarts are for, or are of no use against. */
export const pairPlan = (
  seed: number,
  estate: Estate,
  hours: number,
): readonly (Disturbance | undefined)[] => {
  const endMs = hoursMs(hours);
  const usual = randomPlan(seed, estate, hours).map((disturbance, index) =>
    paired(createRandom(seed, 'pair', index), disturbance, endMs),
  );
  return [...usual, ...worthwhile(createRandom(seed, 'pairs'), estate, endMs)];
};

/** People who restart by hand would be refused while the product does. And a stale SA lasts for as long as its lifetime. */
const paired = (random: Random, disturbance: Disturbance, endMs: number): Disturbance | undefined => {
  if (disturbance.kind === 'restarted-by-hand') return undefined;
  if (disturbance.kind !== 'fall' || disturbance.ailment !== 'stuck') return disturbance;
  return { ...disturbance, forMs: staleFor(random, disturbance.atMs, endMs) };
};

const staleFor = (random: Random, atMs: number, endMs: number): number =>
  untilEnd(atMs, minutesMs(random.whole(60, 480)), endMs);

const worthwhile = (random: Random, estate: Estate, endMs: number): readonly Disturbance[] =>
  Array.from({ length: random.pick([1, 2, 3, 5]) }, () => {
    const atMs = random.whole(minutesMs(2), endMs - stillMs - minutesMs(1));
    const connection = random.whole(0, estate.connections.length - 1);
    return random.pick(tellers)(random, { estate, atMs, connection, endMs });
  }).flat();

interface Scene {
  readonly estate: Estate;
  readonly atMs: number;
  readonly connection: number;
  readonly endMs: number;
}

type Teller = (random: Random, scene: Scene) => readonly WorldEvent[];

/** Nobody uses a connection, so its SAs come to their end; nobody need begin again. */
const idleEnds: Teller = (random, { atMs, connection, endMs }) => {
  const how = random.pick(['idle-cleared', 'idle-deleted']);
  const endsAtMs = Math.min(atMs + minutesMs(random.whole(65, 200)), endMs - stillMs - minutesMs(1));
  return [
    { kind: 'traffic-stopped', atMs, connection, passage: 'nothing', forMs: hoursMs(100) },
    ...tunnelsOf(random).map(
      (tunnel): WorldEvent => ({
        kind: 'idle-ended',
        atMs: endsAtMs + random.whole(0, secondsMs(50)),
        connection,
        tunnel,
        how,
      }),
    ),
  ];
};

/** The gateway keeps to an SA that AWS no longer has. */
const staleSa: Teller = (random, { atMs, connection, endMs }) =>
  tunnelsOf(random).map((tunnel) => ({
    kind: 'fall',
    atMs: atMs + random.whole(0, secondsMs(50)),
    connection,
    tunnel,
    ailment: 'stuck',
    forMs: staleFor(random, atMs, endMs),
  }));

/** The line is dead, often for no longer than people need to notice. */
const deadLine: Teller = (random, { estate, atMs, connection, endMs }) => [
  {
    kind: 'gateway-silent',
    atMs,
    gateway: estate.connections[connection]?.gateway ?? 0,
    forMs: random.chance(0.5)
      ? untilEnd(atMs, minutesMs(random.whole(2, 30)), endMs)
      : settled(random, atMs, endMs),
  },
];

/** Both tunnels go silent, and one of them is back before the other one, or it alone. */
const halfReturns: Teller = (random, { atMs, connection, endMs }) => {
  const first = random.pick([0, 1]);
  // Restarts are made a quarter of an hour after a fall, and take minutes.
  const backAfterMs = minutesMs(random.pick([random.whole(4, 90), random.whole(16, 21)]));
  const laterMs = random.pick([secondsMs(random.whole(25, 600)), minutesMs(600)]);
  return ([0, 1] as const).map((tunnel) => ({
    kind: 'fall',
    atMs: atMs + random.whole(0, secondsMs(50)),
    connection,
    tunnel,
    ailment: 'silent',
    forMs: untilEnd(atMs, backAfterMs + (tunnel === first ? 0 : laterMs), endMs),
  }));
};

/** The gateway takes its leave, deletes its SAs, and is not there for a while: it is restarted, or its VPN is switched off. */
const shutDown: Teller = (random, { atMs, connection, endMs }) => {
  const forMs = untilEnd(atMs, minutesMs(random.pick([random.whole(2, 60), random.whole(16, 21)])), endMs);
  return ([0, 1] as const).flatMap((tunnel): readonly WorldEvent[] => {
    const at = atMs + random.whole(0, secondsMs(3));
    return [
      { kind: 'idle-ended', atMs: at, connection, tunnel, how: 'idle-deleted' },
      { kind: 'fall', atMs: at + secondsMs(1), connection, tunnel, ailment: 'silent', forMs },
    ];
  });
};

const tellers = [idleEnds, staleSa, staleSa, deadLine, halfReturns, halfReturns, shutDown] as const;

const tunnelsOf = (random: Random): readonly (0 | 1)[] => random.pick([[0, 1], [0, 1], [0], [1]] as const);
